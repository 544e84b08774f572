import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { due } from './due.ts'
import { LONGEST_LINE } from './due-batch.ts'
import { printedBy } from './testing/printed.ts'

const run = (argv: string[], input: (string | Uint8Array)[] = []) => printedBy(io => due(argv, io), { input })
const batch = async (...asks: unknown[]) => {
  const { out } = await run(['--batch', '-'], [asks.map(ask => (typeof ask === 'string' ? ask : JSON.stringify(ask))).join('\n')])
  return out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
}
const ask = { calendar: 'cn-office', from: '2026-02-13T16:00:00+08:00' }

describe('sansheng due', () => {
  it('prints the instant', async () => {
    expect(await run(['--from', '2026-02-13T16:00:00+08:00', '--within', '1 workday', '--calendar', 'cn-office'])).toEqual({
      code: 0,
      out: '2026-02-14T09:30:00.000Z\n',
      err: '',
    })
  })

  it('prints the arithmetic when asked, in either language', async () => {
    const argv = ['--from', '2026-02-13T16:00:00+08:00', '--within', '1 个工作日', '--calendar', 'cn-office', '--explain']
    expect((await run(argv)).out).toMatch(
      /^2026-02-14T09:30:00.000Z\n起算　2026-02-13 周五 16:00\n[\s\S]*到期　2026-02-14 周六 17:30（含当时）\n$/,
    )
    expect((await run([...argv, '--lang', 'en'])).out).toContain('due       2026-02-14 Sat 17:30 (inclusive)')
  })

  it('prints JSON with the lines as data', async () => {
    const { out } = await run(['--from', '2026-02-13T16:00:00+08:00', '--within', '10 min', '--json', '--explain'])
    expect(JSON.parse(out)).toMatchObject({
      due: '2026-02-13T08:10:00.000Z',
      calendar: { name: 'natural' },
      lines: [{ kind: 'start' }, { kind: 'term' }, { kind: 'zone', zone: 'Asia/Shanghai' }, { kind: 'due' }],
    })
  })

  it('reads a calendar from a file, and rolls', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'due-')), 'shop.json')
    writeFileSync(file, JSON.stringify({ zone: 'Asia/Shanghai', week: { mon: ['10:00-22:00'] }, name: '商场' }))
    expect((await run(['--from', '2026-03-02T12:00:00+08:00', '--within', '1 d', '--calendar', file, '--roll'])).out).toBe(
      '2026-03-09T16:00:00.000Z\n',
    )
  })

  it.each([
    [[], '请给出 --from 和 --within'],
    [['--from', '2026-02-13T16:00:00', '--within', '1 h'], '带时区偏移'],
    [['--from', '2026-02-30T16:00:00Z', '--within', '1 h'], '--from'],
    [['--from', '2026-02-13T16:00:00Z', '--within', 'soon'], '看不懂时长'],
    [['--from', '2026-02-13T16:00:00Z', '--within', '3 ring'], '数响铃'],
    [['--from', '2026-02-13T16:00:00Z', '--within', '1 h', '--calendar', 'moon'], '没有名为“moon”的日历'],
    [['--from', '2026-02-13T16:00:00Z', '--within', '1 h', '--calendar', '/nowhere/at/all.json'], '打不开日历文件'],
    [['--batch', '/nowhere/at/all.jsonl'], '打不开文件'],
    [['--batch', '-', '--roll'], '不能与 --roll 同时使用'],
    [['--bogus'], '命令行选项不对'],
    [['--help', '--lang', 'fr'], ''],
  ])('%j is answered with exit code 2 and a reason, or with help', async (argv, reason) => {
    const { code, err } = await run(argv)
    expect(code).toBe(reason === '' ? 0 : 2)
    expect(err).toContain(reason)
  })

  it('explains itself with examples', async () => {
    expect((await run(['--help'])).out).toContain('sansheng due --batch -')
    expect((await run(['--help', '--lang=en'])).out).toContain('Examples')
  })
})

describe('sansheng due --batch', () => {
  it('answers due instants and open time, a line for a line, in order', async () => {
    expect(
      await batch(
        { ...ask, within: '90 workmin' },
        { ...ask, to: '2026-02-24T09:00:00+08:00' },
        { ...ask, within: '90 workmin', pauses: [{ from: '2026-02-13T16:30:00+08:00', to: '2026-02-14T09:00:00+08:00' }] },
        {
          ...ask,
          calendar: { zone: 'Europe/Berlin', week: { sun: ['00:00-24:00'] } },
          from: '2026-03-29T00:00:00+01:00',
          within: '23 workh',
        },
        { ...ask, from: '2026-09-30T17:00:00+08:00', within: '3 d', roll: true },
        { ...ask, from: '2026-02-13T16:00:00.123456Z', within: '1.5 h' },
      ),
    ).toEqual([
      { due: '2026-02-13T09:30:00.000Z' },
      { openMs: 34_200_000 },
      { due: '2026-02-14T02:00:00.000Z' },
      { due: '2026-03-29T22:00:00.000Z' },
      { due: '2026-10-08T16:00:00.000Z' },
      { due: '2026-02-13T17:30:00.123Z' },
    ])
  })

  it('answers every bad line with an error and goes on', async () => {
    const bad = [
      '',
      'x',
      '[]',
      'null',
      { ...ask },
      { ...ask, within: 90 },
      { ...ask, within: '3 fortnights' },
      { ...ask, within: '1 h', to: ask.from },
      { ...ask, within: '1 h', roll: 'yes' },
      { ...ask, within: '1 h', pauses: {} },
      { ...ask, within: '1 h', pauses: [{ from: ask.from }] },
      { ...ask, within: '1 h', pauses: [null] },
      { ...ask, within: '1 h', pauses: [{ from: ask.from, to: '2026-01-01T00:00:00Z' }] },
      { ...ask, within: '1 h', extra: 1 },
      { ...ask, to: '2025-01-01T00:00:00Z' },
      { ...ask, from: 1_770_000_000_000, within: '1 h' },
      { ...ask, from: '2026-02-13T24:00:00Z', within: '1 h' },
      { ...ask, from: '0000-01-01T00:00:00Z', within: '1 h' },
      { ...ask, calendar: { zone: 'Asia/Shanghai', week: {} }, within: '1 h' },
      { ...ask, calendar: null, within: '1 h' },
      { from: ask.from, within: '1 h' },
      { ...ask, within: '9999999 workday' },
      '{"__proto__":{"calendar":"cn-office"}}',
    ]
    const replies = await batch(...bad, { ...ask, within: '0 workmin' })
    expect(replies).toHaveLength(bad.length + 1)
    for (const reply of replies.slice(0, -1)) expect(reply).toEqual({ error: expect.stringMatching(/^[^{}\n]*$|pauses/) })
    expect(replies.at(-1)).toEqual({ due: '2026-02-13T08:00:00.000Z' })
  })

  it('reads lines that arrive in pieces, with Windows ends, a byte order mark, and no last end', async () => {
    const bytes = new TextEncoder().encode(
      `\uFEFF${JSON.stringify({ ...ask, within: '十分钟' })}\r\n${JSON.stringify({ ...ask, within: '1 个工作日' })}`,
    )
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(i * 7, i * 7 + 7))
    expect((await run(['--batch', '-'], pieces)).out).toBe(
      '{"due":"2026-02-13T08:10:00.000Z"}\n{"due":"2026-02-14T09:30:00.000Z"}\n',
    )
  })

  it('passes over a line without end and answers the next', async () => {
    const long = 'x'.repeat(LONGEST_LINE / 2 + 1)
    const { out } = await run(
      ['--batch', '-', '--lang', 'en'],
      [long, long, long, `\n${JSON.stringify({ ...ask, within: '10 min' })}\n`],
    )
    expect(out.trimEnd().split('\n')).toEqual([expect.stringContaining('too long'), '{"due":"2026-02-13T08:10:00.000Z"}'])
  })

  it('has nothing to say to an empty batch', async () => {
    expect(await run(['--batch', '-'])).toEqual({ code: 0, out: '', err: '' })
  })
})

describe('years without a published holiday list', () => {
  it('are named beside the answer, in words, in JSON and in a batch', async () => {
    const argv = ['--from', '2026-12-31T10:00:00+08:00', '--within', '1 workday', '--calendar', 'cn-office']
    expect((await run(argv)).out).toMatch(/^2027-01-04T09:30:00.000Z\n注意　2027 年的节假日安排尚未公布/)
    expect(JSON.parse((await run([...argv, '--json'])).out)).toMatchObject({
      due: '2027-01-04T09:30:00.000Z',
      missingYears: [2027],
    })
    const asked = { calendar: 'cn-office', from: '2026-12-31T10:00:00+08:00' }
    const lines = await batch(
      { ...asked, within: '1 workday' },
      { ...asked, to: '2027-01-05T10:00:00+08:00' },
      { ...asked, within: '3 d' },
      { ...asked, within: '3 d', from: '2026-12-31T10:00:00+14:01' },
    )
    expect(lines.slice(0, 3).map(line => line.missingYears)).toEqual([[2027], [2027], undefined])
    expect(lines[3]!.error).toContain('from')
  })
})
