/** What a worker and his department do with a form: each is one step. */
import type { dispatch as contract } from '@sansheng/contract/dispatch.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { BodyOf, Permission } from '@sansheng/contract/route.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { actingId, mustBeStaff, personIdOf } from '../../platform/principal.ts'
import { type Acting, handlerAfter, handlerWithout } from '../tickets/index.ts'
import { mustBeNameable } from './nameable.ts'
import { confirmPrinted, requestPrint } from './print.ts'
import { signatureOf } from './rules.ts'
import { type LockedForm, lockForm, notifyHolders, notifyWithdrawn, takeStep } from './step.ts'
import type { FormRow } from './store.ts'

type Body<K extends keyof typeof contract> = BodyOf<(typeof contract)[K]>

const acts =
  <B extends Acting>(needs: Permission, act: (ctx: Ctx, locked: LockedForm, body: B) => Promise<FormRow> | FormRow) =>
  async (ctx: Ctx, siteId: number, id: string, body: B): Promise<FormRow> =>
    await act(ctx, await lockForm(ctx, siteId, id, needs, body), body)

export const print = acts<Body<'print'>>('dispatch:make', requestPrint)
export const printed = acts<Body<'printed'>>('dispatch:read', confirmPrinted)

/** Who goes: he hears of it and takes the form himself. Naming somebody else afterwards is the same act, until the form is taken. */
export const assign = acts<Body<'assign'>>('dispatch:inspect', async (ctx, locked, body) => {
  const before = locked.row.worker_id
  await mustBeNameable(ctx, 'dispatch:inspect', locked.row, body.workerId)
  const row = await takeStep(ctx, locked, {
    verb: 'assign',
    type: 'worker.assigned',
    patch: { worker_id: body.workerId },
    follows: { verb: 'dispatch', ...handlerAfter(locked.ticket, locked.row, body.workerId) },
    detail: { worker: body.workerId },
    override: body.override,
  })
  await notifyHolders(ctx, row, [row.worker_id])
  if (before !== null && before !== row.worker_id) await notifyWithdrawn(ctx, { ...row, worker_id: before })
  return row
})

/** R129: who takes it, and when. */
export const accept = acts<Body<'accept'>>('dispatch:work', async (ctx, locked, body) => {
  const worker = body.workerId ?? mustBeStaff(ctx.actor).personId
  if (worker !== personIdOf(ctx.actor)) await mustBeNameable(ctx, 'dispatch:work', locked.row, worker)
  const row = await takeStep(ctx, locked, {
    verb: 'accept',
    type: 'dispatch.accepted',
    patch: { accepted_at: ctx.now(), worker_id: worker },
    follows: { verb: 'formAccepted', ...handlerAfter(locked.ticket, locked.row, worker) },
    detail: { worker },
    override: body.override,
  })
  await notifyHolders(ctx, row, [worker])
  return row
})

export const arrive = acts<Body<'arrive'>>('dispatch:work', (ctx, locked, body) =>
  takeStep(ctx, locked, {
    verb: 'arrive',
    type: 'worker.arrived',
    patch: { arrived_at: ctx.now() },
    follows: { verb: 'formArrived' },
    override: body.override,
  }),
)

/** The customer signed the paper, or it stands here why not: neither follows from silence. */
export const finish = acts<Body<'finish'>>('dispatch:work', (ctx, locked, body) => {
  const signature = signatureOf(body)
  if (signature === null) throw new Fault('signature.missing')
  return takeStep(ctx, locked, {
    verb: 'finish',
    type: 'service.completed',
    patch: {
      finished_at: ctx.now(),
      work_done: body.workDone,
      materials: body.materials ?? [],
      agreed_cents: body.agreedCents ?? null,
      opinion: body.opinion,
      signed_by: body.signedBy ?? null,
      unsigned_reason: body.unsignedReason ?? null,
    },
    detail: { opinion: body.opinion, signature, materials: body.materials?.length ?? 0, agreedCents: body.agreedCents ?? null },
    values: { workDone: body.workDone, signedBy: body.signedBy, unsignedReason: body.unsignedReason },
    override: body.override,
  })
})

export const returnForm = acts<Body<'returnForm'>>('dispatch:work', (ctx, locked, body) =>
  takeStep(ctx, locked, {
    verb: 'return',
    type: 'dispatch.returned',
    patch: { returned_at: ctx.now() },
    follows: { verb: 'formReturned' },
    override: body.override,
  }),
)

/** R135: checked work that did not pass sends the ticket back to work. */
export const inspect = acts<Body<'inspect'>>('dispatch:inspect', async (ctx, locked, body) => {
  const row = await takeStep(ctx, locked, {
    verb: 'inspect',
    type: 'inspection.done',
    patch: {
      inspected_at: ctx.now(),
      inspector_id: actingId(ctx.actor),
      passed: body.passed,
      inspection_note: body.note ?? null,
    },
    ...(body.passed ? {} : { follows: { verb: 'formFailed' as const } }),
    detail: { passed: body.passed },
    values: { note: body.note },
    override: body.override,
  })
  if (!body.passed) await notifyHolders(ctx, row, [row.worker_id, locked.ticket.row.handler_id])
  return row
})

export const withdraw = acts<Body<'withdraw'>>('dispatch:make', async (ctx, locked, body) => {
  const row = await takeStep(ctx, locked, {
    verb: 'withdraw',
    type: 'dispatch.withdrawn',
    patch: { withdrawn_at: ctx.now(), released_at: ctx.now() },
    follows: { verb: 'callBack', ...handlerWithout(locked.ticket, locked.row) },
    detail: { at: iso(ctx.now()) },
    values: { reason: body.reason },
    override: body.override,
  })
  await notifyWithdrawn(ctx, row)
  return row
})
