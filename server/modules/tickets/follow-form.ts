/** What dispatch forms and call-backs move on a ticket: its status follows, and their event carries the facts. */
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { ticketFacts, type Verb } from './rules.ts'
import { type Held, mustFollow, writeChanges } from './step.ts'

/** Facts of the ticket as they would be after a step that its form takes; refuses a step that the ticket does not allow. */
export function factsAfter(held: Held, verb: Verb): Facts {
  return ticketFacts({ ...held.row, status: mustFollow(held.row.status, verb) })
}

/** Writes the status that follows; the version that the ticket has then goes into the detail of the event. */
export async function followForm(ctx: Ctx, held: Held, verb: Verb): Promise<{ version: number; changed?: string }> {
  const after = { ...held.row, status: mustFollow(held.row.status, verb) }
  const changed = await writeChanges(ctx, held.row, after)
  if (changed.length > 0) after.version = held.row.version + 1
  held.row = after
  return { version: after.version, ...(changed.length > 0 ? { changed: changed.join(',') } : {}) }
}
