import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { docx, paragraph } from '../platform/testing/docx.ts'
import { check } from './check.ts'
import type { Command } from './io.ts'
import { propose } from './propose.ts'
import { printedBy } from './testing/printed.ts'

const run = (command: Command, argv: string[], input: Buffer | string = '') =>
  printedBy(io => command(argv, io), { input: [Buffer.from(input)] })
const folder = mkdtempSync(join(tmpdir(), 'propose-'))
const file = (name: string, bytes: Buffer | string) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const handbook = '热线手册\n\n第一条 铃响三声以内接起。\n\n第二条 收到投诉应及时通知主管部门。\n\n第三条 用户的事要放在心上。\n'

describe('sansheng propose', () => {
  it('writes a draft that passes the checker, and says how much stands in it', async () => {
    const { code, out, err } = await run(propose, [file('手册.txt', handbook)])
    const unrecorded = [
      '尚未计量：answer-in-3-rings 没有人能做或记录「来电.接起」，要有电话接入才记得下；没有人填报它要看的「来电.声数」，要有电话接入才记得下\n',
      '尚未计量：notify-in-time 没有人能记录它的起「投诉.收到」，要有投诉档案才记得下\n',
    ]
    expect({ code, err }).toEqual({
      code: 0,
      err: `${unrecorded.join('')}3 个条款，2 条拟议规则，1 处数字待定，0 条有猜测的地方\n`,
    })
    expect(out).toContain('用户的事要放在心上')
    expect(await run(check, [file('draft.md', out)])).toMatchObject({ code: 0 })
  })

  it('reads Word documents and standard input', async () => {
    const { out } = await run(propose, [
      file(
        '手册.docx',
        docx(
          ...handbook
            .trim()
            .split('\n\n')
            .map(text => paragraph(text)),
        ),
      ),
    ])
    expect(out).toBe((await run(propose, ['-'], handbook)).out)
  })

  it('prints JSON for programs', async () => {
    const { out } = await run(propose, ['--json', '--title', '供水热线规范', '-'], handbook)
    const { title, source, proposals, unrecorded } = JSON.parse(out)
    expect(title).toBe('供水热线规范')
    expect(proposals).toMatchObject([
      { id: 'answer-in-3-rings', kind: 'limit', amount: '3 声', clauseNumber: '第一条', open: false, sure: true },
      { id: 'notify-in-time', kind: 'deadline', amount: '待定', clauseNumber: '第二条', open: true },
    ])
    expect(unrecorded).toMatchObject([{ id: 'answer-in-3-rings' }, { id: 'notify-in-time' }])
    for (const { sentence, from, to } of proposals) expect(source.slice(from, to)).toBe(sentence)
  })

  it('says what is wrong with a file in either language', async () => {
    const broken = file('broken.docx', 'PK\x03\x04 nothing')
    expect(await run(propose, [broken])).toEqual({
      code: 1,
      out: '',
      err: `${broken}: 读不出这份 Word 文档，可能已损坏或加了密码；请另存为 docx 或纯文本再试\n`,
    })
    expect((await run(propose, [file('empty.txt', ''), '--locale', 'en'])).err).toContain('there is no text in it')
    expect(await run(propose, ['-', '--locale', 'en'], Buffer.alloc(9_000_000, 'a'))).toMatchObject({ code: 1 })
    expect(await run(propose, [join(folder, 'absent.md')])).toMatchObject({ code: 2 })
    expect(await run(propose, [])).toMatchObject({ code: 2 })
    expect(await run(propose, ['--loud', broken])).toMatchObject({ code: 2 })
  })

  it('says when nothing was recognised', async () => {
    expect(await run(propose, ['-'], '我们热爱服务。')).toMatchObject({
      code: 0,
      err: '没有认出可以执行的规则，全文保留为正文\n0 个条款，0 条拟议规则，0 处数字待定，0 条有猜测的地方\n',
    })
  })

  it('helps in both languages', async () => {
    expect((await run(propose, ['--help'])).out).toContain('用法：sansheng propose')
    expect((await run(propose, ['--help', '--locale', 'en'])).out).toContain('usage: sansheng propose')
  })
})
