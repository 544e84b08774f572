import { type RawBuilder, sql } from 'kysely'
import { soundsLike } from '../../platform/sounds.ts'

const named = (alias: string, word: string): RawBuilder<boolean> =>
  sql<boolean>`(strpos(lower(normalize(${sql.ref(`${alias}.name`)}, nfkc)), ${word}) > 0 or ${soundsLike(`${alias}.sound`, word)})`

/** Ids of the departments of a site whose name has a word, or sounds so. */
export const departmentsWith = (siteId: number, word: string): RawBuilder<unknown> =>
  sql`select n.id from departments n where n.site_id = ${siteId} and ${named('n', word)}`

/** Ids of the persons whose name has a word, or sounds so, or whose staff number it is. */
export const personsWith = (word: string): RawBuilder<unknown> =>
  sql`select n.id from persons n where ${named('n', word)} or lower(n.staff_number) = ${word}`
