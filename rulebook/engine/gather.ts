/** The rules of a document and of the standards that it extends, each with its place. */
import {
  type Document,
  fromAbove,
  type Problem,
  type Report,
  readBlock,
  readDocument,
  reportOn,
  type Text,
} from '../document/index.ts'
import { type Draft, readRule, unknownCalendar } from '../kinds/index.ts'
import type { Calendars } from '../time/index.ts'
import { nearest, type Vocabulary } from '../vocabulary/index.ts'
import { mostSuggested } from './check.ts'
import { checkChoices, isChosen } from './options.ts'

/** What a document is read with. `inherited`: sources of the standards that it may extend, by id. */
export type Gathering = {
  inherited: Readonly<Record<string, string>>
  calendars: Calendars
  vocabulary: Vocabulary
  report: Report
}
export type Gathered = { document: Document; drafts: Draft[]; unchosen: Draft[]; above: Document[] }
/** Who extends this one, and which alternatives they have taken: the nearer to the reader, the more it counts. */
type Heirs = { line: string[]; choices: Record<string, string> }

export function gather(document: Document, reading: Gathering, heirs: Heirs): Gathered {
  const { front } = document
  const choices = { ...front.choices, ...heirs.choices }
  const unchosen: Draft[] = []
  const above: Document[] = []
  const drafts = new Map<string, Draft>()
  for (const id of front.extends) {
    const found = inherit(id, document, reading, { line: [...heirs.line, front.standard ?? ''], choices })
    if (!found) continue
    for (const draft of found.drafts) drafts.set(draft.rule.id, draft)
    unchosen.push(...found.unchosen)
    for (const other of [found.document, ...found.above])
      if (!above.some(known => known.front.standard === other.front.standard)) above.push(other)
  }
  addOwn(document, reading, above, choices, drafts, unchosen)
  const replaced = (draft: Draft) => !draft.own && drafts.get(draft.rule.id)?.own
  return { document, drafts: [...drafts.values()], unchosen: unchosen.filter(draft => !replaced(draft)), above }
}

/** Reads the blocks of a document: each adds a rule, replaces an inherited one, or takes one away. */
function addOwn(
  document: Document,
  reading: Gathering,
  above: readonly Document[],
  choices: Heirs['choices'],
  drafts: Map<string, Draft>,
  unchosen: Draft[],
): void {
  const { report } = reading
  const options = checkChoices(document.front, above, choices, report)
  const context = { ...reading, document, zone: zoneOf(document, reading) }
  const known = new Map<string, Text>()
  const freeId = freeIds(known)
  document.blocks.forEach((block, index) => {
    const read = readRule(readBlock(block.text, report), index, context)
    if (!read) return
    const { id, where } = read
    const option = 'draft' in read ? read.draft.summary.option : null
    if (option && 'draft' in read && !isChosen(option, options, choices, read.draft.entries.option!.value, report)) {
      unchosen.push(read.draft)
      return
    }
    if (known.has(id)) {
      report.error(where, 'id-twice', { zh: `编号「${id}」已经用过`, en: `the id \`${id}\` is used twice` }, freeId(id))
      return
    }
    known.set(id, where)
    if ('draft' in read) drafts.set(id, read.draft)
    else if (!drafts.delete(id))
      report.error(
        where,
        'nothing-to-remove',
        { zh: `沿用的规范里没有编号「${id}」的规则`, en: `no inherited rule has the id \`${id}\`` },
        report.problems.length < mostSuggested ? nearest([...drafts.keys()], id) : null,
      )
  })
}

/** The zone of the calendar of the document; an unknown calendar is reported. */
function zoneOf({ front }: Document, { calendars, report }: Gathering) {
  const known = front.calendar ? calendars.find(front.calendar) : null
  if (front.calendar && !known)
    unknownCalendar({ ...front.places.calendar!, text: front.calendar }, { report, calendars: calendars.names })
  return (known ?? calendars.find('natural')!).zone
}

/** The first free number behind an id; the search goes on where it stopped the last time. */
function freeIds(known: ReadonlyMap<string, Text>): (id: string) => string {
  const next = new Map<string, number>()
  return id => {
    let n = next.get(id) ?? 2
    while (known.has(`${id}-${n}`)) n++
    next.set(id, n)
    return `${id}-${n}`
  }
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

/** Null after the reason was reported. */
function inherit(id: string, { front }: Document, reading: Gathering, heirs: Heirs): Gathered | null {
  const { report, inherited } = reading
  const where = { ...front.places.extends! }
  if (heirs.line.includes(id)) {
    report.error(where, 'extends-itself', { zh: `「${id}」绕了一圈又沿用自己`, en: `\`${id}\` extends itself` })
    return null
  }
  if (!Object.hasOwn(inherited, id)) {
    report.error(
      where,
      'extends-unknown',
      { zh: `找不到要沿用的规范「${id}」`, en: `there is no standard \`${id}\` to extend` },
      nearest(Object.keys(inherited), id),
    )
    return null
  }
  const { document, problems } = readOnce(inherited[id]!)
  const inner = reportOn(inherited[id]!)
  inner.problems.push(...problems)
  const found = gather(document, { ...reading, report: inner }, heirs)
  const wrong = inner.problems.find(problem => problem.severity === 'error')
  if (wrong)
    report.error(where, 'extends-wrong', {
      zh: `沿用的规范「${id}」第 ${wrong.line} 行有错：${wrong.message.zh}`,
      en: `the standard \`${id}\` that this extends is wrong in line ${wrong.line}: ${wrong.message.en}`,
    })
  const bring = (draft: Draft): Draft => ({ ...brought(draft), own: false, where, entries: {} })
  return { ...found, drafts: found.drafts.map(bring), unchosen: found.unchosen.map(bring) }
}

/** What was brought there from further above keeps the name of its own standard. */
function brought(draft: Draft): Draft {
  if (!draft.own) return draft
  const clause = fromAbove(draft.rule.standard, draft.rule.clause)
  return { ...draft, rule: { ...draft.rule, clause }, summary: { ...draft.summary, clause } }
}
