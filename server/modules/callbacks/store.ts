import type { Callback } from '@sansheng/contract/callbacks.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { cover, wholeRow } from '../../platform/events/index.ts'
import { actingId } from '../../platform/principal.ts'

export type CallbackDraft = Pick<Callback, 'id' | 'ticketId' | 'formId' | 'method' | 'result' | 'note' | 'reason' | 'wants'> & {
  caseId: string
  at: number
}

export async function insertCallback(ctx: Ctx, siteId: number, draft: CallbackDraft): Promise<void> {
  const { row } = await ctx.db
    .insertInto('callbacks')
    .values({
      site_id: siteId,
      id: draft.id,
      case_id: draft.caseId,
      ticket_id: draft.ticketId,
      form_id: draft.formId,
      at: iso(draft.at),
      by: actingId(ctx.actor),
      method: draft.method,
      result: draft.result,
      note: draft.note,
      reason: draft.reason,
      wants: draft.wants,
    })
    .returning(wholeRow('callbacks'))
    .executeTakeFirstOrThrow()
  cover(ctx, draft.caseId, 'callbacks', row)
}
