import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { ClockView, Override } from './clocks.ts'
import { ActorRef, PersonRef } from './people.ts'
import {
  Count,
  Flag,
  Id,
  Instant,
  Line,
  Name,
  Nullable,
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

export const permissions = {
  'dispatch:read': { zh: '查看派工单', en: 'See dispatch forms' },
  'dispatch:make': { zh: '开派工单', en: 'Make dispatch forms' },
  'dispatch:work': { zh: '上门作业', en: 'Work on site' },
  'dispatch:inspect': { zh: '查验返单', en: 'Inspect returned forms' },
} as const satisfies Permissions

export const FormStatus = OneOf(facts.form.fields.status.values)
/** Somebody has taken the form and not brought it back. */
export const inHand: ReadonlySet<Static<typeof FormStatus>> = new Set(['accepted', 'arrived', 'finished'])
export const Opinion = OneOf(facts.form.fields.opinion.values)
/** How it is known that a paper is out. */
export const printedHow = { screen: '在屏幕上确认', scan: '扫了纸上的码' } as const
export const Material = Shape({
  name: Line(80, 'DN20 表前阀'),
  quantity: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000, examples: [1] }),
  unit: Line(10, '个'),
  priceCents: Type.Integer({ minimum: 0, maximum: 1_000_000_000, examples: [0] }),
})

export const Form = Shape({
  id: Id,
  ticketId: Id,
  caseId: Id,
  number: Type.String({ examples: ['PG-20261120-001'] }),
  status: FormStatus,
  department: Nullable(Shape({ id: Id, name: Type.String({ examples: ['临川维修所'] }) })),
  worker: Nullable(PersonRef),
  appointmentAt: Nullable(Instant),
  instructions: Nullable(Type.String()),
  madeAt: Instant,
  madeBy: ActorRef,
  /** When a paper of it was out for the first time, as somebody said or the code on it showed. */
  printedAt: Nullable(Instant),
  /** Papers that are out. */
  prints: Count,
  /** Papers that were sent to a printer, out or not. */
  printRequests: Count,
  acceptedAt: Nullable(Instant),
  arrivedAt: Nullable(Instant),
  finishedAt: Nullable(Instant),
  returnedAt: Nullable(Instant),
  inspectedAt: Nullable(Instant),
  workDone: Nullable(Type.String()),
  materials: Type.Array(Material),
  agreedCents: Nullable(Type.Integer()),
  opinion: Nullable(Opinion),
  signedBy: Nullable(Type.String()),
  /** Why the customer did not sign. */
  unsignedReason: Nullable(Type.String({ examples: ['客户不愿签字'] })),
  passed: Nullable(Flag),
  inspectionNote: Nullable(Type.String()),
  inspector: Nullable(ActorRef),
  /** What stands on the paper besides: from the ticket, phone masked. Null where the form was released and whoever asks does not see the ticket. */
  ticket: Shape({
    number: Type.String(),
    kind: Type.String(),
    title: Nullable(Type.String()),
    urgency: Type.String(),
    channel: Type.String(),
    receivedAt: Instant,
    customerName: Nullable(Type.String()),
    phoneMasked: Nullable(Type.String()),
    address: Nullable(Type.String()),
    phenomenon: Nullable(Type.String()),
    location: Nullable(Type.String()),
    operation: Nullable(Type.String()),
    description: Nullable(Type.String()),
  }),
  callback: Nullable(Shape({ at: Instant, method: Type.String(), result: Type.String(), by: ActorRef })),
  clocks: Type.Array(ClockView),
  version: Version,
})
export type Form = Static<typeof Form>

/** `own`: of the department that was asked for. */
export const Worker = Shape({
  ...PersonRef.properties,
  departments: Type.Array(Type.String({ examples: ['临川维修所'] })),
  own: Flag,
})

const versioned = { version: Type.Optional(Version), override: Type.Optional(Override) }
const act = <const B extends Record<string, import('typebox').TSchema>>(
  verb: string,
  needs: 'dispatch:read' | 'dispatch:make' | 'dispatch:work' | 'dispatch:inspect',
  summary: string,
  body: B,
) =>
  route({
    method: 'POST',
    path: `/sites/:siteId/forms/:id/${verb}`,
    needs,
    summary,
    params: SiteThing,
    body: Shape({ ...body, ...versioned }),
    reply: Form,
  })

export const dispatch = {
  phone: route({
    method: 'POST',
    path: '/sites/:siteId/forms/:id/phone',
    needs: 'customers:reveal',
    summary: 'The number of the customer of a form in hand, to call from the way; who and when is logged',
    params: SiteThing,
    body: Shape({}),
    secret: true,
    reply: Shape({ phone: Nullable(Phone), revealedAt: Instant }),
  }),
  make: route({
    method: 'POST',
    path: '/sites/:siteId/forms',
    needs: 'dispatch:make',
    summary: 'Make a numbered dispatch form for a ticket',
    params: SiteParams,
    body: Shape({
      ticketId: Id,
      departmentId: Type.Optional(Id),
      workerId: Type.Optional(Id),
      appointmentAt: Type.Optional(Instant),
      instructions: Type.Optional(Prose(1000, '带 DN20 表前阀')),
      override: Type.Optional(Override),
    }),
    reply: Form,
  }),
  list: route({
    method: 'GET',
    path: '/sites/:siteId/forms',
    needs: 'dispatch:read',
    summary: 'Dispatch forms',
    params: SiteParams,
    query: Shape({
      ticketId: Type.Optional(Id),
      status: Type.Optional(FormStatus),
      mine: Type.Optional(Flag),
      departmentId: Type.Optional(Id),
      ...PageQuery,
    }),
    reply: pageOf(Form),
  }),
  get: route({
    method: 'GET',
    path: '/sites/:siteId/forms/:id',
    needs: 'dispatch:read',
    summary: 'One dispatch form',
    params: SiteThing,
    reply: Form,
  }),
  workers: route({
    method: 'GET',
    path: '/sites/:siteId/workers',
    needs: 'dispatch:work',
    summary: 'Who may be sent on a form of this department: its own people first, others only for whoever reaches the whole site',
    params: SiteParams,
    query: Shape({ departmentId: Type.Optional(Id) }),
    reply: Shape({ items: Type.Array(Worker) }),
  }),
  print: act('print', 'dispatch:make', 'The form is sent to a printer; whether a paper came out is not known yet', {}),
  printed: act('printed', 'dispatch:read', 'The paper is out: somebody who makes forms says so, or its code was scanned', {
    how: OneOf(printedHow),
    /** The number in the code of the paper. */
    paper: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, examples: [1] })),
  }),
  assign: act('assign', 'dispatch:inspect', 'Names who goes; he is told, and takes the form himself', { workerId: Id }),
  accept: act('accept', 'dispatch:work', 'A worker takes the form', {
    /** Who took it, where somebody else records that he did; the actor without it. */
    workerId: Type.Optional(Id),
  }),
  arrive: act('arrive', 'dispatch:work', 'The worker is there', {}),
  finish: act('finish', 'dispatch:work', 'Work done, with the customer’s opinion', {
    workDone: Prose(2000, '换表前阀一个，冲洗三分钟'),
    materials: Type.Optional(Type.Array(Material, { maxItems: 50 })),
    agreedCents: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, examples: [0] })),
    opinion: Opinion,
    /** Who signed the paper. One of the two, never both. */
    signedBy: Type.Optional(Name()),
    /** Why he did not sign. */
    unsignedReason: Type.Optional(Line(200, '客户不愿签字')),
  }),
  returnForm: act('return', 'dispatch:work', 'The form is back at the centre', {}),
  inspect: act('inspect', 'dispatch:inspect', 'The returned work is checked', {
    passed: Flag,
    note: Type.Optional(Prose(1000, '水压正常，现场已清理')),
  }),
  withdraw: act('withdraw', 'dispatch:make', 'The form is taken back before work began', { reason: Line(300, '客户自行修好') }),
}
