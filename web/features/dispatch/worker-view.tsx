/** What a worker needs on the phone: where, who, what is wrong, and how far he is. */
import type { Form } from '@sansheng/contract/dispatch.ts'
import { Check, CircleAlert } from 'lucide-react'
import { useKindLabels } from '../../app/labels.ts'
import { exact } from '../../app/time.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { Mark } from '../../ui/mark.tsx'
import { CallCustomer } from './call-customer.tsx'
import { useFormLabels } from './labels.ts'

export function WorkerView({ form }: { form: Form }) {
  const t = useFormLabels()
  const k = useKindLabels()
  const { ticket } = form
  return (
    <>
      <header>
        <p className="ss-row ss-wrap">
          <span className="ss-num ss-3">{form.number}</span>
          <Mark tone={form.status === 'withdrawn' ? 'plain' : 'accent'}>{k(form.status)}</Mark>
          {ticket.urgency !== 'normal' && <Mark tone="over">{k(ticket.urgency as 'urgent')}</Mark>}
        </p>
        <h1 className="ss-form-title">{ticket.title ?? t('elsewhere')}</h1>
      </header>
      {form.status !== 'withdrawn' && <Steps form={form} />}
      <Running form={form} />
      <section className="ss-sheet ss-form-part" aria-label={t('who')}>
        <dl>
          <Row name={t('appointment')} value={form.appointmentAt && exact(form.appointmentAt)} strong />
          <Row name={t('instructions')} value={form.instructions} strong />
          <Row name={t('customer')} value={ticket.customerName} />
          <CallCustomer form={form} />
          <Row name={t('address')} value={ticket.address} />
        </dl>
        {!ticket.address && ticket.title !== null && (
          <p className="ss-row ss-form-lack" role="note">
            <CircleAlert size={18} /> {t(ticket.phoneMasked ? 'askPlace' : 'nowhere', { name: form.madeBy.name })}
          </p>
        )}
      </section>
      {ticket.title !== null && <ThreeQuestions ticket={ticket} />}
    </>
  )
}

function ThreeQuestions({ ticket }: { ticket: Form['ticket'] }) {
  const t = useFormLabels()
  return (
    <section className="ss-sheet ss-form-part" aria-label={t('three')}>
      <h2 className="ss-h">{t('three')}</h2>
      <dl>
        <Row name={t('phenomenon')} value={ticket.phenomenon ?? t('notAsked')} />
        <Row name={t('location')} value={ticket.location ?? t('notAsked')} />
        <Row name={t('operation')} value={ticket.operation ?? t('notAsked')} />
        <Row name={t('description')} value={ticket.description} />
      </dl>
    </section>
  )
}

function Steps({ form }: { form: Form }) {
  const t = useFormLabels()
  const steps = [
    ['stepAccept', form.acceptedAt],
    ['stepArrive', form.arrivedAt],
    ['stepFinish', form.finishedAt],
    ['stepReturn', form.returnedAt],
  ] as const
  const now = steps.findIndex(([, at]) => at === null)
  return (
    <ol className="ss-sheet ss-form-steps" aria-label={t('steps')}>
      {steps.map(([word, at], i) => (
        <li key={word} data-done={at !== null || undefined} aria-current={i === now ? 'step' : undefined}>
          <span className="ss-form-dot" aria-hidden="true">
            {at ? <Check size={16} strokeWidth={2.5} /> : i + 1}
          </span>
          <span>{t(word)}</span>
          <span className="ss-num ss-12 ss-3">{at ? exact(at) : ''}</span>
        </li>
      ))}
    </ol>
  )
}

/** Clocks that run for this form, each with its name. */
export function Running({ form }: { form: Form }) {
  const clocks = form.clocks.filter(c => c.state === 'running' || c.state === 'paused')
  if (clocks.length === 0) return null
  return (
    <ul className="ss-row ss-wrap ss-form-clocks ss-no-print">
      {clocks.map(c => (
        <li key={c.id} className="ss-row">
          <ClockBadge clock={c} /> <span className="ss-13">{c.clause.title}</span> <ClauseLink clause={c.clause} />
        </li>
      ))}
    </ul>
  )
}

function Row({ name, value, strong }: { name: string; value: string | null; strong?: boolean }) {
  if (!value) return null
  return (
    <div>
      <dt className="ss-3">{name}</dt>
      <dd data-strong={strong || undefined}>{value}</dd>
    </div>
  )
}
