/** Phrase rules of the shipped standards on lines of real conversations: which lines each rule finds, and how the finds were judged. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Phrase } from '../rulebook/kinds/index.ts'
import { phraseMatcher } from '../rulebook/phrases/index.ts'
import { inProduct, names } from '../standards/cases.ts'

const places = ['talk', 'message', 'notice', 'record'] as const
type Place = (typeof places)[number]
export type Line = { id: string; text: string; part: string; source: string; speaker: string; place: Place }
export type Forbidding = { name: string; rule: Phrase; find: (text: string) => string[] }
/** `what`: the standard, the rule and the phrase. */
export type Hit = { line: Line; what: string }
/** By what was found: identifiers of the lines, with blanks between. */
export type Verdicts = Record<string, { right: string; wrong: string }>
export type Counts = { right: number; wrong: number; unjudged: number }

/**
 * Lines of `<part>/<source>.<speaker>.<place>.txt`, for example `judge/shop-2018.agent.message.txt`. The same words of the same speaker
 * count once in a part.
 */
export function readLines(folder: string): Line[] {
  const lines = new Map<string, Line>()
  for (const { name: part } of readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory()))
    for (const file of readdirSync(join(folder, part)).sort()) {
      const [source, speaker, place, ...rest] = basename(file, '.txt').split('.')
      if (!source || !speaker || !isPlace(place) || rest.length > 0 || !file.endsWith('.txt'))
        throw new Error(`${part}/${file} must be named <source>.<speaker>.<${places.join('|')}>.txt`)
      for (const written of readFileSync(join(folder, part, file), 'utf8').split(/\r?\n/)) {
        const text = written.trim()
        const key = `${part} ${speaker} ${text}`
        if (text !== '' && !lines.has(key)) lines.set(key, { id: idOf(text), text, part, source, speaker, place })
      }
    }
  return [...lines.values()]
}

const isPlace = (name: string | undefined): name is Place => places.some(place => place === name)
const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Each rule with forbidden phrases once, under the first standard that has it. */
export function forbidding(): Forbidding[] {
  const seen = new Set<string>()
  return names.flatMap(standard =>
    inProduct(standard)
      .rules.filter((rule): rule is Phrase => rule.kind === 'phrase' && rule.forbid.length > 0)
      .filter(({ id, forbid, except }) => {
        const body = JSON.stringify([id, forbid, except])
        return !seen.has(body) && seen.add(body)
      })
      .map(rule => {
        const matcher = phraseMatcher([rule])
        const find = (text: string) => [...new Set(matcher.find(text).map(({ phrase }) => phrase))]
        return { name: `${standard}#${rule.id}`, rule, find }
      }),
  )
}

/** `everywhere`: asks a rule about lines of places that it does not name, too. */
export function hitsOf(
  lines: readonly Line[],
  { name, rule, find }: Forbidding,
  everywhere: boolean,
): { asked: number; hits: Hit[] } {
  const asked = lines.filter(({ place }) => everywhere || rule.where.length === 0 || rule.where.includes(place))
  return {
    asked: asked.length,
    hits: asked.flatMap(line => find(line.text).map(phrase => ({ line, what: `${name} ${phrase}` }))),
  }
}

/** Counts lines; one false alarm makes a line a false alarm, and one find without a verdict leaves a line unjudged otherwise. */
export function judged(hits: readonly Hit[], verdicts: Verdicts): Counts {
  const worst = new Map<Line, keyof Counts>()
  for (const hit of hits) {
    const verdict = verdictOf(hit, verdicts)
    const before = worst.get(hit.line)
    if (before !== 'wrong' && (before !== 'unjudged' || verdict === 'wrong')) worst.set(hit.line, verdict)
  }
  const of = (verdict: keyof Counts) => [...worst.values()].filter(value => value === verdict).length
  return { right: of('right'), wrong: of('wrong'), unjudged: of('unjudged') }
}

export function verdictOf({ line, what }: Hit, verdicts: Verdicts): keyof Counts {
  const of = verdicts[what]
  return of?.wrong.includes(line.id) ? 'wrong' : of?.right.includes(line.id) ? 'right' : 'unjudged'
}
