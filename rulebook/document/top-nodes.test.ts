import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { topNodes } from './top-nodes.ts'

const folder = new URL('../../standards/', import.meta.url)

/** As it is when nothing is left out. */
const whole = (body: string) =>
  fromMarkdown(body).children.map(node => `${node.type} ${node.position!.start.offset}–${node.position!.end.offset}`)
const placed = (body: string) => topNodes(body).map(({ node, from, to }) => `${node.type} ${from}–${to}`)

test.each(readdirSync(folder).filter(name => name.endsWith('.md')))('the places in %s are those of the whole text', name => {
  const body = readFileSync(new URL(name, folder), 'utf8').replace(/^---[\s\S]*?\n---/, front => front.replace(/[^\n]/g, ' '))
  expect(placed(body)).toEqual(whole(body))
  expect(topNodes(body).filter(({ rules }) => rules.length > 0)).toHaveLength(body.match(/^```(规则|rule)$/gm)!.length)
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
  '===',
  '---',
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
])('what is left out of rule blocks changes no place, %s', (_, pieces) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), picked => {
      const body = picked.join('\n')
      expect(placed(body)).toEqual(whole(body))
    }),
    { numRuns: 500 },
  )
})

test('a rule block is seen in a list, and its place is that of its own lines', () => {
  const body = '```规则\n编号: a\n```\n\n- 甲\n\n  ```rule\n  id: b\n  ```\n'
  const places = topNodes(body).flatMap(({ rules }) => rules.map(({ from, to }) => body.slice(from, to)))
  expect(places).toEqual(['```规则\n编号: a\n```', '```rule\n  id: b\n  ```'])
})
