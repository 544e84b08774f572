/** P7: phrases in texts, beside two matchers from npm with the same phrases and the same texts. */
import { AhoCorasick as Monyone } from '@monyone/aho-corasick/fast'
import Modern from 'modern-ahocorasick/fast'
import ModernText from 'modern-ahocorasick/text'
import { phraseList, phraseMatcher } from '../rulebook/phrases/index.ts'
import { contest, type Work } from './contest.ts'
import type { Row } from './measure.ts'
import { type Dressed, dressedTexts, exception, phrases, plainTexts } from './phrase-texts.ts'

type Hit = { phrase: string; from: number; to: number }
type Matcher = { name: string; find: (text: string) => Hit[] /** As it comes, for the time. */; run: (text: string) => unknown[] }

export async function phraseSearch(passes: number): Promise<Row[]> {
  const texts = plainTexts(1000)
  const [own, ...others] = matchers()
  const hits = agree(own!, others, texts)
  const over = (run: Matcher['run']): Work => {
    return () => {
      for (const text of texts) run(text)
      return texts.length
    }
  }
  const measure = `P7 texts of 200 characters, ${phrases.length} phrases (${hits} hits in 1000)`
  return [
    ...(await contest(
      measure,
      passes,
      over(own!.run),
      others.map(({ name, run }) => [name, '', over(run)]),
    )),
    ...inDisguise(own!, others),
  ]
}

function matchers(): Matcher[] {
  const ours = phraseMatcher([phraseList([...phrases, `!${exception}`])])
  const monyone = new Monyone(phrases)
  const modern = new Modern(phrases)
  const text = new ModernText(phrases, { normalization: 'NFKC', caseFold: true })
  return [
    { name: 'ours', find: ours.find, run: ours.find },
    {
      name: '@monyone/aho-corasick/fast',
      find: of => monyone.matchInText(of).map(({ keyword, begin, end }) => ({ phrase: keyword, from: begin, to: end })),
      run: of => monyone.matchInText(of),
    },
    { name: 'modern-ahocorasick/fast', find: of => modern.search(of).map(hitOf), run: of => modern.search(of) },
    { name: 'modern-ahocorasick/text (NFKC, case)', find: of => text.search(of).map(hitOf), run: of => text.search(of) },
  ]
}

const hitOf = ({ pattern, start, end }: { pattern: string; start: number; end: number }): Hit => ({
  phrase: pattern,
  from: start,
  to: end,
})

/** Plain texts need no dress taken off: all must find the same; gives how much. */
function agree(own: Matcher, others: readonly Matcher[], texts: readonly string[]): number {
  const listed = (hits: Hit[]) => hits.map(({ phrase, from, to }) => `${phrase} ${from}–${to}`).sort()
  let found = 0
  for (const text of texts) {
    const ours = listed(own.find(text))
    found += ours.length
    for (const { name, find } of others) {
      const theirs = listed(find(text))
      if (ours.join() !== theirs.join()) throw new Error(`In “${text}” we find ${ours.join()}, ${name} finds ${theirs.join()}`)
    }
  }
  return found
}

/** Texts that each matcher judges right: it finds what is there, where it is, and nothing in what is an exception. */
function inDisguise(own: Matcher, others: readonly Matcher[]): Row[] {
  const texts = dressedTexts(100)
  const hows = [...new Set(texts.map(({ how }) => how))]
  const right = ({ text, at }: Dressed, { find }: Matcher) => {
    const hits = find(text)
    return at ? hits.some(({ from, to }) => from >= at.from && to <= at.to) : hits.length === 0
  }
  const counts = (matcher: Matcher) =>
    Object.fromEntries(hows.map(how => [how, texts.filter(text => text.how === how && right(text, matcher)).length]))
  const sum = (of: Record<string, number>) => Object.values(of).reduce((a, b) => a + b, 0)
  const ours = counts(own)
  return others.map(other => {
    const theirs = counts(other)
    return {
      measure: `P7 phrases in disguise judged right (of ${texts.length})`,
      ours: `${sum(ours)}`,
      reference: `${other.name}: ${sum(theirs)}`,
      ratio: null,
      goal: '',
      passes: { ours, reference: theirs },
    }
  })
}
