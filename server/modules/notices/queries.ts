import type { Notice } from '@sansheng/contract/notices.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { readCursor } from '../../platform/page.ts'
import { actorAs } from '../people/index.ts'
import { covers, type NoticeState, type Place } from './rules.ts'

export type NoticeRow = {
  id: string
  number: string
  kind: Notice['kind']
  state: NoticeState
  title: string
  reason: string | null
  source: string
  planned: boolean
  places: string[]
  areas: string[]
  received_at: number
  published_at: number | null
  starts_at: number
  ends_at: number | null
  received_by: string | null
  publisher: Notice['publisher']
  contacts: number
  version: number
}

async function noticesWhere(ctx: Ctx, siteId: number, where: RawBuilder<unknown>, limit: number): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.id, n.number, n.kind, n.state, n.title, n.reason, n.source, n.planned, n.places, n.areas, n.received_at, n.published_at,
      n.starts_at, n.ends_at, n.version, n.received_by,
      ${actorAs('n.published_by')} as publisher,
      (select count(*) from contacts k where k.site_id = n.site_id and k.notice_id = n.id) as contacts
    from notices n
    where n.site_id = ${siteId} and ${where} order by n.received_at desc, n.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function noticesById(ctx: Ctx, siteId: number, ids: readonly (string | null)[]): Promise<Map<string, NoticeRow>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await noticesWhere(ctx, siteId, sql`n.id = any(${wanted}::uuid[])`, wanted.length)
  return new Map(rows.map(row => [row.id, row]))
}

/** Newest first. */
export async function listNotices(
  ctx: Ctx,
  siteId: number,
  { state, limit = 50, after }: { state?: string | undefined; limit?: number | undefined; after?: string | undefined },
): Promise<NoticeRow[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (state) conditions.push(sql`n.state = ${state}`)
  if (after) {
    const [at, id] = readCursor(after, ['time', 'id'])
    conditions.push(sql`(n.received_at, n.id) < (${iso(at)}::timestamptz, ${id}::uuid)`)
  }
  return await noticesWhere(ctx, siteId, sql.join(conditions, sql` and `), limit + 1)
}

/** More than these are never in force at one site at once. */
const inForceAtMost = 1000

/**
 * R188: the notices in force of a site; gives those that cover any of these places, newest first. In force means published and begun; one that runs past its expected
 * end stays in force until somebody ends it, because an outage does not end by the clock.
 */
export async function noticesInForce(ctx: Ctx, siteId: number): Promise<(...places: Place[]) => Promise<Notice[]>> {
  const { rows } = await sql<{ id: string; places: string[]; areas: string[] }>`select id, places, areas from notices
    where site_id = ${siteId} and state = 'published' and starts_at <= ${iso(ctx.now())}
    order by starts_at desc limit ${sql.lit(inForceAtMost)}`.execute(ctx.db)
  return async (...places) => {
    const hits = rows.filter(notice => places.some(place => covers(notice, place))).map(notice => notice.id)
    return [...(await noticesById(ctx, siteId, hits)).values()].map(noticeView)
  }
}

export function noticeView(row: NoticeRow): Notice {
  const { received_at, published_at, starts_at, ends_at, received_by: _, ...rest } = row
  return {
    ...rest,
    receivedAt: iso(received_at),
    publishedAt: isoOrNull(published_at),
    startsAt: iso(starts_at),
    endsAt: isoOrNull(ends_at),
  }
}
