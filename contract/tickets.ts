import { type TSchema, Type } from 'typebox'
import { EventView, Override } from './clocks.ts'
import {
  Count,
  Done,
  Flag,
  Id,
  Instant,
  Line,
  Name,
  OneOf,
  PageQuery,
  type Permissions,
  Phone,
  Prose,
  pageOf,
  route,
  Shape,
  SiteParams,
  SiteThing,
  Version,
} from './route.ts'
import {
  FaultAnswers,
  Field,
  OpenMatter,
  Ticket,
  TicketDraft,
  TicketKind,
  TicketRow,
  TicketStatus,
  Urgency,
  WaitingFor,
} from './ticket-shapes.ts'

export * from './ticket-shapes.ts'

export const permissions = {
  'tickets:read': { zh: '查看工单', en: 'See tickets' },
  'tickets:register': { zh: '登记工单', en: 'Register tickets' },
  'tickets:work': { zh: '处理工单', en: 'Work on tickets' },
  'tickets:notify': { zh: '通知责任部门', en: 'Notify the department in charge' },
  'tickets:confirm': { zh: '部门接单', en: 'Accept tickets for a department' },
  'tickets:close': { zh: '结案与重开', en: 'Close and reopen tickets' },
} as const satisfies Permissions

const versioned = { version: Type.Optional(Version) }
const passing = { override: Type.Optional(Override) }
const act = <const B extends Record<string, TSchema>>(
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

/** What a list or a search is narrowed by. */
const narrowing = {
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
}

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
      ...narrowing,
      sort: Type.Optional(OneOf({ due: '按剩余时间', newest: '最新登记', oldest: '最早登记' })),
      ...PageQuery,
    }),
    reply: pageOf(TicketRow),
    exact: true,
  }),
  search: route({
    method: 'GET',
    path: '/sites/:siteId/ticket-search',
    needs: 'tickets:read',
    summary:
      'Any words in number, title, description, address, account number, customer, department, handler, by their characters or by their sound',
    params: SiteParams,
    query: Shape({
      q: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', examples: ['无水'] }),
      ...narrowing,
      ...PageQuery,
    }),
    secret: true,
    reply: pageOf(TicketRow),
    exact: true,
  }),
  /** The second call about the same thing. */
  openMatters: route({
    method: 'GET',
    path: '/sites/:siteId/open-matters',
    needs: 'tickets:read',
    summary: 'Open tickets of this caller, this address or this notice, those that have most in common first; at most ten',
    params: SiteParams,
    query: Shape({
      /** The contact that is being received: its line is looked at, its own case is left out. */
      contactId: Type.Optional(Id),
      customerId: Type.Optional(Id),
      premisesId: Type.Optional(Id),
      address: Type.Optional(Line(200)),
      noticeId: Type.Optional(Id),
    }),
    reply: Shape({ items: Type.Array(OpenMatter), more: Flag }),
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
  change: act(
    'change',
    'tickets:work',
    'Correct kind, category, urgency, title, description, address, fault answers, name and number of the customer',
    {
      kind: Type.Optional(TicketKind),
      category: Type.Optional(Line(60, '户内无水')),
      field: Type.Optional(Field),
      urgency: Type.Optional(Urgency),
      title: Type.Optional(Line(120)),
      description: Type.Optional(Prose(4000)),
      address: Type.Optional(Line(200)),
      fault: Type.Optional(FaultAnswers),
      departmentId: Type.Optional(Id),
      customerName: Type.Optional(Name()),
      customerPhone: Type.Optional(Phone),
      version: Version,
    },
  ),
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
