/** Who is found by a word: by name, by its sound, by where he lives, by a part of his number. */
import type { Permission } from '@sansheng/contract/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { reach } from '../../platform/access.ts'
import type { Principal } from '../../platform/principal.ts'
import { queryTokens } from '../../platform/search-tokens.ts'
import { soundsLike } from '../../platform/sounds.ts'
import { idsOfSame } from './merged.ts'

const shortestPart = 4

/** Whether parts of numbers find for somebody: who may see whole numbers of the whole site. For others masking would be a game of guessing. */
export const mayFindByParts = (actor: Principal, siteId: number): boolean =>
  reach(actor, 'customers:reveal' satisfies Permission, siteId) === 'site'

/** Every four digits of a line that follow each other. */
export function phoneParts(line: string): string[] {
  const parts = new Set<string>()
  for (let at = shortestPart; at <= line.length; at++) parts.add(line.slice(at - shortestPart, at))
  return [...parts]
}

/** A word lies in the text, or sounds so: pairs by the index, then their order by the text itself. */
export function containing(alias: string, word: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.search_tokens`)} @> ${queryTokens(word)}::text[]
    and (strpos(${sql.ref(`${alias}.search_text`)}, ${word}) > 0 or ${soundsLike(`${alias}.sound`, word)})`
}

/** Ids of the customers of a site by name, and by a part of the number for whom `parts` finds; of all rows of a customer when one has the word. */
export function customersWith(siteId: number, word: string, parts: boolean): RawBuilder<unknown> {
  const named = sql`select s.id from customers s where s.site_id = ${siteId} and ${containing('s', word)}`
  if (!parts || !/^\d{4,15}$/.test(word)) return idsOfSame(siteId, named)
  return idsOfSame(
    siteId,
    sql`${named} union select s.id from customers s where s.site_id = ${siteId}
    and s.phone_parts @> ${phoneParts(word)}::text[] and strpos(s.phone_line, ${word}) > 0`,
  )
}

/** Ids of the customers whose address, code or area has a word. */
export function customersAt(siteId: number, word: string): RawBuilder<unknown> {
  return idsOfSame(
    siteId,
    sql`select l.customer_id from premises s join customer_premises l on l.site_id = s.site_id and l.premises_id = s.id
    where s.site_id = ${siteId} and ${containing('s', word)}`,
  )
}
