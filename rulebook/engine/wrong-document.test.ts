import { describe, expect, it } from 'vitest'
import { standard } from '../testing/index.ts'
import { compile } from './compile.ts'
import { deadline } from './testing/wrong-rules.ts'

/** A wrong document: where, what, suggestion. */
const documents: [string, string, string, string, string | null][] = [
  ['empty', '', '1:1', 'the document begins without front matter between `---` lines; write at least `standard: an-id`', null],
  ['without an id', '---\ntitle: 试验\n---\n', '1:1', 'the front matter has no `standard: an-id`', null],
  [
    'with an unknown key',
    '---\nstandard: a\ncalender: cn-office\n---\n',
    '3:1',
    'the front matter has no key `calender`',
    'calendar',
  ],
  [
    'with an unknown calendar',
    '---\nstandard: a\ncalendar: cn-ofice\n---\n',
    '3:1',
    'there is no calendar named `cn-ofice`',
    'cn-office',
  ],
  ['with a broken list', '---\nstandard: a\nextends: [b\n---\n', '3:12', 'the front matter cannot be read here', null],
  [
    'that extends what is not there',
    '---\nstandard: a\nextends: genral\n---\n',
    '3:1',
    'there is no standard `genral` to extend',
    'general',
  ],
  [
    'with an open fence',
    `---\nstandard: a\n---\n\`\`\`rule\n${deadline()}\n`,
    '4:1',
    'the rule block is not closed: end it with a line ```',
    null,
  ],
  [
    'with an option that nobody has taken',
    '---\nstandard: a\noptions: { silent: { three: three times, two: twice } }\n---\n',
    '3:1',
    'the option `silent` has no choice yet; take one under `choices`',
    'three | two',
  ],
  [
    'with an option of one alternative',
    '---\nstandard: a\noptions: { silent: { three: three times } }\nchoices: { silent: three }\n---\n',
    '3:1',
    '`options` takes option: { alternative: words, … }, two or more for each',
    null,
  ],
  [
    'with a choice that is none',
    '---\nstandard: a\noptions: { silent: { three: a, two: b } }\nchoices: { silent: thre }\n---\n',
    '4:1',
    'the option `silent` has no alternative `thre`',
    'three',
  ],
  ['with an id twice', standard([deadline(), deadline({ within: '2 d' })]), '18:5', 'the id `a` is used twice', 'a-2'],
]
describe('a wrong document', () => {
  it.each(documents)('%s', (_, source, place, sentence, suggestion) => {
    const inherited = { general: standard('').replace('standard: test', 'standard: general') }
    const { problems, rulebook } = compile(source, { inherited })
    const [problem] = problems
    expect(problem && [`${problem.line}:${problem.column}`, problem.message.en, problem.suggestion]).toEqual([
      place,
      sentence,
      suggestion,
    ])
    expect(rulebook).toBe(null)
  })

  it('that extends itself by way of another is refused, not followed for ever', () => {
    const inherited = { b: '---\nstandard: b\nextends: a\n---\n', a: '---\nstandard: a\nextends: b\n---\n' }
    expect(compile(inherited.a, { inherited }).problems[0]!.message.en).toMatch(/`a` extends itself/)
  })
})
