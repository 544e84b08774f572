/** From the text of a standard to the rulebook that runs. Never throws: whatever it is given, it returns problems. */

import type { Problem } from '../document/index.ts'
import { type Document, type Report, readDocument, reportClashes, reportOn, type Text } from '../document/index.ts'
import type { Rulebook, RuleSummary } from '../kinds/index.ts'
import { type Draft, resolveFactors } from '../kinds/index.ts'
import type { CalendarSpec } from '../time/index.ts'
import { calendarTable } from '../time/index.ts'
import { coreVocabulary, type Declaration, extendVocabulary, type Vocabulary } from '../vocabulary/index.ts'
import { checkRules } from './check.ts'
import { gather } from './gather.ts'
import { indexRules } from './index-rules.ts'
import { summarise } from './summary.ts'

export type CompileNeeds = {
  /** Sources of the standards that may be extended, by id. */
  inherited?: Record<string, string>
  /** Calendars of the organisation by name; those that ship with the product are known anyway. */
  calendars?: Record<string, { spec: CalendarSpec; version: string }>
  /** The names that it may use, and who records and states them; all names of the product unless given. */
  vocabulary?: Vocabulary
  /** Names that the document declares, each with its place in the text. */
  declared?: readonly Declaration<Text>[]
  /** Version under which the rulebook will be in force; otherwise the one in the front matter. */
  version?: string
}
export type Compiled = {
  rulebook: Rulebook | null
  vocabulary: Vocabulary
  problems: Problem[]
  document: Document
  /** The standards that it extends, theirs included, nearest first. */
  above: Document[]
  rules: RuleSummary[]
  /** Rules of alternatives that were not taken. */
  alternatives: RuleSummary[]
}

export function compile(source: string, needs: CompileNeeds = {}): Compiled {
  const text = typeof source === 'string' ? source : ''
  const { inherited = {}, declared = [] } = needs
  const calendars = calendarTable(needs.calendars)
  const report = reportOn(text)
  const vocabulary = declare(needs.vocabulary ?? coreVocabulary, declared, report)
  const reading = { inherited, calendars, vocabulary, report }
  const { document, drafts, unchosen, above } = gather(readDocument(text, report), reading, { line: [], choices: {} })
  resolveFactors(drafts, reading)
  checkRules(drafts, reading)
  const failed = report.problems.some(problem => problem.severity === 'error')
  report.problems.sort((a, b) => a.line - b.line || a.column - b.column)
  const { front } = document
  const rules = drafts.map(({ rule }) => rule)
  const byId = new Map(rules.map(rule => [rule.id, rule]))
  if (front.trial) for (const rule of rules) rule.record = true
  const rulebook = failed
    ? null
    : indexRules({
        standard: front.standard ?? '',
        title: front.title ?? front.standard ?? '',
        version: needs.version ?? front.version ?? 'draft',
        vocabulary,
        words: front.words,
        trial: front.trial,
        rules,
        calendars: Object.fromEntries([...usedCalendars(drafts)].map(name => [name, calendars.find(name)!])),
      })
  return {
    rulebook,
    vocabulary,
    problems: report.problems,
    document,
    above,
    rules: drafts.map(draft => summarise(draft, byId, vocabulary)),
    alternatives: unchosen.map(draft => ({ ...summarise(draft, byId, vocabulary), state: 'unchosen' })),
  }
}

/** A standard that declares nothing carries the vocabulary that it was given. */
function declare(base: Vocabulary, declared: readonly Declaration<Text>[], report: Report): Vocabulary {
  if (declared.length === 0) return base
  const { vocabulary, clashes } = extendVocabulary(base, declared)
  reportClashes(clashes, report)
  return vocabulary
}

/** Rules that must be filled in or turned into prose before this text can be published. */
export function publishBlockers({ problems, rules }: Pick<Compiled, 'problems' | 'rules'>): {
  errors: Problem[]
  open: RuleSummary[]
} {
  return { errors: problems.filter(problem => problem.severity === 'error'), open: rules.filter(rule => rule.state === 'open') }
}

function usedCalendars(drafts: Draft[]): Set<string> {
  return new Set(drafts.flatMap(({ rule }) => ('calendar' in rule ? [rule.calendar] : [])))
}
