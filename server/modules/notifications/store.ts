import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'

export type NewNotification = {
  id: string
  person_id: string
  why: string
  params: unknown
  clause: unknown
  case_id: string | null
  ticket_id: string | null
  form_id: string | null
  clock_id: string | null
}

/** All persons in one statement. */
export async function insertNotifications(ctx: Ctx, siteId: number, rows: readonly NewNotification[]): Promise<void> {
  await sql`insert into notifications (site_id, id, person_id, why, at, params, clause, case_id, ticket_id, form_id, clock_id)
    select ${siteId}::int, id, person_id, why, ${iso(ctx.now())}::timestamptz, params, clause, case_id, ticket_id, form_id, clock_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid, why text, params jsonb, clause jsonb, case_id uuid,
      ticket_id uuid, form_id uuid, clock_id uuid)`.execute(ctx.db)
}

/** Marks what is unread of one person: these, those of a ticket, or all; gives how many. */
export async function markRead(
  ctx: Ctx,
  siteId: number,
  personId: string,
  { ids, ticketId }: { ids?: readonly string[] | undefined; ticketId?: string | undefined },
): Promise<number> {
  let marking = ctx.db
    .updateTable('notifications')
    .set({ read_at: iso(ctx.now()) })
    .where('site_id', '=', siteId)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
  if (ids) marking = marking.where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
  if (ticketId) marking = marking.where('ticket_id', '=', ticketId)
  return Number((await marking.executeTakeFirst()).numUpdatedRows)
}
