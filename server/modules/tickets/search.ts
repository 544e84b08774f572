/** Any part of one character or more: the index finds candidates by pairs, the text itself decides; the total is exact. */
import { phoneLine } from '@sansheng/contract/phone.ts'
import type { QueryOf, ReplyOf } from '@sansheng/contract/route.ts'
import type { tickets as contract } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import { reach } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import { queryWords } from '../../platform/search-tokens.ts'
import { mayFindByParts, wholeNumber } from '../customers/index.ts'
import { type ListedRow, listedColumns, listedWith, registeredAndId } from './listed.ts'
import { filters, reachable, shown, upTo, usual } from './lists.ts'
import { ticketsWith } from './searched.ts'

type SearchQuery = QueryOf<typeof contract.search>
type FoundRow = ListedRow & { found: number; rank: number }

/** Newest first; where a house number was typed, its houses before digits that stand elsewhere. */
export async function searchTickets(
  ctx: Ctx,
  siteId: number,
  { q, after, limit = usual, ...narrowing }: SearchQuery,
): Promise<ReplyOf<typeof contract.search>> {
  const words = queryWords(q)
  if (words.length === 0) return { items: [], next: null, total: 0 }
  const mark = after ? readCursor(after, ['time', 'time', 'id']) : null
  const houses = words.filter(word => /^\d{1,5}$/.test(word))
  const conditions = [reachable(ctx, siteId), ...filters(ctx, siteId, narrowing)]
  const isNarrowed = conditions.length > 1 || reach(ctx.actor, 'tickets:read', siteId) !== 'site'
  // who reaches the whole site and filters nothing is spared the join
  const joined =
    isNarrowed || houses.length > 0
      ? sql`join tickets t on t.site_id = ${siteId} and t.id = x.ticket_id and ${sql.join(conditions, sql` and `)}`
      : sql``
  const rank = houses.length > 0 ? sql`case when t.address ~ all(${houses.map(houseNumber)}::text[]) then 0 else 1 end` : sql`0`
  const line = wholeLine(await wholeNumber(ctx, siteId, q))
  const { rows } = await sql<FoundRow>`
    with hits as materialized (
      select x.ticket_id, x.registered_at, ${rank} as rank
      from (${ticketsWith({ siteId, parts: mayFindByParts(ctx.actor, siteId) }, words, line)}) x ${joined}
    ), page as materialized (
      select * from hits h ${
        mark
          ? sql`where h.rank > ${mark[0]} or (h.rank = ${mark[0]} and (h.registered_at, h.ticket_id) < (${iso(mark[1])}::timestamptz, ${mark[2]}::uuid))`
          : sql``
      }
      order by h.rank, h.registered_at desc, h.ticket_id desc limit ${upTo(limit + 1)}
    )
    select n.found, page.rank, ${listedColumns} from (select count(*) as found from hits) n
    left join (page join tickets t on t.site_id = ${siteId} and t.id = page.ticket_id ${listedWith}) on true
    order by page.rank, t.registered_at desc, t.id desc`.execute(ctx.db)
  const page = pageOfRows(
    rows.filter(row => row.cells[0] !== null),
    limit,
    row => [row.rank, ...registeredAndId(row)],
  )
  return { ...shown(ctx, page), total: rows[0]!.found }
}

/** The digits as a number of their own: `7` is not in `17` or `701`. */
const houseNumber = (digits: string): string => `(^|[^0-9])${digits}([^0-9]|$)`

/** The line of a number that was typed whole; shorter digits are words. */
function wholeLine(q: string): string | null {
  const line = phoneLine(q)
  return line !== null && line.length >= 5 ? line : null
}
