import { expect, test } from 'vitest'
import { difference } from './difference.ts'

const shown = (before: string, after: string) =>
  difference(before, after).map(hunk => hunk.lines.map(l => `${l.sign}${l.text}`).join('|'))

test.each([
  ['the same text', 'a\nb', 'a\nb', []],
  ['a line that changed', 'a\nb\nc', 'a\nx\nc', [' a|-b|+x| c']],
  ['a line more', 'a\nc', 'a\nb\nc', [' a|+b| c']],
  ['a line less, at the end', 'a\nb', 'a', [' a|-b']],
  ['everything', 'a', 'b', ['-a|+b']],
  ['two places far apart', '1\n2\n3\n4\n5\n6\n7\n8\n9', 'x\n2\n3\n4\n5\n6\n7\n8\ny', ['-1|+x| 2| 3| 4', ' 6| 7| 8|-9|+y']],
  ['other line ends are no change', 'a\r\nb', 'a\nb', []],
])('%s', (_, before, after, expected) => {
  expect(shown(before, after)).toEqual(expected)
})

test('lines keep their numbers on both sides', () => {
  const [hunk] = difference('a\nb\nc', 'a\nb2\nb3\nc')
  expect(hunk!.lines.map(l => [l.before, l.after])).toEqual([
    [1, 1],
    [2, null],
    [null, 2],
    [null, 3],
    [3, 4],
  ])
})
