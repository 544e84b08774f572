/** Forbidden and polite phrases in a text. Load this module only where phrases are looked for: it brings a table of characters. */

import { runs } from '../engine/index.ts'
import type { Phrase, Rulebook } from '../kinds/index.ts'
import { automaton } from './automaton.ts'
import { letterAfter, letterBefore, type PlainText, plainText, withoutPunctuation } from './plain-text.ts'

/** Offsets in UTF-16 units of the text as it was given. */
type PhraseHit = { rule: string; phrase: string; from: number; to: number; say: string | null }
export type PhraseRule = Pick<Phrase, 'id' | 'forbid' | 'polite' | 'except' | 'say' | 'ignorePunctuation'>
export type PhraseMatcher = {
  /** Forbidden phrases by place, overlapping ones all. `applies` leaves rules out: those of another place or case. */
  find: (text: string, applies?: (rule: string) => boolean) => PhraseHit[]
  /** Rules of polite phrases of which the text has none. */
  missing: (text: string, applies?: (rule: string) => boolean) => string[]
}

type Entry = {
  rule: number
  phrase: string
  say: string | null
  units: number[]
  use: 'forbid' | 'polite' | 'except'
  loose: boolean
  /** Whether the ends must not touch a letter or digit: so are ASCII words told from parts of words. */
  whole: [boolean, boolean]
}
type Found = { entry: Entry; from: number; to: number }

export function phraseMatcher(rules: readonly PhraseRule[]): PhraseMatcher {
  const entries = rules.flatMap((rule, i) => entriesOf(rule, i))
  const { scan } = automaton(entries.map(({ units }) => units))
  const loose = entries.some(entry => entry.loose)
  const strict = entries.some(entry => !entry.loose)

  const search = (text: string, applies: ((rule: string) => boolean) | undefined, wanted: Entry['use'][]): Found[] => {
    const hits: Found[] = []
    const pass = (plain: PlainText, counts: (entry: Entry) => boolean) =>
      scan(plain.units, (index, end) => {
        const entry = entries[index]!
        if (!counts(entry) || !wanted.includes(entry.use)) return
        if (applies && !applies(rules[entry.rule]!.id)) return
        const from = plain.from[end - entry.units.length]!
        const to = plain.to[end - 1]!
        if ((entry.whole[0] && letterBefore(text, from)) || (entry.whole[1] && letterAfter(text, to))) return
        hits.push({ entry, from, to })
      })
    const plain = plainText(text)
    const bare = loose ? withoutPunctuation(plain) : plain
    if (bare === plain) pass(plain, () => true)
    else {
      if (strict) pass(plain, entry => !entry.loose)
      pass(bare, entry => entry.loose)
    }
    return hits.sort((a, b) => a.from - b.from || a.to - b.to || a.entry.rule - b.entry.rule)
  }

  return {
    find: (text, applies) =>
      loud(search(text, applies, ['forbid', 'except'])).map(({ entry: { rule, phrase, say }, from, to }) => ({
        rule: rules[rule]!.id,
        phrase,
        from,
        to,
        say,
      })),
    missing: (text, applies) => {
      const used = new Set(search(text, applies, ['polite']).map(({ entry }) => entry.rule))
      return rules
        .filter((rule, i) => rule.polite.length > 0 && !used.has(i) && (!applies || applies(rule.id)))
        .map(rule => rule.id)
    },
  }
}

/** One matcher for all phrase rules of a rulebook that neither wait for a figure nor for a person. */
export function phraseMatcherOf(rulebook: Rulebook): PhraseMatcher {
  return phraseMatcher(rulebook.rules.filter((rule): rule is Phrase => rule.kind === 'phrase' && runs(rule, rulebook.vocabulary)))
}

/** A plain list: one phrase a line, `!` before an exception; empty lines are passed over. */
export function phraseList(lines: readonly string[], id = 'list'): PhraseRule {
  const texts = [...new Set(lines.map(line => line.trim()).filter(line => line !== ''))]
  const isExcept = (line: string) => /^[!！]/.test(line)
  return {
    id,
    forbid: texts.filter(line => !isExcept(line)).map(text => ({ text, say: null })),
    polite: [],
    except: texts.filter(isExcept).map(line => line.slice(1).trim()),
    say: null,
    ignorePunctuation: false,
  }
}

function entriesOf({ forbid, polite, except, say, ignorePunctuation: loose }: PhraseRule, rule: number): Entry[] {
  const make = (phrase: string, use: Entry['use'], instead: string | null): Entry => {
    const plain = plainText(phrase)
    const { units } = loose ? withoutPunctuation(plain) : plain
    const ascii = units.every(unit => unit < 128)
    const sign = (unit: number | undefined) => ascii && unit !== undefined && /\w/.test(String.fromCharCode(unit))
    return { rule, phrase, say: instead, units, use, loose, whole: [sign(units[0]), sign(units.at(-1))] }
  }
  return [
    ...forbid.map(line => make(line.text, 'forbid', line.say ?? say)),
    ...polite.map(text => make(text, 'polite', null)),
    ...except.map(text => make(text, 'except', null)),
  ]
}

/** Hits that do not lie inside an exception of their own rule; the list comes in order of `from`. */
function loud(hits: Found[]): Found[] {
  if (!hits.some(({ entry }) => entry.use === 'except')) return hits
  const exceptions = hits.filter(({ entry }) => entry.use === 'except')
  const reach = new Map<number, number>()
  let next = 0
  return hits.filter(({ entry, from, to }) => {
    for (; next < exceptions.length && exceptions[next]!.from <= from; next++) {
      const exception = exceptions[next]!
      reach.set(exception.entry.rule, Math.max(reach.get(exception.entry.rule) ?? 0, exception.to))
    }
    return entry.use === 'forbid' && (reach.get(entry.rule) ?? 0) < to
  })
}
