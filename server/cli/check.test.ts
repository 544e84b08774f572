import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from './check.ts'
import { printedBy } from './testing/printed.ts'

const run = (argv: string[], input = '') => printedBy(io => check(argv, io), { input: [Buffer.from(input)] })
const folder = mkdtempSync(join(tmpdir(), 'check-'))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const block = (...lines: string[]) => ['```rule', ...lines, '```', ''].join('\n')
const good = file(
  'good.md',
  `---\nstandard: good\n---\n## 1 按时登记\n${block('rule: deadline', 'id: a', 'from: intake.received', 'to: ticket.registered', 'within: 10 min')}`,
)
const wrong = file(
  'wrong.md',
  `---\nstandard: wrong\n---\n## 1 按时登记\n${block('规则: 时限', '编号: 甲', '起: 接触.受理', '止: 工单.登计', '限: 十分钟')}${block('rule: dedline', 'id: b')}`,
)

describe('sansheng check', () => {
  it('is content with a right standard', async () => {
    expect(await run([good])).toEqual({ code: 0, out: '通过：1 条规则\n', err: '' })
    expect(await run([good, '--locale', 'en'])).toEqual({ code: 0, out: 'ok: 1 rule\n', err: '' })
  })

  it('tells file, line, column, what is wrong in the language of the line, and what to write', async () => {
    expect(await run([wrong])).toEqual({
      code: 1,
      out: `${wrong}:9:4  没有「工单.登计」这种事件  → 工单.登记\n${wrong}:13:7  there is no kind of rule \`dedline\`  → deadline\n发现 2 处错误\n`,
      err: '',
    })
    expect((await run([wrong, '--locale', 'en'])).out).toContain(':9:4  there is no event `工单.登计`  → 工单.登记\n')
  })

  it('prints JSON for programs', async () => {
    const { code, out } = await run(['--json', wrong])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      file: wrong,
      ok: false,
      problems: [
        { severity: 'error', line: 9, column: 4, length: 5, code: 'event-unknown', suggestion: '工单.登记' },
        { severity: 'error', line: 13, column: 7, code: 'kind-unknown', suggestion: 'deadline' },
      ],
    })
    expect(JSON.parse((await run(['--json', good])).out)).toMatchObject({ ok: true, rules: [{ id: 'a', state: 'runs' }] })
  })

  it('says where the sentence of a clause and its rule differ', async () => {
    const rule = block('规则: 时限', '编号: 登记', '起: 接触.受理', '止: 工单.登记', '限: 5 分钟')
    const said = file('said.md', `---\nstandard: said\n---\n## 1 登记\n接到来电，十分钟内登记。\n\n${rule}`)
    expect(await run([said])).toMatchObject({
      code: 0,
      out: `${said}:5:1  提示：这一句写的是「10 分钟」，规则「登记」写的是「5 分钟」\n通过：1 条规则\n`,
    })
  })

  it('names a rule that can never run, with what would record its end', async () => {
    const rule = (to: string) => block('规则: 时限', '编号: 复话', '起: 工单.登记', `止: ${to}`, '限: 4 h')
    const lost = file('lost.md', `---\nstandard: lost\n---\n## 1 复话\n${rule('复话.开通')}`)
    expect(await run([lost])).toEqual({
      code: 0,
      out: `${lost}:6:1  尚未计量：复话 没有人能记录它的止「复话.开通」，所以不开始计时，要有客户档案才记得下\n通过：1 条规则，其中 1 条尚未计量\n`,
      err: '',
    })
    expect((await run([lost, '--locale', 'en'])).out).toContain('ok: 1 rule, 1 not measured yet\n')
    expect(JSON.parse((await run(['--json', lost])).out).unrecorded).toMatchObject([{ id: '复话', line: 6 }])
    const kept = file('kept.md', `---\nstandard: kept\n---\n## 1 复话\n${rule('复话.开通, 工单.结案')}`)
    expect(await run([kept])).toMatchObject({ code: 0, out: '通过：1 条规则\n' })
  })

  it('finds what a standard extends in the same folder, and reads a standard from standard input', async () => {
    const child = file('child.md', '---\nstandard: child\nextends: good\n---\n')
    expect(await run([child])).toMatchObject({ code: 0, out: '通过：1 条规则\n' })
    expect(await run(['-'], '---\nstandard: x\n---\n')).toMatchObject({ code: 0, out: '通过：0 条规则\n' })
  })

  it.each([[[]], [['--nonsense', good]], [['no-such-file.md']], [['--language', 'fr', good]]])(
    'refuses %j with the way to help',
    async argv => {
      const { code, out, err } = await run(argv)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(/sansheng check --help\n$/)
    },
  )

  it('explains itself with examples', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('sansheng check standards/property-service.md'),
    })
  })
})
