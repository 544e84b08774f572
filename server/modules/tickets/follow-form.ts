/** What dispatch forms and call-backs move on a ticket: its status follows, and their event carries the facts. */
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { rowFacts, type Verb } from './rules.ts'
import { type LockedTicket, mustFollow, writeChanges } from './step.ts'

/** Facts of the ticket as they would be after a step that its form takes; refuses a step that the ticket does not allow. */
export function factsAfter(locked: LockedTicket, verb: Verb): Facts {
  return rowFacts({ ...locked.row, status: mustFollow(locked.row.status, verb) })
}

/** Writes the status that follows; the version that the ticket has then goes into the detail of the event. */
export async function followForm(ctx: Ctx, locked: LockedTicket, verb: Verb): Promise<{ version: number; changed?: string }> {
  const after = { ...locked.row, status: mustFollow(locked.row.status, verb) }
  const changed = await writeChanges(ctx, locked.row, after)
  if (changed.length > 0) after.version = locked.row.version + 1
  locked.row = after
  return { version: after.version, ...(changed.length > 0 ? { changed: changed.join(',') } : {}) }
}
