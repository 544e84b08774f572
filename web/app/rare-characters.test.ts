import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const shipped = readFileSync(fileURLToPath(import.meta.resolve('lxgw-wenkai-screen-web/lxgwwenkaiscreen/result.css')), 'utf8')
const tokens = readFileSync('web/app/tokens.css', 'utf8')
const ranges = [...shipped.matchAll(/unicode-range:([^;}]+)/gi)]
  .flatMap(([, list]) => list!.split(','))
  .map(range => range.trim().replace(/^U\+/i, '').split('-'))
  .map(([from, to]) => [Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)] as const)
const has = (char: string) => ranges.some(([from, to]) => char.codePointAt(0)! >= from && char.codePointAt(0)! <= to)

test('rare characters of names and places have a font that ships, in every face of the product', () => {
  expect([...'䶮㛃㐂𠮷𬭎𬤝𤩽𫖮𬍡龘鿏'].filter(char => !has(char))).toEqual([])
  for (const face of ['sans', 'song', 'num']) expect(tokens).toMatch(new RegExp(`--ss-${face}:[^;]*"LXGW WenKai Screen"`))
  expect(shipped).toMatch(/font-family:\s*["']LXGW WenKai Screen["']/)
})
