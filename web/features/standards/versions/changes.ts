/** What changed between two standards, clause by clause: rules by their ids, keys by what they mean, prose by its words. */
import type { Checked } from '@sansheng/contract/standards.ts'
import { bools, frontKeys, readBlock, readFront, reportOn } from '@sansheng/rulebook/document'
import { printRule } from '@sansheng/rulebook/kinds'
import { nameOf as nameOfWord } from '@sansheng/rulebook/vocabulary'
import { shownLanguage } from '../../../app/language.ts'

export type Clause = Checked['clauses'][number]
type Rule = Clause['rules'][number]
/** A key of a rule or of the front matter; null where it is not written. */
export type KeyChange = { name: string; before: string | null; after: string | null }
export type RuleChange =
  | { what: 'added'; rule: Rule }
  | { what: 'removed'; rule: Rule }
  | { what: 'changed'; rule: Rule; keys: KeyChange[]; from: Clause | null }
export type ClauseChange = {
  what: 'added' | 'removed' | 'changed'
  clause: Clause
  /** The clause as it was, where it was there. */
  was: Clause | null
  renamed: boolean
  prose: boolean
  rules: RuleChange[]
}

export function changesBetween(before: Clause[], after: Clause[]): ClauseChange[] {
  const pairs = pairsOf(before, after)
  const wasOf = new Map(pairs)
  const nowOf = new Map(pairs.map(([now, was]) => [was, now]))
  const placeBefore = placesOf(before)
  const placeAfter = placesOf(after)
  const changes: ClauseChange[] = []
  const removed = (was: Clause) => changes.push({ ...removal(was), rules: rulesRemoved(was, placeAfter) })
  let next = 0
  for (const clause of after) {
    const was = wasOf.get(clause) ?? null
    if (was) {
      const at = before.indexOf(was)
      for (; next < at; next++) if (!nowOf.has(before[next]!)) removed(before[next]!)
      next = Math.max(next, at + 1)
    }
    const change: ClauseChange = {
      what: was ? 'changed' : 'added',
      clause,
      was,
      renamed: was !== null && nameOf(was) !== nameOf(clause),
      prose: was !== null && wordsOf(was.prose) !== wordsOf(clause.prose),
      rules: [...(was ? rulesRemoved(was, placeAfter) : []), ...clause.rules.flatMap(rule => ruleChange(rule, was, placeBefore))],
    }
    if (!was || change.renamed || change.prose || change.rules.length > 0) changes.push(change)
  }
  for (; next < before.length; next++) if (!nowOf.has(before[next]!)) removed(before[next]!)
  return changes
}

const nameOf = (clause: Clause): string => `${clause.number} ${clause.title}`.trim()
/** Where a line breaks says nothing to a reader of Chinese. */
const wordsOf = (prose: string): string =>
  prose
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}|[，。；：、]) (?=\p{Script=Han})/gu, '')
    .trim()
const removal = (was: Clause) => ({ what: 'removed' as const, clause: was, was, renamed: false, prose: false })

/** Alternatives of one question may share an id. */
const idOf = ({ id, option }: Rule): string => (option ? `${id} ${option.name}=${option.alternative}` : id)

function placesOf(clauses: Clause[]): Map<string, { rule: Rule; clause: Clause }> {
  return new Map(clauses.flatMap(clause => clause.rules.map(rule => [idOf(rule), { rule, clause }] as const)))
}

/** Clauses that are the same thing: same name, else a rule in common, else the same number, else the same title. */
function pairsOf(before: Clause[], after: Clause[]): [now: Clause, was: Clause][] {
  const left = new Set(before)
  const pairs = new Map<Clause, Clause>()
  const match = (same: (was: Clause, now: Clause) => boolean) => {
    for (const now of after) {
      if (pairs.has(now)) continue
      const was = [...left].find(c => c.level === now.level && same(c, now))
      if (!was) continue
      left.delete(was)
      pairs.set(now, was)
    }
  }
  match((was, now) => nameOf(was) === nameOf(now))
  match((was, now) => was.rules.some(rule => now.rules.some(other => idOf(other) === idOf(rule))))
  match((was, now) => was.title === now.title)
  match((was, now) => was.number !== '' && was.number === now.number)
  return [...pairs]
}

function rulesRemoved(was: Clause, after: ReturnType<typeof placesOf>): RuleChange[] {
  return was.rules.filter(rule => !after.has(idOf(rule))).map(rule => ({ what: 'removed', rule }))
}

function ruleChange(rule: Rule, was: Clause | null, before: ReturnType<typeof placesOf>): RuleChange[] {
  const old = before.get(idOf(rule))
  if (!old) return [{ what: 'added', rule }]
  const keys = keyChanges(entriesOf(old.rule.source), entriesOf(rule.source))
  const from = old.clause === was ? null : old.clause
  return keys.length === 0 && !from ? [] : [{ what: 'changed', rule, keys, from }]
}

/** Keys with their values, printed in one language: a spelling is no change. */
function entriesOf(source: string): Map<string, string> {
  const text = printRule(source, shownLanguage())
  const { entries } = readBlock({ text, at: 0 }, reportOn(text))
  return new Map(
    entries.map(({ key, value, items }) => [
      key.text,
      [value, ...items]
        .map(t => t.text)
        .filter(Boolean)
        .join('；'),
    ]),
  )
}

function keyChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): KeyChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map(name => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter(change => change.before !== change.after)
}

/** What the front matter says otherwise: name, calendar, what it extends, what it has chosen. */
export function frontChanges(before: string, after: string): KeyChange[] {
  return keyChanges(frontOf(before), frontOf(after))
}

function frontOf(source: string): Map<string, string> {
  const { front } = readFront(source, reportOn(source))
  const table = (words: Record<string, string>) =>
    Object.entries(words)
      .map(([name, word]) => `${name} ${word}`)
      .join('；')
  const options = Object.entries(front.options).map(([name, list]) => `${name}（${table(list)}）`)
  const values: [keyof typeof frontKeys, string | null][] = [
    ['title', front.title],
    ['calendar', front.calendar],
    ['extends', front.extends.join('、')],
    ['trial', front.trial ? nameOfWord(bools, 'true', shownLanguage()) : null],
    ['words', table(front.words)],
    ['options', options.join('；')],
    ['choices', table(front.choices)],
  ]
  return new Map(values.flatMap(([key, value]) => (value ? [[nameOfWord(frontKeys, key, shownLanguage()), value] as const] : [])))
}
