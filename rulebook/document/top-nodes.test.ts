import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as textOf } from 'mdast-util-to-string'
import { expect, test } from 'vitest'
import { isRuleFence } from './lines.ts'
import { topNodes } from './top-nodes.ts'

const folder = new URL('../../standards/', import.meta.url)

/** Spaces and the brackets of references apart: what they refer to may stand anywhere in the text. */
const plain = (text: string) => text.replace(/[\s[\]]+/g, '')

/** Headings and rule blocks as the reader of Markdown finds them in the whole text. */
function whole(body: string): string[] {
  const place = ({ position }: Nodes) =>
    `${position!.start.offset}–${position!.start.offset! + body.slice(position!.start.offset, position!.end.offset).trimEnd().length}`
  const rulesIn = (node: RootContent): string[] => {
    if (node.type === 'code') return isRuleFence({ mark: '', info: node.lang ?? '' }) ? [`rule ${place(node)}`] : []
    return node.type === 'list' || node.type === 'listItem' ? node.children.flatMap(rulesIn) : []
  }
  return fromMarkdown(body).children.flatMap(node =>
    node.type === 'heading' ? [`heading ${node.depth} ${plain(textOf(node))} ${place(node)}`] : rulesIn(node),
  )
}
const found = (body: string) =>
  topNodes(body).flatMap(node => {
    const place = `${node.from}–${node.from + body.slice(node.from, node.to).trimEnd().length}`
    if (node.kind === 'heading') return [`heading ${node.depth} ${plain(node.text)} ${place}`]
    return node.kind === 'rule' ? [`rule ${place}`] : []
  })

test.each(readdirSync(folder).filter(name => name.endsWith('.md')))('the places in %s are those of the whole text', name => {
  const body = readFileSync(new URL(name, folder), 'utf8').replace(/^---[\s\S]*?\n---/, front => front.replace(/[^\n]/g, ' '))
  expect(found(body)).toEqual(whole(body))
  expect(topNodes(body).filter(({ kind }) => kind === 'rule')).toHaveLength(body.match(/^```(规则|rule)$/gm)!.length)
})

const blocks = ['```规则\n编号: a\n\n# 丁\n```', '```rule\n- 甲\n```  ', '```规则\n```', '甲\n```规则\n~~\n```\n乙']
const lines = [
  '```规则',
  '```rule  ',
  '```',
  '````',
  '~~~',
  '  ```规则',
  '- ```规则',
  '- 甲',
  '  乙',
  '> 丙',
  '# 丁',
  '## 戊 **己** #',
  ' # 庚',
  '   ## 辛',
  '#',
  '===',
  '---',
  '1. 壬',
  '***',
]
const odd = [
  '',
  '',
  '编号: a',
  '编号: ``` b',
  '<div>',
  '<!-- 戊',
  '-->',
  '- <b',
  '[己]: /u',
  '    庚',
  '`辛',
  '\r',
  '壬\u2028```规则',
]

test.each([
  ['among blocks alone', blocks],
  ['among paragraphs, HTML and quotes', [...blocks, ...blocks, ...odd]],
  ['among fences of every kind', [...blocks, ...lines, ...odd]],
  ['among lines of every kind', [...lines, ...odd]],
])('line by line the same headings and rule blocks are found as in the whole text, %s', (_, pieces) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), picked => {
      const body = picked.join('\n')
      expect(found(body)).toEqual(whole(body))
    }),
    { numRuns: 500 },
  )
})

test('a rule block is seen in a list, and its place is that of its own lines', () => {
  const body = '```规则\n编号: a\n```\n\n- 甲\n\n  ```rule\n  id: b\n  ```\n'
  const places = topNodes(body).flatMap(({ kind, from, to }) => (kind === 'rule' ? [body.slice(from, to)] : []))
  expect(places).toEqual(['```规则\n编号: a\n```', '```rule\n  id: b\n  ```'])
})

const many = (times: number, of: (i: number) => string) => Array.from({ length: times }, (_, i) => of(i)).join('')

test.each<[string, (n: number) => string]>([
  ['headings', n => many(n, () => '# 甲\n')],
  ['headings by underlining', n => many(n, () => '甲\n---\n')],
  ['link definitions', n => many(n, i => `[a${i}]: b\n`)],
  ['paragraphs', n => many(n, () => '甲\n\n')],
  ['one paragraph', n => many(n, () => '甲\n')],
  ['items', n => many(n, () => '- 甲\n')],
  ['items in items', n => many(n, i => `${'  '.repeat(i % 12)}- 甲\n`)],
  ['quotations', n => many(n, () => '> 甲\n')],
  ['rows of a table', n => many(n, () => '| 甲 | 乙 |\n')],
  ['rule blocks', n => many(n, () => '```规则\n编号: a\n```\n')],
])('of %s nothing is given to the reader of Markdown', (_, text) => {
  let given = 0
  topNodes(text(2000), characters => {
    given += characters
  })
  expect(given).toBe(0)
})

test.each<[string, string]>([
  ['fences in items', '- 甲\n  ```\n'],
  ['underlines after items', '- 甲\n---\n'],
  ['headings in items', '- 甲\n  # 乙\n'],
  ['fences in quotations', '> ```\n> 甲\n'],
  ['definitions with underlines', '[a]: b\n===\n'],
  ['HTML with headings', '<b>\n# 甲\n'],
])('of %s it is given no more at once than a page, and no character more than twice', (_, line) => {
  let given = 0
  let most = 0
  const text = line.repeat(2000)
  topNodes(text, characters => {
    given += characters
    most = Math.max(most, characters)
  })
  expect(most).toBeLessThanOrEqual(4000)
  expect(given).toBeLessThanOrEqual(2 * text.length)
})
