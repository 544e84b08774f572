import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rulebookOf } from '../testing/index.ts'
import { phraseList, phraseMatcher, phraseMatcherOf } from './phrases.ts'

const find = (list: string[], text: string, ignorePunctuation = false) =>
  phraseMatcher([{ ...phraseList(list), ignorePunctuation }])
    .find(text)
    .map(({ phrase, from, to }) => [phrase, from, to])

/** What is listed, what is said, and the hits with their offsets in what was said. */
const table: [string, string[], string, [string, number, number][]][] = [
  ['as it stands', ['不知道'], '我不知道。', [['不知道', 1, 4]]],
  ['nothing', ['不知道'], '我知道。', []],
  [
    'overlapping hits all',
    ['我不知', '不知道', '知'],
    '我不知道',
    [
      ['我不知', 0, 3],
      ['不知道', 1, 4],
      ['知', 2, 3],
    ],
  ],
  [
    'the same hit again and again',
    ['哈哈'],
    '哈哈哈',
    [
      ['哈哈', 0, 2],
      ['哈哈', 1, 3],
    ],
  ],
  ['full-width letters', ['VIP'], '我是ＶＩＰ客户', [['VIP', 2, 5]]],
  ['another case', ['ok'], 'OK吗', [['ok', 0, 2]]],
  ['traditional for simplified', ['没办法'], '我沒辦法', [['没办法', 1, 4]]],
  ['simplified for traditional', ['沒辦法'], '我没办法', [['沒辦法', 1, 4]]],
  ['a form of Taiwan', ['等着吧'], '你等著吧', [['等着吧', 1, 4]]],
  ['inserted blanks', ['不知道'], '不 知　道', [['不知道', 0, 5]]],
  ['a line break', ['不知道'], '不知\n道', [['不知道', 0, 4]]],
  ['inserted format characters', ['不知道'], '不\u200b知\u2060\u00ad道', [['不知道', 0, 6]]],
  ['variation selectors', ['不知道'], '不\ufe00知道', [['不知道', 0, 4]]],
  ['punctuation is not ignored unless asked', ['不知道'], '不-知-道', []],
  ['a list entry with blanks in it', ['shut up'], 'Shut  up!', [['shut up', 0, 8]]],
  ['ASCII entries are whole words', ['am'], 'same I am.', [['am', 7, 9]]],
  ['a word between Chinese characters is whole', ['sb'], '你SB吗', [['sb', 1, 3]]],
  ['a word that an invisible character splits off is none', ['am'], 's\u200bame', []],
  ['a word with a digit beside it is another word', ['no'], 'no1 no', [['no', 4, 6]]],
  ['only ends that are letters have to be word ends', ['c++'], 'c++11 abc++', [['c++', 0, 3]]],
  ['a letter that NFKC makes two of', ['km'], '5 ㎞', [['km', 2, 3]]],
  ['a letter with its mark apart', ['café'], 'un cafe\u0301', [['café', 3, 8]]],
  ['kana with their voicing apart', ['ガ'], 'ｶﾞ', [['ガ', 0, 2]]],
  ['offsets count UTF-16 units', ['不知道'], '😀不知道😀', [['不知道', 2, 5]]],
  [
    'an entry of two units',
    ['😀😀'],
    'a😀😀😀',
    [
      ['😀😀', 1, 5],
      ['😀😀', 3, 7],
    ],
  ],
  ['characters beyond the first plane', ['𠀀'], '一𠀀𠀁', [['𠀀', 1, 3]]],
  ['an exception silences what lies in it', ['我想', '!我想办法'], '我想办法，我想睡', [['我想', 5, 7]]],
  ['an exception written otherwise', ['我想', '！我想办法'], '我 想辦法', []],
  ['an exception silences only what is inside', ['想办', '我想', '!我想'], '我想办法', [['想办', 1, 3]]],
  ['a longer hit around an exception stays', ['我想睡', '!我想'], '我想睡', [['我想睡', 0, 3]]],
  ['the empty text', ['不知道'], '', []],
]

describe('phrases', () => {
  it.each(table)('finds %s', (_, list, text, hits) => {
    expect(find(list, text)).toEqual(hits)
  })

  it.each([
    ['不-知…道', [['不知道', 0, 5]]],
    ['不~知*道', [['不知道', 0, 5]]],
    ['不😀知道', [['不知道', 0, 5]]],
    ['我，想办法', []],
    ['！不知道！', [['不知道', 1, 4]]],
  ] as [string, unknown[]][])('with `ignore: punctuation`: %s', (text, hits) => {
    expect(find(['不知道', '我想', '!我想办法'], text, true)).toEqual(hits)
  })

  it('R071, R180: one pass for all rules of a rulebook, each with its own exceptions, punctuation and better words', () => {
    const matcher = phraseMatcherOf(
      rulebookOf([
        'rule: phrase\nid: know\nforbid: 不知道, 不懂 → 我马上为您查\nexcept: 不知道您\nignore: punctuation',
        'rule: phrase\nid: you\nforbid: 你 → 您\nexcept: 你们',
        'rule: phrase\nid: also\nforbid: 不知道\nsay: 请稍候',
        'rule: phrase\nid: waits\nforbid: 你\nproposed: true',
        'rule: phrase\nid: greet\npolite: 您好, 请问',
      ]),
    )
    const hits = (text: string) => matcher.find(text).map(({ rule, from, to, say }) => `${rule} ${from}-${to} ${say}`)
    expect(hits('你们不知道，你不、懂')).toEqual([
      'know 2-5 我马上为您查',
      'also 2-5 请稍候',
      'you 6-7 您',
      'know 7-10 我马上为您查',
    ])
    expect(hits('不知道您贵姓')).toEqual(['also 0-3 请稍候'])
    expect(matcher.find('你不知道', rule => rule === 'you').map(({ rule }) => rule)).toEqual(['you'])
    expect(matcher.missing('喂')).toEqual(['greet'])
    expect(matcher.missing('您 好')).toEqual([])
    expect(matcher.missing('喂', rule => rule !== 'greet')).toEqual([])
  })

  it('agree with looking for every phrase at every place', () => {
    const sign = fc.constantFrom('我', '不', '知', '道', '想', ' ', '\u200b', '不', '沒', '没')
    const word = fc.array(sign, { minLength: 1, maxLength: 4 }).map(list => list.join(''))
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 6 }), fc.array(sign, { maxLength: 30 }), (list, signs) => {
        const text = signs.join('')
        const flat = (of: string) => of.replace(/[\s\u200b]/g, '').replaceAll('沒', '没')
        const places = [...text].map((char, i) => ({ char: flat(char), i })).filter(({ char }) => char !== '')
        const line = places.map(({ char }) => char).join('')
        const wanted = [...new Set(list.map(item => item.trim()).filter(item => item !== ''))].flatMap(phrase => {
          const plain = flat(phrase)
          return plain === ''
            ? []
            : places.flatMap(({ i }, at) =>
                line.startsWith(plain, at) ? [[phrase, i, places[at + plain.length - 1]!.i + 1].join()] : [],
              )
        })
        expect(
          find(list, text)
            .map(hit => hit.join())
            .sort(),
        ).toEqual(wanted.sort())
      }),
      { numRuns: 300 },
    )
  })

  it('never throw, and their hits lie within the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 })), fc.string({ unit: 'binary' }), (list, text) => {
        for (const ignore of [false, true])
          for (const [, from, to] of find(list, text, ignore) as [string, number, number][])
            expect(from >= 0 && from < to && to <= text.length).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
