/** From one rule block to the typed rule with its place in the document. */
import type { Block, Document, Entry, Report, Text } from '../document/index.ts'
import { entryOf, type Key, noneWords } from '../document/index.ts'
import type { Calendar, Calendars } from '../time/index.ts'
import { DAY, dayOfDate, firstReach } from '../time/index.ts'
import { cutText, type Kind, kinds, localeOf, lookup, nearestName, type Vocabulary } from '../vocabulary/index.ts'
import { schemas } from './kinds.ts'
import type { Rule } from './rule.ts'
import type { Common } from './rule-parts.ts'
import type { RuleSummary } from './rule-summary.ts'
import { get, type KindSchema, readValues, type Values } from './schema.ts'

/** A rule with its place; `where` is the id, for messages that come up later. */
export type Draft = { rule: Rule; summary: RuleSummary; where: Text; entries: Partial<Record<Key, Entry>>; own: boolean }
/** What a block is read with; `zone` is that of the days of its `since` and `until`. */
export type RuleContext = {
  document: Document
  calendars: Calendars
  zone: Calendar['zone']
  report: Report
  vocabulary: Vocabulary
}
type ReadRule = { id: string; where: Text; draft: Draft } | { id: string; where: Text }

/** Without `draft` the block takes an inherited rule away; null after a problem was reported. */
export function readRule(block: Block, index: number, context: RuleContext): ReadRule | null {
  const { document, calendars, report, vocabulary } = context
  const entry = kindEntry(block, report)
  if (!entry) return null
  const kind = lookup<Kind>(kinds, entry.value.text)
  if (!kind && lookup(noneWords, entry.value.text)) return removedRule(block, context)
  if (!kind) {
    report.error(
      entry.value,
      'kind-unknown',
      { zh: `没有「${entry.value.text}」这种规则`, en: `there is no kind of rule \`${entry.value.text}\`` },
      nearestName(kinds, entry.value.text),
    )
    return null
  }
  const schema = schemas[kind]
  const { values, entries, ok } = readValues(block, schema, { report, vocabulary, calendars: calendars.names })
  if (!ok) return null
  const where = {
    report,
    vocabulary,
    entries,
    block,
    calendar: document.front.calendar ?? 'natural',
    locale: localeOf(entry.key.text),
  }
  const rule = schema.build(values, commonOf(values, document, index, context.zone), where)
  if (!rule) return null
  const summary: RuleSummary = {
    id: rule.id,
    kind,
    standard: rule.standard,
    clause: rule.clause,
    block: index,
    source: document.blocks[index]!.text.text,
    state: 'runs',
    unmeasured: null,
    sentence: schema.sentence(values, vocabulary),
    basis: rule.basis,
    note: rule.note,
    option: get(values, 'option', 'option') ?? null,
    sinceAt: rule.sinceAt,
    untilAt: rule.untilAt,
    listens: [],
    reads: [],
  }
  return { id: rule.id, where: entries.id!.value, draft: { rule, summary, where: entries.id!.value, entries, own: true } }
}

/** The line that names the kind; reported where there is none. */
function kindEntry(block: Block, report: Report): Entry | null {
  const entry = entryOf(block, 'rule')
  if (entry) return entry
  const first = block.entries[0]?.key ?? block.at
  report.error(
    { text: cutText(first.text.split('\n')[0]!, 80), at: first.at },
    'no-kind',
    { zh: '规则块要先写是哪种规则', en: 'a rule block first says its kind' },
    localeOf(block.at.text) === 'zh' ? '规则: 时限' : 'rule: deadline',
  )
  return null
}

/** A block `规则: 无` has an id and nothing else. */
function removedRule(block: Block, { report, vocabulary, calendars }: RuleContext): ReadRule | null {
  const nothing: KindSchema = { kind: 'deadline', keys: {}, build: () => null, sentence: () => ({ zh: '', en: '' }) }
  const read = readValues(block, nothing, { report, vocabulary, calendars: calendars.names })
  return read.ok ? { id: get(read.values, 'id', 'id')!, where: read.entries.id!.value } : null
}

function commonOf(values: Values, document: Document, index: number, zone: Calendar['zone']): Common {
  const { number, title, anchor } = document.clauses[document.blocks[index]!.clause]!
  const midnight = (date: string | undefined, days: number) =>
    date === undefined ? null : firstReach(zone, (dayOfDate(date)! + days) * DAY)
  return {
    id: get(values, 'id', 'id')!,
    clause: { number, title, anchor },
    standard: document.front.standard ?? '',
    when: get(values, 'when', 'condition') ?? null,
    note: get(values, 'note', 'line') ?? null,
    basis: get(values, 'basis', 'basis') ?? null,
    sinceAt: midnight(get(values, 'since', 'date'), 0),
    untilAt: midnight(get(values, 'until', 'date'), 1),
    record: document.front.trial || (get(values, 'trial', 'truth') ?? false),
    proposed: get(values, 'proposed', 'truth') ?? false,
    open: false,
  }
}
