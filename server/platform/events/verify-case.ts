/** One case of the ledger: its chain, the words beside it, the rows that its events vouch for. */
import type { Place, Report } from './broken.ts'
import { noHash } from './case.ts'
import { hashCovered } from './covered.ts'
import { asWritten, hashEvent, hashValue } from './hash.ts'
import type { CaseToCheck, LedgerRow } from './read-cases.ts'

export type Erased = { siteId: number; caseId: string; seq: number; words: number }

/** Gives what was erased by which event. */
export function checkCase(found: CaseToCheck, report: Report): Erased[] {
  const { siteId, caseId, events } = found
  const vouched = new Map<string, { hash: string; seq: number }>()
  const erasures = new Map<string, LedgerRow>()
  const erased: Erased[] = []
  let head = noHash
  for (const [n, row] of events.entries()) {
    const place = { siteId, caseId, seq: row.seq }
    const before = events[n - 1]?.seq ?? 0
    if (row.seq !== before + 1) report(place, 'missing', before + 1)
    if (row.prev_hash !== head) report(place, 'unchained')
    if (hashEvent(row) !== row.hash) report(place, 'changed')
    for (const [key, hash] of Object.entries(row.covers)) vouched.set(key, { hash, seq: row.seq })
    if (row.type === 'data.erased') {
      const named = namedIn(row)
      for (const word of named) erasures.set(word, row)
      if (named.length > 0) erased.push({ siteId, caseId, seq: row.seq, words: named.length })
    }
    head = row.hash
  }
  checkWords(found, erasures, report)
  checkRows(found, vouched, { head, report })
  return erased
}

/** The words that an erasure names: `3:title 3:address`, by event and name. */
const namedIn = ({ detail }: LedgerRow): string[] =>
  String(detail.words ?? '')
    .split(' ')
    .filter(Boolean)

/** Each hash has its words, unless an event says that they were erased; then nothing of them is left. */
function checkWords(
  { siteId, caseId, events, words }: CaseToCheck,
  erasures: ReadonlyMap<string, LedgerRow>,
  report: Report,
): void {
  const beside = new Map(words.map(word => [`${word.seq}:${word.name}`, word]))
  for (const { seq, hashes } of events) {
    const place: Place = { siteId, caseId, seq }
    for (const [name, hash] of Object.entries(hashes)) {
      const key = `${seq}:${name}`
      const word = beside.get(key)
      beside.delete(key)
      const erasure = erasures.get(key)
      if (!word) report(place, 'words.gone', name)
      else if (erasure) {
        if (word.value !== null || word.salt !== null) report(place, 'words.kept', name)
        if (word.erased_at === null || asWritten(word.erased_at) !== erasure.detail.erasedAt) report(place, 'words', name)
      } else if (word.value === null || word.salt === null) report(place, 'words.gone', name)
      else if (word.erased_at !== null || hashValue(word.salt, word.value) !== hash) report(place, 'words', name)
    }
  }
  for (const { seq, name } of beside.values()) report({ siteId, caseId, seq }, 'words.extra', name)
}

type Vouched = ReadonlyMap<string, { hash: string; seq: number }>
function checkRows(
  { siteId, caseId, events, rows }: CaseToCheck,
  vouched: Vouched,
  { head, report }: { head: string; report: Report },
): void {
  const place = (seq: number | null): Place => ({ siteId, caseId, seq })
  const own = rows.find(({ key }) => key === `cases/${caseId}`)?.row
  if (own && (own.head !== head || own.seq !== (events.at(-1)?.seq ?? 0))) report(place(own.seq as number), 'head')
  const salt = (own?.salt as string | undefined) ?? ''
  const unmet = new Map(vouched)
  for (const { table, key, row } of rows) {
    const told = unmet.get(key)
    unmet.delete(key)
    // the row of a case that was opened and nothing happened yet
    if (!told && table === 'cases' && events.length === 0) continue
    if (!told) report(place(null), 'row.extra', key)
    else if (hashCovered(table, row, salt) !== told.hash) report(place(told.seq), 'row', key)
  }
  for (const [key, { seq }] of unmet) report(place(seq), 'row.gone', key)
}
