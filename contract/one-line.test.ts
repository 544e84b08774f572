import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from './one-line.ts'
import { ONE_LINE } from './route.ts'

const accepted = new RegExp(ONE_LINE, 'u')

test.each(['槐荫里 7 栋', '周\u200d女士', 'A\t7', '👨‍👩‍👧‍👦'])('%j is one line', text => {
  expect(accepted.test(text)).toBe(true)
})

const breaks = ['\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029']
const marks = ['\u202a', '\u202e', '\u2066', '\u2069', '\u200e', '\u200f', '\u061c']
test.each([...breaks, ...marks])('%j is in no line', sign => {
  for (const text of [`槐${sign}荫里`, `${sign}槐`, `槐${sign}`]) expect(accepted.test(text)).toBe(false)
})

test.each(['', ' ', '\t', '　'])('%j is nothing to read', text => {
  expect(accepted.test(text)).toBe(false)
})

test('whatever was pasted becomes a line, or nothing', () => {
  const text = fc
    .array(fc.constantFrom('槐', '7', ' ', '𠮷', ...breaks, ...marks), { maxLength: 12 })
    .map(parts => parts.join(''))
  fc.assert(fc.property(text, pasted => oneLine(pasted) === '' || accepted.test(oneLine(pasted))))
})
