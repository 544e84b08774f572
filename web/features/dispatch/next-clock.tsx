import type { Form } from '@sansheng/contract/dispatch.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'

/** The clock of a form that is due first, with its name. */
export function NextClock({ form }: { form: Form }) {
  const next = form.clocks.filter(c => c.state === 'running').sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
  if (!next) return null
  return (
    <span className="ss-row" title={next.clause.title}>
      <ClockBadge clock={next} />
      <span className="ss-12 ss-3 ss-el">{next.clause.title}</span>
    </span>
  )
}
