/** Where the words of a clause and its rules say different things. Silent wherever the words leave room: it reads only what is certain. */
import type { LocalizedText, Problem } from '../document/index.ts'
import { reportOn } from '../document/index.ts'
import type { Compiled } from '../engine/index.ts'
import type { Rule } from '../kinds/index.ts'
import { isClockRule } from '../kinds/index.ts'
import { events as coreEvents, lookup, nameOf, roles } from '../vocabulary/index.ts'
import { countsIn, spansIn } from './figures.ts'
import { type Placed, recognise } from './recognise.ts'
import { countFigure, type Figure, figuresOf, plainOf, timeFigure } from './rule-figures.ts'

/** A problem of severity `warning` at the sentence, with the rule that says otherwise. */
export type Difference = Problem & { ruleId: string; what: 'amount' | 'unit' | 'kind' | 'who' | 'when'; sentence: string }
type Found = Pick<Difference, 'ruleId' | 'what'> & { reading: Reading; message: LocalizedText }
/** What one sentence says; `from` is its offset in the document. */
type Reading = { draft: Placed['draft']; figures: Figure[]; sentence: string; from: number }
type Clause = Compiled['document']['clauses'][number]

/** Differences in the order of the text; inherited rules are compared where they are written. */
export function differencesIn({ document, rulebook }: Pick<Compiled, 'document' | 'rulebook'>): Difference[] {
  if (!rulebook) return []
  const byAnchor = new Map<string, Rule[]>()
  for (const rule of rulebook.rules) {
    if (rule.standard !== (document.front.standard ?? '') || rule.proposed || rule.open) continue
    const list = byAnchor.get(rule.clause.anchor)
    if (list) list.push(rule)
    else byAnchor.set(rule.clause.anchor, [rule])
  }
  const report = reportOn(document.source)
  const found = document.clauses.flatMap(clause => {
    const rules = byAnchor.get(clause.anchor)
    return rules ? inClause(document, clause, rules) : []
  })
  for (const { reading, what, message } of found)
    report.warning({ text: reading.sentence, at: reading.from }, `words-${what}`, message)
  return report.problems.map((problem, i) => {
    const { ruleId, what, reading } = found[i]!
    return { ...problem, ruleId, what, sentence: reading.sentence }
  })
}

function inClause(document: Compiled['document'], clause: Clause, rules: Rule[]): Found[] {
  const pieces = piecesOf(document.source, clause)
  const readings = readingsOf(clause, pieces)
  if (readings.length === 0) return []
  const written = clause.parts.flatMap(part => (part.kind === 'rule' ? [obliging(document.blocks[part.block]!.text.text)] : []))
  return [
    ...inFigures(readings, rules, figuresIn(pieces.map(({ text }) => text)), figuresIn(written)),
    ...inConsents(readings, rules),
    ...inKinds(readings, rules),
    ...inEnds(readings, rules),
  ]
}

/** The block without what holds nobody to a figure: its note, and when it reminds whom. */
const obliging = (block: string): string =>
  block
    .split('\n')
    .filter(line => !/^\s*(?:说明|note)\s*[:：]/i.test(line) && !/(?:给|to)\s+(?:岗位|role)\s*[:：]/i.test(line))
    .join('\n')

type Piece = { text: string; from: number; title: boolean }

/** The heading and the paragraphs of a clause, each with its place. */
function piecesOf(source: string, clause: Clause): Piece[] {
  const line = source.slice(clause.from).split('\n', 1)[0]!
  const at = clause.title === '' ? -1 : line.indexOf(clause.title)
  const pieces: Piece[] = at < 0 ? [] : [{ text: clause.title, from: clause.from + at, title: true }]
  for (const part of clause.parts) {
    if (part.kind !== 'prose') continue
    for (const { index, 0: text } of part.markdown.matchAll(/(?:[^\n]*\S[^\n]*\n?)+/g))
      pieces.push({ text, from: part.from + index, title: false })
  }
  return pieces
}

function readingsOf(clause: Clause, pieces: Piece[]): Reading[] {
  const parts = pieces.map(({ text, title }) => ({
    markdown: text,
    read: text,
    readAt: 0,
    level: title ? 1 : 0,
    label: title ? clause.number : '',
    title: title ? text : '',
  }))
  return recognise(parts).map(({ part, sentence, draft }) => ({
    draft,
    figures: figuresIn([draft.amount]),
    sentence: sentence.text,
    from: pieces[part]!.from + sentence.at,
  }))
}

/** Every figure that stands in these texts, of whatever it may be. */
function figuresIn(texts: readonly string[]): Figure[] {
  return texts.flatMap(text => [
    ...spansIn(text).flatMap(({ duration }) => (duration ? [timeFigure(duration)] : [])),
    ...countsIn(text).flatMap(({ min, max }) => [countFigure(min), countFigure(max)]),
    ...[...text.matchAll(/(\d{1,3})\s*(?:声|响)/g)].map(match => countFigure(Number(match[1]))),
  ])
}

const timed = new Set(['deadline', 'cadence', 'limit'])

/** A figure of the words that no rule of the clause has, beside a figure of a rule that its words do not have. */
function inFigures(readings: Reading[], rules: Rule[], inWords: Figure[], inRules: Figure[]): Found[] {
  const held = rules.flatMap(rule => figuresOf(rule).map(figure => ({ rule, figure })))
  const has = (list: readonly Figure[], { family, key }: Figure) => list.some(each => each.family === family && each.key === key)
  const known = [...inRules, ...held.flatMap(({ figure }) => [figure, plainOf(figure)])]
  const free = held.filter(({ figure }) => !has(inWords, figure) && !has(inWords, plainOf(figure)))
  return readings.flatMap(reading => {
    if (!timed.has(reading.draft.kind)) return []
    const said = reading.figures.filter(figure => !has(known, figure))
    const [figure] = said
    if (!figure || said.length < reading.figures.length) return []
    const of = (kind: string | null) =>
      free.findIndex(each => each.figure.family === figure.family && (kind === null || each.rule.kind === kind))
    const at = of(reading.draft.kind) >= 0 ? of(reading.draft.kind) : of(null)
    if (at < 0) return []
    const [{ rule, figure: other }] = free.splice(at, 1) as [(typeof free)[number]]
    const what = figure.unit === other.unit ? ('amount' as const) : ('unit' as const)
    return [{ reading, ruleId: rule.id, what, message: differs(rule, figure.shown, other.shown) }]
  })
}

const differs = ({ id }: Rule, words: string, rule: string): LocalizedText => ({
  zh: `这一句写的是「${words}」，规则「${id}」写的是「${rule}」`,
  en: `the sentence says ${words}, the rule \`${id}\` says ${rule}`,
})

/** Whose consent: only where the sentence names a role as the product does and not the one that the rule asks. */
function inConsents(readings: Reading[], rules: Rule[]): Found[] {
  const asking = rules.flatMap(rule => (rule.kind === 'approve' ? [rule] : []))
  const said = readings.filter(({ draft }) => draft.kind === 'approve')
  const [rule] = asking
  const [reading] = said
  if (!rule || !reading || asking.length > 1 || said.length > 1) return []
  const asked = rule.consent.flatMap(step => step.roles).map(role => roles[role].zh)
  const words = Object.values(roles).filter(({ zh }) => zh === reading.draft.amount && reading.sentence.includes(zh))
  if (words.length === 0 || asked.some(name => reading.sentence.includes(name))) return []
  return [{ reading, ruleId: rule.id, what: 'who', message: differs(rule, words[0]!.zh, asked.join('、')) }]
}

/** Once within a time, or again and again: told apart where the clause has one such sentence and one such rule, of the same figure. */
function inKinds(readings: Reading[], rules: Rule[]): Found[] {
  const clocks = rules.filter(isClockRule)
  const said = readings.filter(({ draft }) => draft.kind === 'deadline' || draft.kind === 'cadence')
  const [rule] = clocks
  const [reading] = said
  if (!rule || !reading || clocks.length > 1 || said.length > 1 || rule.kind === reading.draft.kind) return []
  const figures = figuresOf(rule)
  if (!reading.figures.some(figure => figures.some(each => each.family === figure.family && each.key === figure.key))) return []
  const name = (kind: 'deadline' | 'cadence') => (kind === 'deadline' ? '一次的时限' : '反复的频次')
  return [
    {
      reading,
      ruleId: rule.id,
      what: 'kind',
      message: {
        zh: `这一句读作${name(reading.draft.kind as 'deadline')}，规则「${rule.id}」是${name(rule.kind)}`,
        en: `the sentence reads like a ${reading.draft.kind}, the rule \`${rule.id}\` is a ${rule.kind}`,
      },
    },
  ]
}

/** From what to what: where one end is that of the rule and the sentence calls the other by the name of another event. */
function inEnds(readings: Reading[], rules: Rule[]): Found[] {
  const clocks = rules.filter(isClockRule)
  const said = readings.filter(({ draft }) => draft.kind === 'deadline')
  const [rule] = clocks
  const [reading] = said
  if (!rule || !reading || clocks.length > 1 || said.length > 1 || rule.kind !== 'deadline' || !reading.draft.sure) return []
  const [from, to] = (['from', 'to'] as const).map(key => eventsIn(reading.draft, key)) as [string[], string[]]
  const meets = (words: string[], events: readonly string[]) => words.some(name => events.includes(name))
  const [starts, ends] = [meets(from, rule.from.events), meets(to, rule.to.events)]
  if (starts === ends) return []
  const [words, events] = starts ? [to, rule.to.events] : [from, rule.from.events]
  const named = (list: readonly string[]) => list.some(name => reading.sentence.includes(verbOf(name)))
  if (!named(words) || named(events)) return []
  const names = (list: readonly string[]) => list.map(name => nameOf(coreEvents, name, 'zh')).join('、')
  const what = starts ? { zh: '止于', en: 'ends' } : { zh: '起于', en: 'starts' }
  return [
    {
      reading,
      ruleId: rule.id,
      what: 'when',
      message: {
        zh: `这一句${what.zh}「${names(words)}」，规则「${rule.id}」${what.zh}「${names(events)}」`,
        en: `the sentence ${what.en} with ${words.join(', ')}, the rule \`${rule.id}\` with ${events.join(', ')}`,
      },
    },
  ]
}

function eventsIn({ lines }: Reading['draft'], key: 'from' | 'to'): string[] {
  const value = lines.find(([name]) => name === key)?.[1]
  if (typeof value !== 'string') return []
  return value
    .replace(/^(?:最后|全部) /, '')
    .split('、')
    .flatMap(name => lookup(coreEvents, name) ?? [])
}

/** What an event is called without its subject: 登记 of 工单.登记. */
const verbOf = (name: string): string => nameOf(coreEvents, name, 'zh').split('.').at(-1)!
