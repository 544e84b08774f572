import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LONGEST_LINE, phrases } from './phrases.ts'
import { printedBy } from './testing/printed.ts'

const run = (argv: string[], input: (string | Uint8Array)[] = []) => printedBy(io => phrases(argv, io), { input })
const folder = mkdtempSync(join(tmpdir(), 'phrases-'))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const list = file('list.txt', '\uFEFF不知道\r\n\r\n我想\r\n!我想办法\r\n')
const rule = (text: string, front = '') => `---\nstandard: own\n${front}---\n\`\`\`规则\n${text}\n\`\`\`\n`
const forbid = '规则: 用语\n编号: 不说\n禁用: 不知道 → 我马上为您查'
const own = file('own.md', rule(forbid))

describe('sansheng phrases', () => {
  it('answers a line for a line from a plain list, with places in UTF-16 units', async () => {
    expect(await run(['--list', list], ['😀不 知道\n', '我想办法\n\n', '我想\r\n不知', '道'])).toEqual({
      code: 0,
      out: `${[
        { hits: [{ rule: 'list', phrase: '不知道', from: 2, to: 6, say: null }] },
        { hits: [] },
        { hits: [] },
        { hits: [{ rule: 'list', phrase: '我想', from: 0, to: 2, say: null }] },
        { hits: [{ rule: 'list', phrase: '不知道', from: 0, to: 3, say: null }] },
      ]
        .map(line => JSON.stringify(line))
        .join('\n')}\n`,
      err: '',
    })
  })

  it('takes the phrase rules of a standard, and of the one that it extends', async () => {
    const hits = { hits: [{ rule: '不说', phrase: '不知道', from: 1, to: 4, say: '我马上为您查' }] }
    expect(JSON.parse((await run(['--standard', own], ['我不知道'])).out)).toEqual(hits)
    const child = file('child.md', '---\nstandard: child\nextends: own\n---\n')
    expect(JSON.parse((await run(['--standard', child], ['我不知道'])).out)).toEqual(hits)
    expect(await run(['--standard', 'property-service'], ['您好'])).toEqual({ code: 0, out: '{"hits":[]}\n', err: '' })
  })

  it('reads characters that arrive in pieces, and tells of a line that is too long without keeping it', async () => {
    const bytes = new TextEncoder().encode('我不知道\n')
    expect((await run(['--list', list], [bytes.slice(0, 5), bytes.slice(5)])).out).toContain('"from":1')
    const { out } = await run(['--list', list], ['x'.repeat(LONGEST_LINE), 'x'.repeat(LONGEST_LINE), '\n不知道\n'])
    expect(out.split('\n').map(line => line.slice(0, 8))).toEqual(['{"error"', '{"hits":', ''])
    expect((await run(['--list', list])).out).toBe('')
  })

  it.each([
    [[], 2, '请给出 --standard 或 --list'],
    [['--list', list, '--standard', own], 2, '二者取一'],
    [['--list', '/nowhere.txt'], 2, '打不开文件'],
    [['--standard', '/nowhere.md'], 2, '打不开文件'],
    [['--standard', 'property-servise'], 2, '您是不是要用 property-service？'],
    [['--standard', 'qqq', '--lang', 'en'], 2, 'there is no standard named "qqq"'],
    [['--standard', file('wrong.md', rule(forbid.replace('禁用', '禁止')))], 1, '「用语」规则没有「禁止」这一项'],
    [['--bogus'], 2, '命令行选项不对'],
    [['--lang', 'fr', '--list', list], 2, '--lang 只能是 zh 或 en'],
  ] as [string[], number, string][])('%j is refused with a reason', async (argv, exit, reason) => {
    const { code, out, err } = await run(argv)
    expect([code, out]).toEqual([exit, ''])
    expect(err).toContain(reason)
  })

  it('explains itself with examples in either language', async () => {
    expect((await run(['--help'])).out).toContain('sansheng phrases --standard general-hotline')
    expect((await run(['--help', '--lang=en'])).out).toContain('sansheng phrases --list')
  })
})
