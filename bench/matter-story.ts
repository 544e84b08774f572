/** One matter from the call to its end, as the rulebook sees it: what P7 observes, asks and replays. */
import { type Story, story } from '../rulebook/builders.ts'
import type { Rulebook } from '../rulebook/rule.ts'
import type { CaseEvent } from '../rulebook/types.ts'

const asked = {
  customer: { name: 'given', phone: 'given' },
  fault: { phenomenon: 'given', location: 'given', operation: 'declined' },
}

/** A repair with a promise; it waits for the customer once. Ten events over two days. */
export function repair(rulebook: Rulebook): CaseEvent[] {
  const t: Story = story(rulebook)
  const ticket = (more: object) => ({ facts: { ticket: more } as never })
  t.happen('intake.received', '09:00:00', { facts: { contact: { channel: 'phone' }, ...asked } as never })
  const opened = {
    kind: 'repair',
    category: '户内无水',
    urgency: 'normal',
    status: 'registered',
    open: true,
    waitingFor: 'nobody',
    transfers: 0,
    frontOwner: 'p1',
  }
  t.happen('ticket.registered', '09:04:00', { facts: { ...asked, ticket: opened, contact: { outcome: 'registered' } } as never })
  const dueAt = Date.parse('2026-10-15T16:30:00+08:00')
  t.happen('promise.made', '09:05:00', { facts: { promise: { dueAt, kept: false }, ticket: { promisedAt: dueAt } } as never })
  t.happen('ticket.notified', '09:20:00', ticket({ status: 'notified', department: '临川维修所' }))
  t.happen('ticket.accepted', '09:40:00', ticket({ status: 'accepted', handler: 'p2' }))
  t.happen('ticket.waiting', '11:00:00', ticket({ waitingFor: 'customer' }))
  t.happen('ticket.resumed', '14:00:00', ticket({ waitingFor: 'nobody' }))
  t.happen('ticket.followed_up', '15:00:00')
  t.happen('promise.kept', '16:00:00', { facts: { promise: { kept: true } } as never })
  t.happen('ticket.closed', '2026-10-16 10:00:00', ticket({ status: 'closed', open: false, result: 'given' }))
  return t.told
}
