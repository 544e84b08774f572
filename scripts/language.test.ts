import { readFileSync } from 'node:fs'
import path from 'node:path'
import { kinds, refKinds, roles, units } from '@sansheng/rulebook/vocabulary'
import { expect, it } from 'vitest'

const document = readFileSync(path.resolve(import.meta.dirname, '../docs/language.md'), 'utf8')
const rows = document
  .split('\n')
  .filter(line => line.startsWith('| '))
  .map(line => line.split(' | '))

it('docs/language.md has each kind, thing, role and unit of the vocabulary, under the same Chinese word', () => {
  const named = [kinds, refKinds, roles, units].flatMap(list => Object.entries<{ zh: string }>(list))
  const missing = named.filter(
    ([code, { zh }]) => !rows.some(([words = '', , names = '']) => inList(words, zh) && names.includes(`\`${code}\``)),
  )
  expect(missing).toEqual([])
})

it('docs/language.md gives no two rows the same pair of words', () => {
  const pairs = rows.map(cells => cells.slice(0, 2).join(' ')).filter(pair => !/中文|---/.test(pair))
  expect(pairs.filter((pair, at) => pairs.indexOf(pair) !== at)).toEqual([])
})

function inList(words: string, word: string): boolean {
  return words.replace(/^\| /, '').split(' / ').includes(word)
}
