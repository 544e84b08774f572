/** The ticket goes to another department: nobody drives out any more for the one that had it. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { handlerWithout, type LockedTicket } from '../tickets/index.ts'
import { type FormStatus, statusAfter } from './rules.ts'
import { notifyWithdrawn, takeStep } from './step.ts'
import { type FormRow, updateForm } from './store.ts'

/**
 * Withdraws the forms of this department whose work has not begun and tells their workers. Where it has begun, the form stays with whoever is
 * there; what is written in the ticket from now on does not show on any of them.
 */
export async function releaseForms(ctx: Ctx, ticket: LockedTicket, departmentId: string, reason: string): Promise<void> {
  const { site_id: siteId, id } = ticket.row
  const { rows } = await sql<FormRow>`select * from forms where site_id = ${siteId} and ticket_id = ${id}
    and department_id = ${departmentId} and released_at is null order by made_at, id`.execute(ctx.db)
  for (const row of rows) {
    if (statusAfter(row.status as FormStatus, 'withdraw') === null) {
      await updateForm(ctx, row, { released_at: ctx.now() })
      continue
    }
    await takeStep(
      ctx,
      { row, ticket },
      {
        verb: 'withdraw',
        type: 'dispatch.withdrawn',
        patch: { withdrawn_at: ctx.now(), released_at: ctx.now() },
        follows: { verb: 'callBack', ...handlerWithout(ticket, row) },
        values: { reason },
      },
    )
    await notifyWithdrawn(ctx, row)
  }
}
