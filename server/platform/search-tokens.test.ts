import { expect, test } from 'vitest'
import { pairsOf, plain, queryTokens, queryWords, searchText, tokensOf } from './search-tokens.ts'

test('a text gives its characters and its pairs, each once', () => {
  expect(tokensOf('无水无水')).toEqual(['无', '无水', '水', '水无'])
  expect(tokensOf('')).toEqual([])
})

test('a text gives its pairs and the last character of each line, so that every character begins one', () => {
  expect(pairsOf('无水无水')).toEqual(['无水', '水无', '水'])
  expect(pairsOf(searchText('周', null, '𠮷野'))).toEqual(['周', '𠮷野', '野'])
  expect(pairsOf('')).toEqual([])
})

test('width, case and spaces make no difference', () => {
  expect(searchText('槐荫里　７ 栋', 'ＡＢc')).toBe('槐荫里7栋\nabc')
  expect(tokensOf('Ａ b')).toEqual(tokensOf('aB'))
})

test.each(['买买提·艾力', '买买提•艾力', '买买提・艾力', '买 买提 艾力', '买买提\u200b艾力', '\u202a买买提艾力\u202c'])(
  '%j is one name',
  name => {
    expect(plain(name)).toBe('买买提艾力')
  },
)

test('two texts share no pair across their border', () => {
  expect(tokensOf(searchText('周', null, '王'))).toEqual(['周', '王'])
})

test('a character outside the basic plane is one character', () => {
  expect(tokensOf('𠮷野')).toEqual(['𠮷', '𠮷野', '野'])
  expect(queryTokens('𠮷')).toEqual(['𠮷'])
})

test.each(['里', '荫里', '槐荫里', '7栋', '槐荫里 601', '里７', '３３０２'])('“%s” is found in an address', query => {
  const indexed = new Set(tokensOf(searchText('槐荫里 7 栋 2 单元 601', '33020417')))
  expect(queryTokens(query).every(token => indexed.has(token))).toBe(true)
})

test('every word that was typed counts, empty ones do not', () => {
  expect(queryWords('  周　女士 周 ')).toEqual(['周', '女士'])
  expect(queryTokens('周 女士')).toEqual(['周', '女士'])
  expect(queryTokens('   ')).toEqual([])
})
