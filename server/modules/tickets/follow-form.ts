/** What dispatch forms and call-backs move on a ticket: its status follows, and their event carries the facts. */
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { rowFacts, type Verb } from './rules.ts'
import { type LockedTicket, mustFollow, writeChanges } from './step.ts'

/** What a step of a form moves on its ticket: the status by its own step, and who handles it. */
export type Follow = { verb: Verb; handlerId?: string | null | undefined }

const ticketAfter = ({ row }: LockedTicket, { verb, handlerId }: Follow): LockedTicket['row'] => ({
  ...row,
  status: mustFollow(row.status, verb),
  ...(handlerId === undefined ? {} : { handler_id: handlerId }),
})

/** Facts of the ticket as they would be after a step that its form takes; refuses a step that the ticket does not allow. */
export function factsAfter(locked: LockedTicket, follow: Follow): Facts {
  return rowFacts(ticketAfter(locked, follow))
}

/** Writes what follows; the version that the ticket has then goes into the detail of the event. */
export async function followForm(ctx: Ctx, locked: LockedTicket, follow: Follow): Promise<{ version: number; changed?: string }> {
  const after = ticketAfter(locked, follow)
  const changed = await writeChanges(ctx, locked.row, after)
  if (changed.length > 0) after.version = locked.row.version + 1
  locked.row = after
  return { version: after.version, ...(changed.length > 0 ? { changed: changed.join(',') } : {}) }
}

type Going = { department_id: string | null; worker_id: string | null }
/** Whoever goes for the department of a ticket handles it, unless somebody else than the one who was to go before has it in hand. */
export function handlerAfter({ row }: LockedTicket, before: Going, worker: string): Pick<Follow, 'handlerId'> {
  const free = row.handler_id === null || row.handler_id === before.worker_id
  return row.status !== 'closed' && free && row.department_id === before.department_id ? { handlerId: worker } : {}
}

/** Whoever was to go and goes no more handles a ticket no more that only his going gave him. */
export function handlerWithout({ row }: LockedTicket, { worker_id }: Going): Pick<Follow, 'handlerId'> {
  return worker_id !== null && row.handler_id === worker_id && row.accepted_at === null ? { handlerId: null } : {}
}
