/** While it is open: notes, promises, waits, the end and the new beginning. */
import { newPromiseFacts, promiseFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { tickets as contract } from '@sansheng/contract/tickets.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { promisable } from './rules.ts'
import { type LockedTicket, lockTicket, takeStep } from './step.ts'
import { endPromise, insertFollowUp, insertPromise, lastPromise, openPromise } from './store.ts'

type Body<K extends keyof typeof contract> = BodyOf<(typeof contract)[K]>

export async function followUp(ctx: Ctx, siteId: number, id: string, body: Body<'followUp'>): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  const customerInformed = body.customerInformed ?? false
  await takeStep(ctx, locked, {
    verb: 'followUp',
    type: 'ticket.followed_up',
    detail: { customerInformed: customerInformed },
    values: { note: body.note },
    override: body.override,
    write: () => insertFollowUp(ctx, locked.row, body.note, customerInformed),
  })
  if (customerInformed) await contacted(ctx, locked)
  return locked
}

/** R067: told before the promised time, a delay is no broken promise. */
export async function contactCustomer(
  ctx: Ctx,
  siteId: number,
  id: string,
  body: Body<'contactCustomer'>,
): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  const promise = await openPromise(ctx, siteId, id)
  await takeStep(ctx, locked, {
    verb: 'contactCustomer',
    type: 'customer.contacted',
    refs: promise ? { promise: promise.id } : {},
    values: { note: body.note },
    write: () => insertFollowUp(ctx, locked.row, body.note, true),
  })
  return locked
}

async function contacted(ctx: Ctx, locked: LockedTicket): Promise<void> {
  const promise = await openPromise(ctx, locked.row.site_id, locked.row.id)
  await takeStep(ctx, locked, {
    verb: 'contactCustomer',
    type: 'customer.contacted',
    refs: promise ? { promise: promise.id } : {},
  })
}

/** R066: one promise at a time; a new one takes the place of the old, and telling the customer of it is a contact. */
export async function promise(ctx: Ctx, siteId: number, id: string, body: Body<'promise'>): Promise<LockedTicket> {
  const dueAt = Date.parse(body.dueAt)
  if (!promisable(dueAt, ctx.now())) throw new Fault('invalid.time', {}, { fields: [{ path: '/dueAt', message: 'not|{}' }] })
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  const made = { id: ctx.newId(), dueAt, words: body.words ?? null }
  const before = await openPromise(ctx, siteId, id)
  if (before) {
    const detail = { moved: true, dueAt: iso(before.due_at), newDueAt: iso(dueAt) }
    await takeStep(ctx, locked, { verb: 'contactCustomer', type: 'customer.contacted', refs: { promise: before.id }, detail })
  }
  await takeStep(ctx, locked, {
    verb: 'promise',
    type: 'promise.made',
    patch: { promised_at: dueAt },
    subject: { kind: 'promise', id: made.id },
    refs: { promise: made.id },
    facts: newPromiseFacts(dueAt),
    detail: { dueAt: iso(dueAt) },
    values: { words: made.words },
    write: async () => {
      if (before) await endPromise(ctx, locked.row, before.id, 'moved_at')
      await insertPromise(ctx, locked.row, made)
    },
  })
  return locked
}

export async function keepPromise(ctx: Ctx, siteId: number, id: string, body: Body<'keepPromise'>): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  const open = await openPromise(ctx, siteId, id)
  if (!open) throw new Fault('state.wrong', { status: locked.row.status, verb: 'keepPromise' })
  await takeStep(ctx, locked, {
    verb: 'keepPromise',
    type: 'promise.kept',
    subject: { kind: 'promise', id: open.id },
    refs: { promise: open.id },
    facts: promiseFacts(open.due_at, true),
    values: { note: body.note },
    write: async () => {
      await endPromise(ctx, locked.row, open.id, 'kept_at')
      // that it was kept says nothing of a word to the customer
      await insertFollowUp(ctx, locked.row, body.note, false)
    },
  })
  return locked
}

/** Which clocks stand still is the standard's word; a wait for nobody is none. */
export async function wait(ctx: Ctx, siteId: number, id: string, body: Body<'wait'>): Promise<LockedTicket> {
  if (body.waitingFor === 'nobody') throw new Fault('pause.refused')
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  if (locked.row.waiting_for === body.waitingFor) throw new Fault('state.wrong', { waitingFor: body.waitingFor, verb: 'wait' })
  await takeStep(ctx, locked, {
    verb: 'wait',
    type: 'ticket.waiting',
    patch: { waiting_for: body.waitingFor, waiting_since: locked.row.waiting_since ?? ctx.now() },
    detail: { waitingFor: body.waitingFor },
    values: { reason: body.reason },
    override: body.override,
  })
  return locked
}

const waitsNoMore = { waiting_for: 'nobody', waiting_since: null }

export async function resume(ctx: Ctx, siteId: number, id: string, body: Body<'resume'>): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:work', body)
  if (locked.row.waiting_for === 'nobody') throw new Fault('state.wrong', { waitingFor: 'nobody', verb: 'resume' })
  await takeStep(ctx, locked, {
    verb: 'resume',
    type: 'ticket.resumed',
    patch: waitsNoMore,
    detail: { waitedFor: locked.row.waiting_for },
    values: { reason: body.reason },
    override: body.override,
  })
  return locked
}

export async function closeTicket(ctx: Ctx, siteId: number, id: string, body: Body<'close'>): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:close', body)
  const promise = await lastPromise(ctx, siteId, id)
  await takeStep(ctx, locked, {
    verb: 'close',
    // its own promise, whatever another ticket of the case promised
    facts: promiseFacts(promise?.due_at, promise ? promise.kept_at !== null : undefined),
    type: 'ticket.closed',
    patch: { ...waitsNoMore, closed_at: ctx.now(), result: body.result },
    values: { result: body.result },
    override: body.override,
  })
  return locked
}

/** What a department had taken on stays taken on; otherwise it starts where it was registered. */
export async function reopenTicket(ctx: Ctx, siteId: number, id: string, body: Body<'reopen'>): Promise<LockedTicket> {
  const locked = await lockTicket(ctx, siteId, id, 'tickets:close', body)
  await takeStep(ctx, locked, {
    verb: locked.row.accepted_at === null ? 'reopenUnaccepted' : 'reopen',
    type: 'ticket.reopened',
    patch: { closed_at: null, result: null, reopened: locked.row.reopened + 1 },
    // what the customer said of the first time says nothing of this one
    facts: { callback: { method: undefined, result: undefined, attempts: undefined, accepted: undefined } },
    values: { reason: body.reason },
    override: body.override,
  })
  return locked
}
