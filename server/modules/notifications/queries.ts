import type { Notification } from '@sansheng/contract/notifications.ts'
import { sql } from 'kysely'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { readCursor } from '../../platform/page.ts'
import { personIdOf } from '../../platform/principal.ts'
import { type TitleParams, titleOf, type Why } from './rules.ts'

export type NotificationRow = {
  id: string
  site_id: number
  why: Why
  at: number
  read_at: number | null
  params: TitleParams
  clause: Notification['clause']
  ticket_id: string | null
  ticket_number: string | null
  ticket_title: string | null
  form_id: string | null
  clock_id: string | null
}
type Asked = { unread?: boolean | undefined; limit?: number | undefined; after?: string | undefined }

/** The bell of whoever asks, newest first. */
export async function myNotifications(
  ctx: Ctx,
  siteId: number,
  { unread, limit = 50, after }: Asked,
): Promise<NotificationRow[]> {
  const mark = after ? readCursor(after, ['time', 'id']) : null
  const { rows } = await sql<NotificationRow>`
    select n.id, n.site_id, n.why, n.at, n.read_at, n.params, n.clause, n.ticket_id, t.number as ticket_number, t.title as ticket_title,
      n.form_id, n.clock_id
    from notifications n left join tickets t on t.site_id = n.site_id and t.id = n.ticket_id
    where n.site_id = ${siteId} and n.person_id = ${personIdOf(ctx.actor)}
      ${unread ? sql`and n.read_at is null` : sql``}
      ${mark ? sql`and (n.at, n.id) < (${iso(mark[0])}::timestamptz, ${mark[1]}::uuid)` : sql``}
    order by n.at desc, n.id desc limit ${limit + 1}`.execute(ctx.db)
  return rows
}

export async function countUnread(ctx: Ctx, siteId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from notifications
    where site_id = ${siteId} and person_id = ${personIdOf(ctx.actor)} and read_at is null`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export function notificationView(row: NotificationRow, locale: 'zh' | 'en'): Notification {
  const ticket = row.ticket_number === null ? null : `${row.ticket_number} ${row.ticket_title}`
  return {
    id: row.id,
    siteId: row.site_id,
    why: row.why,
    at: iso(row.at),
    readAt: isoOrNull(row.read_at),
    title: titleOf(locale, row.why, { clause: row.clause?.title ?? null, ticket, params: row.params }),
    clause: row.clause,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    formId: row.form_id,
    clockId: row.clock_id,
  }
}
