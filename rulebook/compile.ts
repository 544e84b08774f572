/** From the text of a standard to the rulebook that runs. Never throws: whatever it is given, it returns problems. */
import { type Block, type Entry, readBlock } from './block.ts'
import type { Calendar, CalendarSpec } from './calendar.ts'
import { dayOfDate } from './calendar-spec.ts'
import { type Calendars, calendarTable } from './calendar-table.ts'
import { checkLife } from './check.ts'
import { type Document, readDocument } from './document.ts'
import { resolveFactors } from './factor.ts'
import { indexRules } from './index-rules.ts'
import { lookup, nearest, nearestName, tongueOf } from './names.ts'
import type { Common, Rule, Rulebook } from './rule.ts'
import { schemas } from './rules/index.ts'
import { type Key, keys, noneWords } from './rules/keys.ts'
import { get, readValues, type Values } from './rules/schema.ts'
import { unknownCalendar } from './rules/values.ts'
import { summarise } from './summary.ts'
import { type Report, reportOn, type Text } from './text.ts'
import type { Problem, RuleSummary } from './types.ts'
import { type Kind, kinds } from './vocabulary.ts'
import { DAY, firstReach } from './zone.ts'

export type CompileNeeds = {
  /** Sources of the standards that may be extended, by id. */
  inherited?: Record<string, string>
  /** Calendars of the organisation by name; those that ship with the house are known anyway. */
  calendars?: Record<string, { spec: CalendarSpec; version: string }>
  /** Version under which the rulebook will be in force; otherwise the one in the front matter. */
  version?: string
}
export type Compiled = { rulebook: Rulebook | null; problems: Problem[]; document: Document; rules: RuleSummary[] }
/** A rule with its place; `where` is the id, for messages that come up later. */
export type Draft = { rule: Rule; summary: RuleSummary; where: Text; entries: Partial<Record<Key, Entry>>; own: boolean }

export function compile(source: string, needs: CompileNeeds = {}): Compiled {
  const text = typeof source === 'string' ? source : ''
  const calendars = calendarTable(needs.calendars)
  const report = reportOn(text)
  const { document, drafts } = gather(text, needs, calendars, report, [])
  resolveFactors(drafts, report)
  checkLife(drafts, report)
  const failed = report.problems.some(problem => problem.severity === 'error')
  report.problems.sort((a, b) => a.line - b.line || a.column - b.column)
  const { front } = document
  const rulebook = failed
    ? null
    : indexRules({
        standard: front.standard ?? '',
        title: front.title ?? front.standard ?? '',
        version: needs.version ?? front.version ?? 'draft',
        words: front.words,
        trial: front.trial,
        rules: drafts.map(({ rule }) => rule),
        calendars: Object.fromEntries([...usedCalendars(drafts)].map(name => [name, calendars.find(name)!])),
      })
  return { rulebook, problems: report.problems, document, rules: drafts.map(summarise) }
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

type Gathered = { document: Document; drafts: Draft[] }

function gather(source: string, needs: CompileNeeds, calendars: Calendars, report: Report, above: string[]): Gathered {
  const document = readDocument(source, report)
  const { front } = document
  const drafts = new Map<string, Draft>()
  for (const id of front.extends)
    for (const draft of inherit(id, document, needs, calendars, report, [...above, front.standard ?? '']))
      drafts.set(draft.rule.id, draft)
  if (front.calendar && !calendars.find(front.calendar))
    unknownCalendar({ ...front.places.calendar!, text: front.calendar }, { report, calendars: calendars.names })
  const zone = calendars.find(front.calendar && calendars.find(front.calendar) ? front.calendar : 'natural')!.zone
  const seen = new Map<string, Text>()
  document.blocks.forEach((rule, index) => {
    const block = readBlock(rule.text, report)
    const read = readRule(block, index, document, calendars, zone, report)
    if (!read) return
    const { id, where } = read
    if (seen.has(id)) {
      report.error(where, 'id-twice', { zh: `编号「${id}」已经用过`, en: `the id \`${id}\` is used twice` }, freeId(id, seen))
      return
    }
    seen.set(id, where)
    if ('draft' in read) drafts.set(id, read.draft)
    else if (!drafts.delete(id))
      report.error(
        where,
        'nothing-to-remove',
        { zh: `沿用的规范里没有编号「${id}」的规则`, en: `no inherited rule has the id \`${id}\`` },
        nearest([...drafts.keys()], id),
      )
  })
  return { document, drafts: [...drafts.values()] }
}

function freeId(id: string, seen: Map<string, Text>): string {
  let n = 2
  while (seen.has(`${id}-${n}`)) n++
  return `${id}-${n}`
}

function inherit(
  id: string,
  { front }: Document,
  needs: CompileNeeds,
  calendars: Calendars,
  report: Report,
  above: string[],
): Draft[] {
  const where = { ...front.places.extends! }
  const known = needs.inherited ?? {}
  if (above.includes(id)) {
    report.error(where, 'extends-itself', { zh: `「${id}」绕了一圈又沿用自己`, en: `\`${id}\` extends itself` })
    return []
  }
  if (!Object.hasOwn(known, id)) {
    report.error(
      where,
      'extends-unknown',
      { zh: `找不到要沿用的规范「${id}」`, en: `there is no standard \`${id}\` to extend` },
      nearest(Object.keys(known), id),
    )
    return []
  }
  const inner = reportOn(known[id]!)
  const { drafts } = gather(known[id]!, needs, calendars, inner, above)
  const wrong = inner.problems.find(problem => problem.severity === 'error')
  if (wrong)
    report.error(where, 'extends-wrong', {
      zh: `沿用的规范「${id}」第 ${wrong.line} 行有错：${wrong.message.zh}`,
      en: `the standard \`${id}\` that this extends is wrong in line ${wrong.line}: ${wrong.message.en}`,
    })
  return drafts.map(draft => ({ ...draft, own: false, where, entries: {} }))
}

type ReadRule = { id: string; where: Text; draft: Draft } | { id: string; where: Text }

function readRule(
  block: Block,
  index: number,
  document: Document,
  calendars: Calendars,
  zone: Calendar['zone'],
  report: Report,
): ReadRule | null {
  const entry = block.entries.find(({ key }) => lookup<Key>(keys, key.text) === 'rule')
  if (!entry) {
    const first = block.entries[0]?.key ?? block.at
    const place = { text: first.text.split('\n')[0]!.slice(0, 80), at: first.at }
    report.error(
      place,
      'no-kind',
      { zh: '规则块要先写是哪种规则', en: 'a rule block first says its kind' },
      tongueOf(block.at.text) === 'zh' ? '规则: 时限' : 'rule: deadline',
    )
    return null
  }
  const kind = lookup<Kind>(kinds, entry.value.text)
  if (!kind && lookup(noneWords, entry.value.text)) {
    const read = readValues(
      block,
      { kind: 'deadline', keys: {}, build: () => null, says: () => ({ zh: '', en: '' }) },
      { report, calendars: calendars.names },
    )
    return read.ok ? { id: get(read.values, 'id', 'id')!, where: read.entries.id!.value } : null
  }
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
  const { values, entries, ok } = readValues(block, schema, { report, calendars: calendars.names })
  if (!ok) return null
  const common = commonOf(values, document, index, zone)
  const where = { report, entries, block, calendar: document.front.calendar ?? 'natural', tongue: tongueOf(entry.key.text) }
  const rule = schema.build(values, common, where)
  if (!rule) return null
  const summary: RuleSummary = {
    id: rule.id,
    kind,
    standard: rule.standard,
    clause: rule.clause,
    block: index,
    source: document.blocks[index]!.text.text,
    state: 'runs',
    says: schema.says(values),
    basis: rule.basis,
    note: rule.note,
    listens: [],
    reads: [],
  }
  return { id: rule.id, where: entries.id!.value, draft: { rule, summary, where: entries.id!.value, entries, own: true } }
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
    record: document.front.trial,
    proposed: get(values, 'proposed', 'truth') ?? false,
    open: false,
  }
}
