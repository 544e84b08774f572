import { expect, test } from 'vitest'
import { cursorOf, pageOfRows, readCursor } from './page.ts'

test('a cursor reads back as it was written', () => {
  expect(readCursor(cursorOf([1_790_000_000_000, '槐荫里']), ['time', 'text'])).toEqual([1_790_000_000_000, '槐荫里'])
})

test.each(['x', '', 'bnVsbA', cursorOf([1]), cursorOf(['1', 'a']), cursorOf([1, 'a'])])(
  'a cursor that is not ours is refused: %j',
  after => {
    expect(() => readCursor(after, ['time', 'id'])).toThrow('invalid')
  },
)

test('a page ends with a cursor only when there is more', () => {
  expect(pageOfRows([1, 2, 3], 2, n => [n])).toEqual({ items: [1, 2], next: cursorOf([2]) })
  expect(pageOfRows([1, 2], 2, n => [n])).toEqual({ items: [1, 2], next: null })
})
