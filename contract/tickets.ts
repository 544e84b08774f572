import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { ClockView, EventView, GateViolation, Override } from './clocks.ts'
import { ContactDraft } from './contacts.ts'
import { Customer } from './customers.ts'
import { PersonRef } from './people.ts'
import {
  Count,
  Done,
  Flag,
  Id,
  Instant,
  Line,
  Nullable,
  OneOf,
  PageQuery,
  type Permissions,
  Prose,
  pageOf,
  route,
  Shape,
  SiteParams,
  SiteThing,
  Version,
} from './route.ts'

export const permissions = {
  'tickets:read': { zh: '查看工单', en: 'See tickets' },
  'tickets:register': { zh: '登记工单', en: 'Register tickets' },
  'tickets:work': { zh: '处理工单', en: 'Work on tickets' },
  'tickets:notify': { zh: '通知责任部门', en: 'Notify the department in charge' },
  'tickets:confirm': { zh: '部门接单', en: 'Accept tickets for a department' },
  'tickets:close': { zh: '结案与重开', en: 'Close and reopen tickets' },
  'tickets:override': { zh: '越过门禁放行', en: 'Act against a gate of the standard', staffOnly: true },
} as const satisfies Permissions

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
  /** The contact that it grows from; or `contact`, received in the same breath. */
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
  /** In the same breath: make and print the dispatch form and notify the department. */
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
  madeBy: PersonRef,
  keptAt: Nullable(Instant),
  /** The customer was given another time instead. */
  movedAt: Nullable(Instant),
})
export const FollowUp = Shape({ id: Id, at: Instant, by: PersonRef, note: Nullable(Type.String()), customerInformed: Flag })

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
  frontOwner: PersonRef,
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
  clocks: Type.Array(ClockView),
  /** What the standard would have liked: the gate let it pass with a word. */
  warnings: Type.Array(GateViolation),
})
export type Ticket = Static<typeof Ticket>

const versioned = { version: Type.Optional(Version) }
const passing = { override: Type.Optional(Override) }
const act = <const B extends Record<string, import('typebox').TSchema>>(
  verb: string,
  needs: 'tickets:work' | 'tickets:notify' | 'tickets:confirm' | 'tickets:close',
  summary: string,
  body: B,
) =>
  route({
    method: 'POST',
    path: `/sites/:siteId/tickets/:id/${verb}`,
    needs,
    summary,
    params: SiteThing,
    body: Shape(body),
    reply: Ticket,
  })

export const tickets = {
  register: route({
    method: 'POST',
    path: '/sites/:siteId/tickets',
    needs: 'tickets:register',
    summary: 'Register a ticket under the standard',
    params: SiteParams,
    body: TicketDraft,
    reply: Ticket,
  }),
  get: route({
    method: 'GET',
    path: '/sites/:siteId/tickets/:id',
    needs: 'tickets:read',
    summary: 'One ticket with its clocks, promises and follow-ups',
    params: SiteThing,
    reply: Ticket,
  }),
  list: route({
    method: 'GET',
    path: '/sites/:siteId/tickets',
    needs: 'tickets:read',
    summary: 'Tickets of a site with their next clock',
    params: SiteParams,
    query: Shape({
      open: Type.Optional(Flag),
      mine: Type.Optional(Flag),
      status: Type.Optional(TicketStatus),
      kind: Type.Optional(TicketKind),
      urgency: Type.Optional(Urgency),
      departmentId: Type.Optional(Id),
      handlerId: Type.Optional(Id),
      customerId: Type.Optional(Id),
      caseId: Type.Optional(Id),
      breached: Type.Optional(Flag),
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
      sort: Type.Optional(OneOf({ due: '按剩余时间', newest: '最新登记', oldest: '最早登记' })),
      ...PageQuery,
    }),
    reply: pageOf(TicketRow),
  }),
  search: route({
    method: 'GET',
    path: '/sites/:siteId/ticket-search',
    needs: 'tickets:read',
    summary: 'Any words in number, title, description, address, customer: every part of one character or more is found',
    params: SiteParams,
    query: Shape({
      q: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', examples: ['无水'] }),
      open: Type.Optional(Flag),
      ...PageQuery,
    }),
    reply: pageOf(TicketRow),
  }),
  history: route({
    method: 'GET',
    path: '/sites/:siteId/tickets/:id/history',
    needs: 'tickets:read',
    summary: 'Every event of the matter, numbered and chained',
    params: SiteThing,
    reply: Shape({ items: Type.Array(EventView), verified: Flag }),
  }),
  counts: route({
    method: 'GET',
    path: '/sites/:siteId/ticket-counts',
    needs: 'tickets:read',
    summary: 'Tickets registered today by kind, and open ones by state of their clocks',
    params: SiteParams,
    reply: Shape({
      today: Type.Array(Shape({ kind: TicketKind, count: Count })),
      open: Count,
      breached: Count,
      soon: Count,
      mine: Count,
    }),
  }),
  change: act('change', 'tickets:work', 'Correct kind, category, urgency, title, address, fault answers', {
    kind: Type.Optional(TicketKind),
    category: Type.Optional(Line(60, '户内无水')),
    field: Type.Optional(Field),
    urgency: Type.Optional(Urgency),
    title: Type.Optional(Line(120)),
    description: Type.Optional(Prose(4000)),
    address: Type.Optional(Line(200)),
    fault: Type.Optional(FaultAnswers),
    departmentId: Type.Optional(Id),
    version: Version,
  }),
  promise: act('promise', 'tickets:work', 'Promise the customer a time; starts its clock', {
    dueAt: Instant,
    words: Type.Optional(Prose(300, '今天 16:30 前给您电话')),
    ...versioned,
  }),
  keepPromise: act('keep-promise', 'tickets:work', 'The customer got the answer that was promised', {
    note: Prose(2000, '已电话告知：师傅十七点半上门'),
    ...versioned,
  }),
  contactCustomer: act(
    'contact-customer',
    'tickets:work',
    'The customer was told how things stand, for example that it will take longer',
    { note: Prose(2000, '已致电说明配件晚到'), ...versioned },
  ),
  notifyDepartment: act('notify', 'tickets:notify', 'Notify the responsible department', {
    departmentId: Type.Optional(Id),
    note: Type.Optional(Prose(1000, '请尽快安排')),
    ...versioned,
    ...passing,
  }),
  confirm: act('confirm', 'tickets:confirm', 'The department takes it on; the handler is named', {
    handlerId: Type.Optional(Id),
    ...versioned,
    ...passing,
  }),
  followUp: act('follow-up', 'tickets:work', 'Write down where it stands', {
    note: Prose(4000, '阀门已换，等客户确认'),
    customerInformed: Type.Optional(Flag),
    ...versioned,
    ...passing,
  }),
  transfer: act('transfer', 'tickets:work', 'Hand to another handler with all that is known', {
    handlerId: Id,
    summary: Prose(4000, '客户已说清三问，约 17:30 后上门'),
    reason: Type.Optional(Line(200, '片区调整')),
    ...versioned,
    ...passing,
  }),
  wait: act('wait', 'tickets:work', 'Waits for somebody; the standard decides which clocks stand still', {
    waitingFor: WaitingFor,
    reason: Line(300, '客户改约十七点半后'),
    ...versioned,
    ...passing,
  }),
  resume: act('resume', 'tickets:work', 'Goes on', { reason: Type.Optional(Line(300, '客户已回电')), ...versioned, ...passing }),
  close: act('close', 'tickets:close', 'Close with its result', {
    result: Prose(4000, '更换表前阀，已恢复供水'),
    ...versioned,
    ...passing,
  }),
  reopen: act('reopen', 'tickets:close', 'Open again: the customer says it is not done', {
    reason: Prose(1000, '客户称又没水了'),
    ...versioned,
    ...passing,
  }),
  markRead: route({
    method: 'POST',
    path: '/sites/:siteId/tickets/:id/read',
    needs: 'tickets:read',
    summary: 'The bell entries of this ticket are read',
    params: SiteThing,
    reply: Done,
  }),
}
