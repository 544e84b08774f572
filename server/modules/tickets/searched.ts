/** What search sees of a ticket. The number stands by itself, because it is taken last; words that have nothing of it are written before. */
import { phoneLine, shownDigits } from '@sansheng/contract/phone.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { pairsOf, queryTokens, searchText } from '../../platform/search-tokens.ts'
import { customersWith } from '../customers/index.ts'
import { departmentsWith, personsWith } from '../people/index.ts'

/** Words of a ticket that search finds. `phone`: its last digits, which masking leaves anyway. `code`: of its premises. */
export type Searched = {
  title: string
  category: string
  description: string | null
  address: string | null
  code: string | null
  phone: string | null
}

export function textOf({ title, category, address, description, code, phone }: Searched): string {
  return searchText(title, category, address, description, code, phone === null ? null : shownDigits(phoneLine(phone) ?? ''))
}

type Part = 'number' | 'words' | 'phone'
type Found = { site_id: number; id: string; registered_at: number }

/** A part of a new ticket as a part of a statement; `text` as `searchText` gives it. */
export function newSearchRow(row: Found, part: Part, text: string): RawBuilder<unknown> {
  return sql`${sql.raw(`found_by_${part}`)} as (insert into ticket_search (site_id, ticket_id, part, registered_at, text, tokens)
    values (${row.site_id}, ${row.id}, ${part}, ${iso(row.registered_at)}, ${text}, ${tokens(row.site_id, text)}))`
}

export async function updateSearch(ctx: Ctx, siteId: number, ticketId: string, searched: Searched): Promise<void> {
  const parts = { words: textOf(searched), phone: lineText(searched.phone) }
  for (const [part, text] of Object.entries(parts))
    await sql`update ticket_search set text = ${text}, tokens = ${tokens(siteId, text)}
      where site_id = ${siteId} and ticket_id = ${ticketId} and part = ${part}`.execute(ctx.db)
}

/** The line of a number, as search keeps it. */
export const lineText = (phone: string | null): string => (phone === null ? '' : (phoneLine(phone) ?? ''))

/** Tokens carry the site: a search reads the entries of its own site only. */
const siteToken = (siteId: number, token: string): string => `${siteId} ${token}`

const tokens = (siteId: number, text: string): RawBuilder<unknown> =>
  sql`array_to_tsvector(string_to_array(${pairsOf(text)
    .map(token => siteToken(siteId, token))
    .join('\n')}, ${'\n'}))`

/** Who asks: whether parts of telephone numbers find for him. */
type Finder = { siteId: number; parts: boolean }

/**
 * The tickets of a site that have all words, each in one of its parts, in the name of the customer, the department or the handler; those too
 * whose line is the whole of what was typed. Names are asked where they are kept, so that who was renamed is found by the new name only.
 */
export function ticketsWith(finder: Finder, words: readonly string[], line: string | null): RawBuilder<unknown> {
  const [first, ...others] = words
  const too = others.map(word => sql` and s.ticket_id in (select o.ticket_id from (${ticketsOf(finder, word)}) o)`)
  const byLine = sql`union select p.ticket_id, p.registered_at from ticket_search p where ${hasWord(finder.siteId, 'p', line ?? '')}
    and p.part = 'phone' and p.text = ${line}`
  return sql`select s.ticket_id, s.registered_at from (${ticketsOf(finder, first!)}) s where true ${sql.join(too, sql``)}
    ${line === null ? sql`` : byLine}`
}

const hasWord = (siteId: number, alias: string, word: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.site_id`)} = ${siteId} and ${sql.ref(`${alias}.tokens`)} @@ ${tokenQuery(siteId, word)}::tsquery
    and strpos(${sql.ref(`${alias}.text`)}, ${word}) > 0`

/** All pairs of a word; what begins with its only character. */
const tokenQuery = (siteId: number, word: string): string =>
  queryTokens(word)
    .map(token => `'${siteToken(siteId, token).replace(/['\\]/g, sign => sign + sign)}'${[...token].length === 1 ? ':*' : ''}`)
    .join(' & ')

function ticketsOf({ siteId, parts }: Finder, word: string): RawBuilder<unknown> {
  const byParts = parts && word.length >= 4 ? sql`` : sql` and w.part <> 'phone'`
  return sql`select w.ticket_id, w.registered_at from ticket_search w where ${hasWord(siteId, 'w', word)}${byParts}
    union select t.id, t.registered_at from tickets t where t.site_id = ${siteId} and t.customer_id in (${customersWith(siteId, word, parts)})
    union select t.id, t.registered_at from tickets t where t.site_id = ${siteId} and t.department_id in (${departmentsWith(siteId, word)})
    union select t.id, t.registered_at from tickets t where t.site_id = ${siteId} and t.handler_id in (${personsWith(word)})`
}
