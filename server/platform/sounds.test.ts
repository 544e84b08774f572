import { expect, test } from 'vitest'
import { soundOf, soundTokens } from './sounds.ts'

test.each([
  ['周女士', "'zhou'nv'shi\n'z'n's"],
  ['单先生', "'shan'xian'sheng\n's'x's"],
  ['重庆路 7 栋', "'chong'qing'lu'dong\n'c'q'l'd"],
  ['Smith', ''],
  ['', ''],
])('%s sounds %j', (text, sound) => {
  expect(soundOf(text)).toBe(sound)
})

test('an index finds whole pinyin and initials by their pairs', () => {
  expect(soundTokens(soundOf('李四'))).toEqual(['li', 'is', 'si', 'ls'])
  expect(soundTokens('')).toEqual([])
})
