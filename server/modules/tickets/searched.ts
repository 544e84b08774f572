/** What search sees of a ticket. The number stands by itself, because it is taken last; words that have nothing of it are written before. */
import { phoneLine, shownDigits } from '@sansheng/contract/phone.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { queryTokens, searchText, tokensOf } from '../../platform/search-tokens.ts'

/** Words of a ticket that search finds. `phone`: its last digits, which masking leaves anyway. */
export type Searched = {
  title: string
  category: string
  description: string | null
  address: string | null
  customerName: string | null
  phone: string | null
}

export function textOf({ title, category, address, description, customerName, phone }: Searched): string {
  return searchText(
    title,
    category,
    address,
    description,
    customerName,
    phone === null ? null : shownDigits(phoneLine(phone) ?? ''),
  )
}

type Part = 'number' | 'words'
type Found = { site_id: number; id: string; registered_at: number }

/** A part of a new ticket as a part of a statement; `text` as `searchText` gives it. */
export function newSearchRow(row: Found, part: Part, text: string): RawBuilder<unknown> {
  return sql`${sql.raw(`found_by_${part}`)} as (insert into ticket_search (site_id, ticket_id, part, registered_at, text, tokens)
    values (${row.site_id}, ${row.id}, ${part}, ${iso(row.registered_at)}, ${text}, ${tokenArray(row.site_id, text)}))`
}

export async function updateSearch(ctx: Ctx, siteId: number, ticketId: string, searched: Searched): Promise<void> {
  const text = textOf(searched)
  await sql`update ticket_search set text = ${text}, tokens = ${tokenArray(siteId, text)}
    where site_id = ${siteId} and ticket_id = ${ticketId} and part = 'words'`.execute(ctx.db)
}

/** Tokens carry the site: a search reads the entries of its own site only. */
const siteToken = (siteId: number, token: string): string => `${siteId} ${token}`

const tokenArray = (siteId: number, text: string): RawBuilder<unknown> =>
  sql`string_to_array(${tokensOf(text)
    .map(token => siteToken(siteId, token))
    .join('\n')}, ${'\n'})`

/** Could stand in a number: `bx`, `2026`, `-001`. Other words stand in no number. */
const maybeOfNumber = /^[a-z0-9-]+$/

/**
 * The tickets `s` of a site that have all words, in either part. Words that cannot be of a number are looked for together, so that the index
 * finds few; what is left may stand in another part than they. `from`: what is joined to `s`.
 */
export function ticketsWith(siteId: number, words: readonly string[], from: RawBuilder<unknown>): RawBuilder<unknown> {
  const sure = words.filter(word => !maybeOfNumber.test(word))
  const first = sure.length > 0 ? sure : words.slice(0, 1)
  const others = words.filter(word => !first.includes(word))
  const has = (alias: string, all: readonly string[]) => {
    const tokens = all.flatMap(queryTokens).map(token => siteToken(siteId, token))
    const there = all.map(word => sql`strpos(${sql.ref(`${alias}.text`)}, ${word}) > 0`)
    return sql`${sql.ref(`${alias}.site_id`)} = ${siteId} and ${sql.ref(`${alias}.tokens`)} @> ${tokens}::text[] and ${sql.join(there, sql` and `)}`
  }
  const too = others.map(word => sql` and s.ticket_id in (select o.ticket_id from ticket_search o where ${has('o', [word])})`)
  return sql`select ${sure.length > 0 ? sql`` : sql`distinct`} s.ticket_id, s.registered_at from ticket_search s ${from}
    where ${has('s', first)} ${sql.join(too, sql``)}`
}
