import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText, firstCharacter } from './cut-text.ts'

test.each([
  ['槐荫里', 3, '槐荫里'],
  ['槐荫里 7 栋', 3, '槐荫里'],
  ['𠮷野家', 1, ''],
  ['𠮷野家', 2, '𠮷'],
  ['好👨‍👩‍👧‍👦家', 5, '好'],
  ['好👨‍👩‍👧‍👦家', 12, '好👨‍👩‍👧‍👦'],
  ['e\u0301a', 1, ''],
  ['ae\u0301', 2, 'a'],
  ['👍🏽好', 3, ''],
  ['🇨🇳水', 3, ''],
  ['葛\u{e0100}城', 2, ''],
])('%j cut at %i is %j', (text, most, cut) => {
  expect(cutText(text, most)).toBe(cut)
})

test('what follows a cut has its room', () => {
  expect(cutText('早上七点起全屋无水', 5, '…')).toBe('早上七点…')
  expect(cutText('早上七点', 5, '…')).toBe('早上七点')
})

test('a cut is a beginning, is never longer than it may be, and splits no pair', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(60), (text, most) => {
      const cut = cutText(text, most)
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.length).toBeLessThanOrEqual(most)
      expect(/[\ud800-\udbff]$/.test(cut)).toBe(false)
    }),
  )
})

test.each([
  ['周女士', '周'],
  ['𠮷野', '𠮷'],
  [' 👩🏽‍🔧师傅', '👩🏽‍🔧'],
  ['', ''],
])('the first character of %j is %j', (text, first) => {
  expect(firstCharacter(text)).toBe(first)
})
