/** A ticket as it goes over the wire: as it is drafted, listed and shown. */
import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { ClockView, GateViolation, Override } from './clocks.ts'
import { Channel, ContactDraft } from './contacts.ts'
import { Customer } from './customers.ts'
import { ActorRef, PersonRef } from './people.ts'
import { Count, Flag, Id, Instant, Line, Nullable, OneOf, Prose, Shape, Version } from './route.ts'

const fields = facts.ticket.fields
export const TicketKind = OneOf(fields.kind.values)
export const TicketStatus = OneOf(fields.status.values)
export const Urgency = OneOf(fields.urgency.values)
export const Field = OneOf(fields.field.values)
export const WaitingFor = OneOf(fields.waitingFor.values)
export const FaultPart = OneOf(facts.fault.fields)

/** R055: three answers about a fault; a part that the customer cannot or will not tell is named in `declined`. */
export const FaultAnswers = Shape({
  phenomenon: Type.Optional(Prose(1000, '全屋无水，对门有水')),
  location: Type.Optional(Prose(1000, '楼道表箱，左起第二块表')),
  operation: Type.Optional(Prose(1000, '前一晚换过净水器')),
  declined: Type.Optional(Type.Array(FaultPart, { maxItems: 3, uniqueItems: true, examples: [[]] })),
})
export type FaultAnswers = Static<typeof FaultAnswers>

export const TicketDraft = Shape({
  /** The contact that it grows from; or `contact`, received with the same request. */
  contactId: Type.Optional(Id),
  contact: Type.Optional(ContactDraft),
  kind: TicketKind,
  category: Line(60, '户内无水'),
  field: Type.Optional(Field),
  urgency: Type.Optional(Urgency),
  title: Line(120, '槐荫里 7 栋 2 单元 601，家中无水'),
  description: Type.Optional(Prose(4000)),
  address: Type.Optional(Line(200)),
  fault: Type.Optional(FaultAnswers),
  promisedAt: Type.Optional(Instant),
  promiseWords: Type.Optional(Prose(300, '今天 16:30 前给您电话')),
  noticeGiven: Type.Optional(Flag),
  /** Chooses a department by hand instead of the standard's routing. */
  departmentId: Type.Optional(Id),
  /** With the same request: make and print the dispatch form and notify the department. */
  dispatch: Type.Optional(Flag),
  override: Type.Optional(Override),
})
export type TicketDraft = Static<typeof TicketDraft>

const DepartmentRef = Shape({ id: Id, name: Type.String({ examples: ['临川维修所'] }) })
export const PromiseView = Shape({
  id: Id,
  dueAt: Instant,
  words: Nullable(Type.String()),
  madeAt: Instant,
  madeBy: ActorRef,
  keptAt: Nullable(Instant),
  /** The customer was given another time instead. */
  movedAt: Nullable(Instant),
})
export const FollowUp = Shape({ id: Id, at: Instant, by: ActorRef, note: Nullable(Type.String()), customerInformed: Flag })

/** Somebody called again about the same thing: a contact that joined the matter of a ticket. */
export const JoinedContact = Shape({
  contactId: Id,
  at: Instant,
  channel: Channel,
  receiver: ActorRef,
  customerName: Nullable(Type.String()),
  /** What was said. */
  summary: Nullable(Type.String()),
})
export type JoinedContact = Static<typeof JoinedContact>

const core = {
  id: Id,
  caseId: Id,
  number: Type.String({ examples: ['BX-20261120-001'] }),
  kind: TicketKind,
  category: Type.String({ examples: ['户内无水'] }),
  field: Field,
  urgency: Urgency,
  status: TicketStatus,
  waitingFor: WaitingFor,
  title: Type.String({ examples: ['槐荫里 7 栋 2 单元 601，家中无水'] }),
  address: Nullable(Type.String({ examples: ['槐荫里 7 栋 2 单元 601'] })),
  department: Nullable(DepartmentRef),
  frontOwner: ActorRef,
  handler: Nullable(PersonRef),
  receivedAt: Instant,
  registeredAt: Instant,
  closedAt: Nullable(Instant),
  promisedAt: Nullable(Instant),
  version: Version,
}
export const TicketRow = Shape({ ...core, customerName: Nullable(Type.String()), nextClock: Nullable(ClockView) })
export type TicketRow = Static<typeof TicketRow>
export const Ticket = Shape({
  ...core,
  description: Nullable(Type.String()),
  fault: Nullable(FaultAnswers),
  customer: Nullable(Customer),
  contactId: Id,
  notifiedAt: Nullable(Instant),
  acceptedAt: Nullable(Instant),
  waitingSince: Nullable(Instant),
  transfers: Count,
  transferSummary: Nullable(Type.String()),
  result: Nullable(Type.String()),
  reopened: Count,
  promises: Type.Array(PromiseView),
  followUps: Type.Array(FollowUp),
  /** The last hundred, oldest first. */
  joined: Type.Array(JoinedContact),
  clocks: Type.Array(ClockView),
  /** What the standard would have liked: the gate let it pass with a word. */
  warnings: Type.Array(GateViolation),
})
export type Ticket = Static<typeof Ticket>

/** In what an open ticket is the same as a contact: who calls or from which line, where it is, by which notice it is explained. */
export const SameAs = OneOf({ caller: '同一来电人', place: '同一地址', notice: '同一公告' })
export const OpenMatter = Shape({
  ticket: TicketRow,
  same: Type.Array(SameAs),
  /** How many contacts there were about it. */
  contacts: Count,
})
export type OpenMatter = Static<typeof OpenMatter>
