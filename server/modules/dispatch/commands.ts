import type { dispatch as contract } from '@sansheng/contract/dispatch.ts'
import { changedFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { RecordedType } from '@sansheng/contract/recorded.ts'
import type { BodyOf, Permission } from '@sansheng/contract/route.ts'
import { type Action, events, type Facts } from '@sansheng/rulebook/vocabulary'
import { mustReach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { knownFacts, lockCase, record } from '../../platform/events/index.ts'
import { mustBeStaff, personIdOf } from '../../platform/principal.ts'
import { nextNumber } from '../../platform/serials.ts'
import { notify } from '../notifications/index.ts'
import { mustBeDepartment, mustBePerson, siteById } from '../people/index.ts'
import {
  type Acting,
  type DispatchPort,
  factsAfter,
  followForm,
  type LockedTicket,
  lockTicket,
  mustBeFresh,
  refsOf,
  ticketIn,
  wireName,
} from '../tickets/index.ts'
import { formRow, ownersOf } from './queries.ts'
import { type FormStatus, type FormVerb, rowFacts, statusAfter } from './rules.ts'
import { type FormRow, insertForm, updateForm } from './store.ts'

type Body<K extends keyof typeof contract> = BodyOf<(typeof contract)[K]>

/** What registering asks of this floor. */
export const dispatchPort: DispatchPort = {
  async makeAndPrint(ctx, locked, override) {
    const row = await makeOn(ctx, locked, { override })
    await printForm(ctx, { ticket: locked, row })
  },
}

export async function makeForm(ctx: Ctx, siteId: number, body: Body<'make'>): Promise<FormRow> {
  const ticket = await lockTicket(ctx, siteId, body.ticketId, 'dispatch:make')
  const row = await makeOn(ctx, ticket, body)
  return body.print ? await printForm(ctx, { ticket, row }) : row
}

/** R128: a numbered form for a ticket, to its department unless another is named. */
async function makeOn(ctx: Ctx, ticket: LockedTicket, body: Partial<Body<'make'>>): Promise<FormRow> {
  const { site_id, case_id, id: ticketId } = ticket.row
  const departmentId = body.departmentId ? (await mustBeDepartment(ctx, site_id, body.departmentId)).id : ticket.row.department_id
  if (body.workerId) await mustBePerson(ctx, site_id, body.workerId)
  const site = await siteById(ctx, site_id)
  const draft = { site_id, case_id, ticket_id: ticketId, department_id: departmentId, worker_id: body.workerId ?? null }
  const row = freshForm(ctx, {
    ...draft,
    instructions: body.instructions ?? null,
    appointment_at: body.appointmentAt ? Date.parse(body.appointmentAt) : null,
  })
  const about = { subject: { kind: 'form' as const, id: row.id }, refs: { ...refsOf(ticket.row), form: row.id } }
  const facts: Facts = { ...factsAfter(ticket, 'dispatch'), ...rowFacts(row) }
  ticket.violations.push(
    ...(await ctx.kernel.gate(ctx, ticket.caseRow, { action: 'dispatch.made', ...about, facts, override: body.override })),
  )
  row.number = await nextNumber(ctx, site_id, site.zone, 'PG')
  await insertForm(ctx, row)
  await record(ctx, ticket.caseRow, {
    type: 'dispatch.made',
    ...about,
    facts: changedFacts(knownFacts(ticket.caseRow, about.refs), facts),
    detail: { number: row.number, formVersion: 1, ...(departmentId ? { department: departmentId } : {}) },
    values: { instructions: row.instructions },
  })
  if (row.worker_id && row.worker_id !== personIdOf(ctx.actor)) await tell(ctx, row, [row.worker_id])
  return row
}

type Draft = Pick<
  FormRow,
  'site_id' | 'case_id' | 'ticket_id' | 'department_id' | 'worker_id' | 'instructions' | 'appointment_at'
>
const freshForm = (ctx: Ctx, draft: Draft): FormRow => ({
  ...draft,
  id: ctx.newId(),
  number: '',
  status: 'made',
  made_at: ctx.now(),
  made_by: mustBeStaff(ctx.actor).personId,
  printed_at: null,
  prints: 0,
  accepted_at: null,
  arrived_at: null,
  finished_at: null,
  returned_at: null,
  inspected_at: null,
  withdrawn_at: null,
  work_done: null,
  materials: [],
  agreed_cents: null,
  opinion: null,
  signed_by: null,
  passed: null,
  inspection_note: null,
  inspector_id: null,
  version: 1,
  changed_at: ctx.now(),
  changed_by: personIdOf(ctx.actor),
})

type LockedForm = { ticket: LockedTicket; row: FormRow }

async function lockForm(ctx: Ctx, siteId: number, id: string, needs: Permission, acting: Acting): Promise<LockedForm> {
  const seen = await formRow(ctx, siteId, id)
  const caseRow = await lockCase(ctx, siteId, seen.case_id)
  const row = caseRow.seq === seen.case_seq ? seen : await formRow(ctx, siteId, id)
  mustReach(ctx.actor, needs, siteId, ownersOf(row))
  await mustBeFresh(ctx, row, acting.version, { ref: 'form', version: 'formVersion', changed: 'formChanged' })
  const { case_seq: _, ...form } = row
  return { row: form, ticket: await ticketIn(ctx, caseRow, row.ticket_id) }
}

type Act = {
  verb: FormVerb
  type: RecordedType
  patch: Partial<FormRow>
  /** The step that the ticket takes with it. */
  follows?: Parameters<typeof factsAfter>[1]
  detail?: Record<string, string | number | boolean | null>
  values?: Record<string, string | null | undefined>
  override?: Acting['override']
}

/** One step of a form: table, gate, row, status of the ticket, one event for both. */
async function step(ctx: Ctx, locked: LockedForm, act: Act): Promise<FormRow> {
  const { row, ticket } = locked
  const status = statusAfter(row.status as FormStatus, act.verb)
  if (status === null) throw new Fault('state.wrong', { status: row.status, verb: act.verb })
  const after: FormRow = { ...row, ...act.patch, status, version: row.version + 1 }
  const about = { subject: { kind: 'form' as const, id: row.id }, refs: { ...refsOf(ticket.row), form: row.id } }
  const facts: Facts = { ...factsAfter(ticket, act.follows ?? 'callBack'), ...rowFacts(after) }
  if ('action' in events[act.type])
    ticket.violations.push(
      ...(await ctx.kernel.gate(ctx, ticket.caseRow, { action: act.type as Action, ...about, facts, override: act.override })),
    )
  const patch = { ...act.patch, ...(status === row.status ? {} : { status }) }
  await updateForm(ctx, row, patch)
  const moved = act.follows ? await followForm(ctx, ticket, act.follows) : {}
  const formChanged = Object.keys(patch).map(wireName).join(',')
  await record(ctx, ticket.caseRow, {
    type: act.type,
    ...about,
    facts: changedFacts(knownFacts(ticket.caseRow, about.refs), facts),
    detail: { ...moved, formVersion: after.version, formChanged, ...act.detail },
    values: act.values,
  })
  locked.row = after
  return after
}

const acts =
  <B extends Acting>(needs: Permission, act: (ctx: Ctx, locked: LockedForm, body: B) => Promise<FormRow> | FormRow) =>
  async (ctx: Ctx, siteId: number, id: string, body: B): Promise<FormRow> =>
    await act(ctx, await lockForm(ctx, siteId, id, needs, body), body)

const printForm = (ctx: Ctx, locked: LockedForm): Promise<FormRow> =>
  step(ctx, locked, {
    verb: 'print',
    type: 'dispatch.printed',
    patch: { printed_at: locked.row.printed_at ?? ctx.now(), prints: locked.row.prints + 1 },
    detail: { prints: locked.row.prints + 1 },
  })

export const print = acts<Body<'print'>>('dispatch:make', (ctx, locked) => printForm(ctx, locked))

/** R129: who takes it, and when. */
export const accept = acts<Body<'accept'>>('dispatch:work', async (ctx, locked, body) => {
  const worker = body.workerId ?? mustBeStaff(ctx.actor).personId
  if (worker !== personIdOf(ctx.actor)) await mustBePerson(ctx, locked.row.site_id, worker)
  const patch = { accepted_at: ctx.now(), worker_id: worker }
  const row = await step(ctx, locked, {
    verb: 'accept',
    type: 'dispatch.accepted',
    patch,
    follows: 'formAccepted',
    detail: { worker },
    override: body.override,
  })
  if (worker !== personIdOf(ctx.actor)) await tell(ctx, row, [worker])
  return row
})

export const arrive = acts<Body<'arrive'>>('dispatch:work', (ctx, locked, body) =>
  step(ctx, locked, {
    verb: 'arrive',
    type: 'worker.arrived',
    patch: { arrived_at: ctx.now() },
    follows: 'formArrived',
    override: body.override,
  }),
)

export const finish = acts<Body<'finish'>>('dispatch:work', (ctx, locked, body) =>
  step(ctx, locked, {
    verb: 'finish',
    type: 'service.completed',
    patch: {
      finished_at: ctx.now(),
      work_done: body.workDone,
      materials: body.materials ?? [],
      agreed_cents: body.agreedCents ?? null,
      opinion: body.opinion,
      signed_by: body.signedBy ?? null,
    },
    detail: { opinion: body.opinion, materials: body.materials?.length ?? 0, agreedCents: body.agreedCents ?? null },
    values: { workDone: body.workDone, signedBy: body.signedBy },
    override: body.override,
  }),
)

export const returnForm = acts<Body<'returnForm'>>('dispatch:work', (ctx, locked, body) =>
  step(ctx, locked, {
    verb: 'return',
    type: 'dispatch.returned',
    patch: { returned_at: ctx.now() },
    follows: 'formReturned',
    override: body.override,
  }),
)

/** R135: checked work that did not pass sends the ticket back to work. */
export const inspect = acts<Body<'inspect'>>('dispatch:inspect', async (ctx, locked, body) => {
  const row = await step(ctx, locked, {
    verb: 'inspect',
    type: 'inspection.done',
    patch: {
      inspected_at: ctx.now(),
      inspector_id: personIdOf(ctx.actor),
      passed: body.passed,
      inspection_note: body.note ?? null,
    },
    ...(body.passed ? {} : { follows: 'formFailed' as const }),
    detail: { passed: body.passed },
    values: { note: body.note },
    override: body.override,
  })
  if (!body.passed) await tell(ctx, row, [row.worker_id, locked.ticket.row.handler_id])
  return row
})

export const withdraw = acts<Body<'withdraw'>>('dispatch:make', (ctx, locked, body) =>
  step(ctx, locked, {
    verb: 'withdraw',
    type: 'dispatch.withdrawn',
    patch: { withdrawn_at: ctx.now() },
    detail: { at: iso(ctx.now()) },
    values: { reason: body.reason },
    override: body.override,
  }),
)

async function tell(ctx: Ctx, row: FormRow, persons: (string | null)[]): Promise<void> {
  const told = persons.filter((id): id is string => id !== null && id !== personIdOf(ctx.actor))
  await notify(ctx, {
    siteId: row.site_id,
    persons: told,
    why: 'assign',
    caseId: row.case_id,
    subject: { kind: 'form', id: row.id },
    root: { kind: 'ticket', id: row.ticket_id },
  })
}
