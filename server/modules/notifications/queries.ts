import type { Notification } from '@sansheng/contract/notifications.ts'
import { sql } from 'kysely'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { readCursor } from '../../platform/page.ts'
import { personIdOf } from '../../platform/principal.ts'
import type { Owners } from '../../platform/subjects.ts'
import { uuidPattern } from '../../platform/uuid.ts'
import { type TitleParams, titleOf, type Why } from './rules.ts'

export type NotificationRow = {
  id: string
  site_id: number
  why: Why
  at: number
  read_at: number | null
  params: TitleParams
  clause: Notification['clause']
  subject_kind: string | null
  subject_id: string | null
  root_kind: string | null
  root_id: string | null
  number: string | null
  root_title: string | null
  clock_id: string | null
  said: string | null
  /** Whose they are now, not when the bell rang. */
  subject_owners: Owners
  root_owners: Owners
}
type NotificationQuery = { unread?: boolean | undefined; limit?: number | undefined; after?: string | undefined }

/** The bell of whoever asks, newest first. */
export async function myNotifications(
  ctx: Ctx,
  siteId: number,
  { unread, limit = 50, after }: NotificationQuery,
): Promise<NotificationRow[]> {
  const mark = after ? readCursor(after, ['time', 'id']) : null
  const { rows } = await sql<NotificationRow>`
    select n.id, n.site_id, n.why, n.at, n.read_at, n.params, n.clause, n.subject_kind, n.subject_id, n.root_kind, n.root_id, t.number, t.title as root_title,
      n.clock_id, case when n.subject_kind = 'contact' then (select left(k.summary, 200) from contacts k
        where k.site_id = n.site_id and k.id = n.subject_key) end as said, ${ctx.subjects.ownersIn('n', { kind: 'subject_kind', id: 'subject_key' })} as subject_owners,
      ${ctx.subjects.ownersIn('n', { kind: 'root_kind', id: 'root_id' })} as root_owners
    from (select *, case when subject_id ~ ${uuidPattern} then subject_id::uuid end as subject_key from notifications) n
      ${ctx.subjects.join('n', { kind: 'root_kind', id: 'root_id' }, 't')}
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

export function notificationView(ctx: Ctx, row: NotificationRow, locale: 'zh' | 'en'): Notification {
  const shows = mayRead(ctx, row)
  const title = shows ? row.root_title : null
  const root = row.number === null ? title : `${row.number} ${title ?? ''}`.trim()
  return {
    id: row.id,
    siteId: row.site_id,
    why: row.why,
    at: iso(row.at),
    readAt: isoOrNull(row.read_at),
    title: titleOf(locale, row.why, { clause: row.clause?.title ?? null, root, params: row.params }),
    clause: row.clause,
    subject: subjectOf(row.subject_kind, row.subject_id),
    root: rootOf(ctx, row, shows),
    said: shows ? row.said : null,
    clockId: row.clock_id,
  }
}

const subjectOf = (kind: string | null, id: string | null): Notification['subject'] =>
  kind === null || id === null ? null : { kind: kind as NonNullable<Notification['subject']>['kind'], id }

/**
 * Whether the thing still lies within reach, itself or by what the bell was about in it: what was written in it after it left, the bell of then
 * does not tell.
 */
const mayRead = (ctx: Ctx, { site_id: siteId, root_owners, subject_owners }: NotificationRow): boolean =>
  [root_owners, subject_owners].some(owners => owners.kind !== null && ctx.subjects.shows(ctx.actor, siteId, owners))

function rootOf(ctx: Ctx, row: NotificationRow, shows: boolean): Notification['root'] {
  const root = subjectOf(row.root_kind, row.root_id)
  if (!root) return null
  return {
    ...root,
    number: row.number,
    title: shows ? row.root_title : null,
    path: shows ? ctx.subjects.pathOf(root.kind, root.id) : null,
  }
}
