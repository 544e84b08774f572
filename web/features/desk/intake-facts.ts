/** What the gate would read if the agent registered now: the same facts that the server makes of the same words. */
import type { Contact } from '@sansheng/contract/contacts.ts'
import type { Me } from '@sansheng/contract/people.ts'
import type { GateViolation } from '@sansheng/rulebook/engine'
import type { Action, Facts } from '@sansheng/rulebook/vocabulary'
import { dayOf, serverNow, timeOf } from '../../app/time.ts'
import { type Draft, type FaultPart, isPhone } from './draft.ts'
import type { Standing } from './standing.ts'

export type Guided = {
  standing: Standing | null
  facts: Facts
  violations: GateViolation[]
  customerId: string | null
  contactId: string
}

/** What “register and dispatch” asks the gate, in order. */
export function actionsOf(draft: Draft, dispatch: boolean): Action[] {
  return [
    'ticket.registered',
    ...(draft.promisedAt ? (['promise.made'] as const) : []),
    ...(dispatch ? (['dispatch.made', 'ticket.notified'] as const) : []),
  ]
}

const asked = (value: string, declined: boolean) => (value.trim() ? 'given' : declined ? 'declined' : 'unknown')

type About = {
  contact: Contact
  draft: Draft
  site: Me['sites'][number]['site']
  personId: string
  noticeMatched: boolean
  department: string | undefined
}
export function intakeFacts({ contact, draft, site, personId, noticeMatched, department }: About): Facts {
  const { customer, premises } = contact
  const known = draft.customerId !== null
  const fault = (part: FaultPart) => asked(draft.fault[part], draft.declined.includes(part))
  const now = serverNow()
  return {
    site: { kind: site.kind, code: site.code },
    contact: {
      channel: contact.channel,
      ...(draft.about ? { about: draft.about } : {}),
      outcome: 'registered',
      summary: asked(draft.summary, false),
      noticeMatched,
      noticeTold: draft.noticeTold,
    },
    customer: {
      known,
      ...(customer && customer.id === draft.customerId
        ? { tier: customer.tier, role: customer.role, elder: customer.elder }
        : {}),
      name: known ? 'given' : asked(draft.name, draft.nameDeclined),
      phone: known || contact.phoneMasked ? 'given' : asked(isPhone(draft.phone) ? draft.phone : '', draft.phoneDeclined),
    },
    premises: {
      known: draft.premisesId !== null,
      ...(premises && premises.id === draft.premisesId
        ? { use: premises.use, ...(premises.area ? { area: premises.area } : {}) }
        : {}),
    },
    fault: { phenomenon: fault('phenomenon'), location: fault('location'), operation: fault('operation') },
    ticket: {
      ...(draft.about ? { kind: draft.about } : {}),
      category: draft.category.trim(),
      urgency: draft.urgency,
      status: 'registered',
      open: true,
      waitingFor: 'nobody',
      transfers: 0,
      frontOwner: personId,
      ...(department ? { department } : {}),
      ...(draft.promisedAt ? { promisedAt: Date.parse(draft.promisedAt) } : {}),
      result: 'unknown',
      summary: 'unknown',
    },
    event: { source: 'screen' },
    time: {
      hour: Number(timeOf(now, { zone: site.zone }).slice(0, 2)),
      weekday: new Date(`${dayOf(now, site.zone)}T00:00:00Z`).getUTCDay() || 7,
    },
  }
}
