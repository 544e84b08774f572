/**
 * What the modules of the product record and state, by module. Rules wait for such events and read such facts; what nobody records or states is
 * shown as not measured. Data, because the compiler needs it in the browser as well; each module's manifest points here.
 */
import { coreVocabulary, type EventType, type FactGroup, type FactPath, recordedBy } from '@sansheng/rulebook/vocabulary'

/** Facts are owned one by one: a path names one, the name of a group all of its facts. */
export type ModuleRecords = { readonly events: readonly EventType[]; readonly facts: readonly (FactGroup | FactPath)[] }

export const recorded = {
  people: {
    events: [
      'session.opened',
      'session.refused',
      'session.closed',
      'person.changed',
      'sign_in.changed',
      'token.created',
      'token.revoked',
    ],
    facts: ['site'],
  },
  customers: {
    events: ['customer.looked_up', 'customer.revealed', 'customer.merged', 'customer.separated', 'data.erased'],
    facts: ['customer.known', 'customer.tier', 'customer.role', 'customer.elder', 'customer.name', 'customer.phone', 'premises'],
  },
  approvals: {
    events: [
      'approval.requested',
      'approval.given',
      'approval.refused',
      'approval.withdrawn',
      'approval.delegated',
      'approval.reminded',
      'approval.escalated',
    ],
    facts: [],
  },
  notices: { events: ['notice.received', 'notice.published', 'notice.ended'], facts: ['notice'] },
  contacts: {
    events: [
      'intake.received',
      'contact.joined',
      'contact.recorded',
      'contact.answered',
      'contact.closed',
      'contact.reopened',
      'contact.separated',
    ],
    facts: [
      'contact.channel',
      'contact.about',
      'contact.outcome',
      'contact.summary',
      'contact.noticeMatched',
      'contact.noticeGiven',
    ],
  },
  standards: {
    events: [
      'time.jumped',
      'standard.published',
      'calendar.published',
      'gate.denied',
      'gate.overridden',
      'clock.warned',
      'clock.breached',
      'clock.escalated',
      'clock.exempted',
      'clock.recomputed',
    ],
    facts: ['agent', 'event', 'time.hour', 'time.weekday', 'time.festival'],
  },
  tickets: {
    events: [
      'fault.recorded',
      'ticket.registered',
      'ticket.changed',
      'ticket.notified',
      'ticket.accepted',
      'ticket.followed_up',
      'ticket.transferred',
      'ticket.waiting',
      'ticket.resumed',
      'ticket.closed',
      'ticket.reopened',
      'promise.made',
      'promise.kept',
      'customer.contacted',
    ],
    facts: ['fault', 'ticket', 'promise.dueAt', 'promise.kept'],
  },
  dispatch: {
    events: [
      'dispatch.made',
      'print.requested',
      'dispatch.printed',
      'worker.assigned',
      'dispatch.accepted',
      'worker.arrived',
      'service.completed',
      'dispatch.returned',
      'dispatch.withdrawn',
      'inspection.done',
    ],
    facts: ['form'],
  },
  callbacks: { events: ['callback.recorded'], facts: ['callback'] },
  compliance: { events: ['data.exported'], facts: ['data.masked', 'data.subject'] },
} as const satisfies Record<string, ModuleRecords>

/** Events that a module of the product records; no other can be recorded. */
export type RecordedType = (typeof recorded)[keyof typeof recorded]['events'][number]

/** The names of the product, with who records and states them: what every standard of a site is compiled with. */
export const productVocabulary = recordedBy(coreVocabulary, ...Object.values(recorded))
