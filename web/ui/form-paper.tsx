import type { Form } from '@sansheng/contract/dispatch.ts'
import { multiplyCents } from '@sansheng/contract/money.ts'
import { QRCode } from 'antd'
import type { ReactNode } from 'react'
import { useKindLabels } from '../app/labels.ts'
import { exact, full } from '../app/time.ts'
import './form-paper.css'
import { gap } from '../app/punctuation.ts'
import { useActorName } from './actor-name.ts'
import { type UiLabels, useUiLabels } from './labels.ts'

type PaperProps = {
  form: Form
  site: string
  /** Which of the two copies; without it the sheet stands for both. */
  copy?: 'stub' | 'field'
  /** Number of the paper that is being printed: whoever scans its code shows that it is out. */
  paper?: number | null
  actions?: ReactNode
}
/** The dispatch form as it looks on paper: what is on the screen is what is printed, plain black, A4 or A5. */
export function FormPaper({ form, site, copy, paper = null, actions }: PaperProps) {
  const t = useUiLabels()
  const k = useKindLabels()
  const nameOf = useActorName()
  const word = (value: string | null) => (value ? k(value as Parameters<typeof k>[0]) : '')
  const { ticket } = form
  return (
    <article className="ss-paper" aria-label={`${t('formTitle')} ${form.number}`}>
      <header className="ss-paper-head">
        <div className="ss-grow">
          <h2 className="ss-song ss-paper-title">
            {t('formTitle')} <span className="ss-paper-site">{site}</span>
          </h2>
          <p className="ss-12">
            {t('formNumber')} <b className="ss-num">{form.number}</b>
            {gap}
            {t('ticketNumber')} <span className="ss-num">{ticket.number}</span>
            {gap}
            {t(copy ? `copy.${copy}` : 'copies')}
          </p>
        </div>
        <div className="ss-paper-qr" title={t('scan')} aria-hidden="true">
          <QRCode
            type="svg"
            value={`${location.origin}/forms/${form.id}${paper === null ? '' : `?paper=${paper}`}`}
            size={64}
            bordered={false}
            color="#000"
            bgColor="transparent"
          />
        </div>
        {actions && <div className="ss-row ss-no-print">{actions}</div>}
      </header>
      <dl className="ss-paper-rows">
        <Row name={t('receivedAt')} value={full(ticket.receivedAt)} num />
        <Row name={t('channel')} value={word(ticket.channel)} />
        <Row name={t('urgency')} value={word(ticket.urgency)} strong={ticket.urgency !== 'normal'} />
        <Row name={t('customer')} value={ticket.customerName} />
        <Row name={t('phone')} value={ticket.phoneMasked} num />
        <Row name={t('address')} value={ticket.address} wide strong />
        <Row name={t('phenomenon')} value={ticket.phenomenon} wide />
        <Row name={t('location')} value={ticket.location} />
        <Row name={t('operation')} value={ticket.operation} />
        <Row name={t('description')} value={ticket.description ?? ticket.title} wide />
        <Row name={t('department')} value={form.department?.name ?? null} />
        <Row name={t('worker')} value={form.worker ? `${form.worker.name} ${form.worker.staffNumber}` : null} />
        <Row name={t('madeAt')} value={`${full(form.madeAt)} ${nameOf(form.madeBy)}`} />
        <Row name={t('appointment')} value={form.appointmentAt ? full(form.appointmentAt) : null} strong num />
        <Row name={t('instructions')} value={form.instructions} wide />
        <Row name={t('acceptedAt')} value={at(form.acceptedAt)} num />
        <Row name={t('arrivedAt')} value={at(form.arrivedAt)} num />
        <Row name={t('finishedAt')} value={at(form.finishedAt)} num />
        <Row name={t('workDone')} value={form.workDone} wide tall />
      </dl>
      <Materials form={form} t={t} />
      <dl className="ss-paper-rows">
        <Row name={t('agreed')} value={form.agreedCents === null ? null : yuan(form.agreedCents)} num />
        <Row name={t('opinion')} value={word(form.opinion)} />
        <Row name={t('returnedAt')} value={at(form.returnedAt)} num />
        <Row
          name={t('customerSign')}
          value={
            form.signedBy ??
            (form.unsignedReason ? t('unsigned', { why: form.unsignedReason }) : form.finishedAt ? null : t('signLater'))
          }
          tall
        />
        <Row name={t('workerSign')} value={form.finishedAt ? (form.worker?.name ?? null) : null} tall />
        <Row
          name={t('inspection')}
          value={
            form.passed === null
              ? null
              : [
                  t(form.passed ? 'passed' : 'notPassed'),
                  form.inspector && nameOf(form.inspector),
                  at(form.inspectedAt),
                  form.inspectionNote,
                ]
                  .filter(Boolean)
                  .join(gap)
          }
          wide
          tall
        />
        <Row
          name={t('callback')}
          value={
            form.callback &&
            [word(form.callback.result), word(form.callback.method), nameOf(form.callback.by), exact(form.callback.at)].join(gap)
          }
          wide
        />
      </dl>
      <p className="ss-12 ss-paper-own">{t('own')}</p>
    </article>
  )
}

const at = (instant: string | null): string | null => (instant ? full(instant).slice(0, 16) : null)
/** Cents as they stand on paper: `86.40`. */
const yuan = (cents: number): string => (cents / 100).toFixed(2)

type RowProps = { name: string; value: string | null; wide?: boolean; num?: boolean; strong?: boolean; tall?: boolean }
/** An empty row stays on the paper: it is filled in by hand. */
function Row({ name, value, wide, num, strong, tall }: RowProps) {
  return (
    <div className={`ss-paper-row${wide ? ' ss-paper-wide' : ''}${tall ? ' ss-paper-tall' : ''}`}>
      <dt>{name}</dt>
      <dd className={num ? 'ss-num' : undefined} data-strong={strong || undefined}>
        {value}
      </dd>
    </div>
  )
}

function Materials({ form, t }: { form: Form; t: UiLabels }) {
  const blank = Math.max(0, 2 - form.materials.length)
  const total = form.materials.reduce((sum, m) => sum + multiplyCents(m.quantity, m.priceCents), 0)
  return (
    <table className="ss-paper-table">
      <caption className="ss-only-read">{t('materials')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('materialName')}</th>
          <th scope="col">{t('quantity')}</th>
          <th scope="col">{t('price')}</th>
          <th scope="col">{t('amount')}</th>
        </tr>
      </thead>
      <tbody>
        {form.materials.map(m => (
          <tr key={`${m.name} ${m.quantity} ${m.priceCents}`}>
            <td>{m.name}</td>
            <td className="ss-num">
              {m.quantity} {m.unit}
            </td>
            <td className="ss-num">{yuan(m.priceCents)}</td>
            <td className="ss-num">{yuan(multiplyCents(m.quantity, m.priceCents))}</td>
          </tr>
        ))}
        {['first', 'second'].slice(0, blank).map(row => (
          <tr key={row}>
            <td>&nbsp;</td>
            <td />
            <td />
            <td />
          </tr>
        ))}
      </tbody>
      {form.materials.length > 0 && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('total')}
            </th>
            <td className="ss-num">{yuan(total)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
