/** The dispatch forms of a ticket, in the look of the paper; what is printed from here is the whole form. */
import type { Form } from '@sansheng/contract/dispatch.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Check, Plus } from 'lucide-react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { FormPaper } from '../../ui/form-paper.tsx'
import { Mark } from '../../ui/mark.tsx'
import { PaperQuestion, PrintButton, usePrintForm } from '../../ui/print-form.tsx'
import { FaultNote } from '../../ui/states.tsx'
import './form-card.css'
import { useTicketLabels } from './labels.ts'

export function FormsCard({ forms, onBegin }: { forms: Form[]; onBegin: (() => void) | undefined }) {
  const t = useTicketLabels()
  const { site } = useSession()
  const current = forms.find(f => f.status !== 'withdrawn') ?? null
  const printer = usePrintForm(current)
  useHotkeys({ 'Ctrl+p': current ? () => void printer.print() : undefined })
  if (!current)
    return (
      <section className="ss-sheet ss-ticket-card ss-row" aria-label={t('forms')}>
        <span className="ss-3 ss-grow">{t('noForm')}</span>
        {onBegin && (
          <Button icon={<Plus size={16} />} onClick={onBegin}>
            {t('dispatch')}
          </Button>
        )}
      </section>
    )
  return (
    <>
      {forms.map(form => (
        <Card key={form.id} form={form}>
          {form === current && <PrintButton form={form} printer={printer} />}
        </Card>
      ))}
      <PaperQuestion form={current} />
      {printer.fault && <FaultNote fault={printer.fault} inline />}
      <div className="ss-only-print">
        <FormPaper form={current} site={site?.name ?? ''} copy="stub" paper={printer.paper} />
        <FormPaper form={current} site={site?.name ?? ''} copy="field" paper={printer.paper} />
      </div>
    </>
  )
}

function Card({ form, children }: { form: Form; children: React.ReactNode }) {
  const t = useTicketLabels()
  const k = useKindLabels()
  const steps = [
    ['made', form.madeAt],
    ['accepted', form.acceptedAt],
    ['arrived', form.arrivedAt],
    ['finished', form.finishedAt],
    ['returned', form.returnedAt],
    ['inspected', form.inspectedAt],
  ] as const
  return (
    <section className="ss-slip" aria-label={`${t('forms')} ${form.number}`}>
      <header className="ss-row ss-wrap">
        <div className="ss-grow">
          <h2 className="ss-song ss-slip-title">{t('forms')}</h2>
          <p className="ss-row ss-wrap ss-12">
            <Link to="/forms/$id" params={{ id: form.id }} className="ss-num">
              {form.number}
            </Link>
            <Mark tone={form.status === 'withdrawn' ? 'plain' : 'accent'}>{k(form.status)}</Mark>
          </p>
        </div>
        {children}
      </header>
      <dl>
        <Row name={t('department')} value={[form.department?.name, form.worker?.name].filter(Boolean).join(' · ')} />
        <Row name={t('appointment')} value={form.appointmentAt && exact(form.appointmentAt)} />
        <Row name={t('instructions')} value={form.instructions} />
        <Row name={t('fieldWorkDone')} value={form.workDone} />
        <Row
          name={t('signed')}
          value={
            form.opinion &&
            [k(form.opinion), form.signedBy ?? (form.unsignedReason && t('unsigned', { why: form.unsignedReason }))]
              .filter(Boolean)
              .join(' · ')
          }
        />
      </dl>
      {form.status !== 'withdrawn' && (
        <ol className="ss-slip-steps" aria-label={t('course')}>
          {steps.map(([name, at]) => (
            <li key={name} data-done={at !== null || undefined}>
              <span className="ss-12">
                {at && <Check size={12} strokeWidth={2.5} />} {k(name)}
              </span>
              <span className="ss-num ss-12">{at ? exact(at) : '—'}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Row({ name, value }: { name: string; value: string | null }) {
  if (!value) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
