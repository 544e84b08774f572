/** From the text of a standard to the rulebook that runs. Never throws: whatever it is given, it returns problems. */

import type { Problem } from '../document/index.ts'
import { type Document, fromAbove, type Report, readBlock, readDocument, reportOn, type Text } from '../document/index.ts'
import type { Rulebook, RuleSummary } from '../kinds/index.ts'
import { type Draft, readRule, resolveFactors, unknownCalendar } from '../kinds/index.ts'
import type { CalendarSpec } from '../time/index.ts'
import { type Calendars, calendarTable } from '../time/index.ts'
import { nearest } from '../vocabulary/index.ts'
import { checkLife } from './check.ts'
import { indexRules } from './index-rules.ts'
import { checkChoices, isChosen } from './options.ts'
import { summarise } from './summary.ts'

export type CompileNeeds = {
  /** Sources of the standards that may be extended, by id. */
  inherited?: Record<string, string>
  /** Calendars of the organisation by name; those that ship with the product are known anyway. */
  calendars?: Record<string, { spec: CalendarSpec; version: string }>
  /** Version under which the rulebook will be in force; otherwise the one in the front matter. */
  version?: string
}
export type Compiled = {
  rulebook: Rulebook | null
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
  const calendars = calendarTable(needs.calendars)
  const report = reportOn(text)
  const { document, drafts, unchosen, above } = gather(readDocument(text, report), needs, calendars, report, {
    line: [],
    choices: {},
  })
  resolveFactors(drafts, report)
  checkLife(drafts, report)
  const failed = report.problems.some(problem => problem.severity === 'error')
  report.problems.sort((a, b) => a.line - b.line || a.column - b.column)
  const { front } = document
  const rules = drafts.map(({ rule }) => rule)
  if (front.trial) for (const rule of rules) rule.record = true
  const rulebook = failed
    ? null
    : indexRules({
        standard: front.standard ?? '',
        title: front.title ?? front.standard ?? '',
        version: needs.version ?? front.version ?? 'draft',
        words: front.words,
        trial: front.trial,
        rules,
        calendars: Object.fromEntries([...usedCalendars(drafts)].map(name => [name, calendars.find(name)!])),
      })
  return {
    rulebook,
    problems: report.problems,
    document,
    above,
    rules: drafts.map(draft => summarise(draft, rules)),
    alternatives: unchosen.map(draft => ({ ...summarise(draft, rules), state: 'unchosen' })),
  }
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

type Gathered = { document: Document; drafts: Draft[]; unchosen: Draft[]; above: Document[] }
/** Who extends this one, and which alternatives they have taken: the nearer to the reader, the more it counts. */
type Heirs = { line: string[]; choices: Record<string, string> }

function gather(document: Document, needs: CompileNeeds, calendars: Calendars, report: Report, heirs: Heirs): Gathered {
  const { front } = document
  const choices = { ...front.choices, ...heirs.choices }
  const unchosen: Draft[] = []
  const above: Document[] = []
  const drafts = new Map<string, Draft>()
  for (const id of front.extends)
    for (const found of inherit(id, document, needs, calendars, report, {
      line: [...heirs.line, front.standard ?? ''],
      choices,
    })) {
      for (const draft of found.drafts) drafts.set(draft.rule.id, draft)
      unchosen.push(...found.unchosen)
      for (const other of [found.document, ...found.above])
        if (!above.some(known => known.front.standard === other.front.standard)) above.push(other)
    }
  const options = checkChoices(front, above, choices, report)
  if (front.calendar && !calendars.find(front.calendar))
    unknownCalendar({ ...front.places.calendar!, text: front.calendar }, { report, calendars: calendars.names })
  const zone = calendars.find(front.calendar && calendars.find(front.calendar) ? front.calendar : 'natural')!.zone
  const seen = new Map<string, Text>()
  document.blocks.forEach((rule, index) => {
    const block = readBlock(rule.text, report)
    const read = readRule(block, index, document, calendars, zone, report)
    if (!read) return
    const { id, where } = read
    const option = 'draft' in read ? read.draft.summary.option : null
    if (option && 'draft' in read && !isChosen(option, options, choices, read.draft.entries.option!.value, report)) {
      unchosen.push(read.draft)
      return
    }
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
  const replaced = (draft: Draft) => !draft.own && drafts.get(draft.rule.id)?.own
  return { document, drafts: [...drafts.values()], unchosen: unchosen.filter(draft => !replaced(draft)), above }
}

function freeId(id: string, seen: Map<string, Text>): string {
  let n = 2
  while (seen.has(`${id}-${n}`)) n++
  return `${id}-${n}`
}

/** Standards that others extend are the same text again and again, and reading Markdown is half of the work. */
const readBefore = new Map<string, { document: Document; problems: Problem[] }>()

function readOnce(source: string) {
  const before = readBefore.get(source)
  if (before) return before
  const report = reportOn(source)
  const read = { document: readDocument(source, report), problems: report.problems }
  if (readBefore.size >= 8) readBefore.delete(readBefore.keys().next().value!)
  readBefore.set(source, read)
  return read
}

function inherit(
  id: string,
  { front }: Document,
  needs: CompileNeeds,
  calendars: Calendars,
  report: Report,
  heirs: Heirs,
): Gathered[] {
  const where = { ...front.places.extends! }
  const known = needs.inherited ?? {}
  if (heirs.line.includes(id)) {
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
  const { document, problems } = readOnce(known[id]!)
  const inner = reportOn(known[id]!)
  inner.problems.push(...problems)
  const found = gather(document, needs, calendars, inner, heirs)
  const wrong = inner.problems.find(problem => problem.severity === 'error')
  if (wrong)
    report.error(where, 'extends-wrong', {
      zh: `沿用的规范「${id}」第 ${wrong.line} 行有错：${wrong.message.zh}`,
      en: `the standard \`${id}\` that this extends is wrong in line ${wrong.line}: ${wrong.message.en}`,
    })
  const bring = (draft: Draft): Draft => ({ ...brought(draft), own: false, where, entries: {} })
  return [{ ...found, drafts: found.drafts.map(bring), unchosen: found.unchosen.map(bring) }]
}

/** What was brought there from further above keeps the name of its own standard. */
function brought(draft: Draft): Draft {
  if (!draft.own) return draft
  const clause = fromAbove(draft.rule.standard, draft.rule.clause)
  return { ...draft, rule: { ...draft.rule, clause }, summary: { ...draft.summary, clause } }
}
