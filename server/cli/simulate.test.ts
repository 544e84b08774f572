import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { world } from '../platform/testing/world.ts'
import { answer, type Options, simulate } from './simulate.ts'
import { printedBy } from './testing/printed.ts'

const standard = (minutes: number, more = '') => `---
standard: short-promises
title: 试用规范
calendar: natural
---
## 4.1 按时登记
\`\`\`规则
规则: 时限
编号: register
起: 接触.受理
止: 工单.登记
限: ${minutes} 分钟
\`\`\`
${more}`
const summary = `\`\`\`规则
规则: 必备
编号: summary
之前: 工单.登记
须有: 客户.等级
\`\`\`
`
const folder = mkdtempSync(join(tmpdir(), 'simulate-'))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const ask = (draft: string, more: Partial<Options> = {}) => {
  const asked = { standard: draft, site: String(w.siteId), from: '2026-11-20', to: '2026-11-21', json: false, ...more }
  return printedBy(io => answer(w.database.kysely, asked, io, w.clock.now()))
}

/** A morning of three calls, registered after four, eight and twelve minutes. */
await w.publish(standard(10))
for (const minutes of [4, 8, 12]) {
  const contact = await w.a.contact()
  w.clock.move(`${minutes} min`)
  await w.a.ticket({ contactId: contact.id })
}
w.clock.move('1 min')

it('replays what happened under a draft, tells the figures before and after, and names the subjects that differ', async () => {
  const before = await w.database.kysely
    .selectFrom('events')
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  const draft = file('draft.md', standard(5, summary))
  const { code, out } = await ask(draft)
  expect(code).toBe(0)
  expect(out).toContain('现行：试用规范（第 1 版）→ 草稿')
  expect(out).toContain(
    '  4.1 register：达标 2 → 1，超时 1 → 2\n    承诺提前 3 次，平均 5 分\n    由达标变超时 1 次，平均 3 分\n',
  )
  expect(out).toContain('  4.1 summary：碰线 3，其中拦下 3\n    会多拦下 3 次\n')

  const json = JSON.parse((await ask(draft, { json: true })).out)
  expect(json.changed.filter((one: { ruleId: string }) => one.ruleId === 'register')).toMatchObject([
    { before: 'met', after: 'late', subject: { kind: 'contact' } },
  ])
  expect(json.changed).toHaveLength(4)
  const after = await w.database.kysely
    .selectFrom('events')
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  expect(after).toEqual(before)
})

it('finds no difference under the version in force, and nothing on another day', async () => {
  expect((await ask(file('same.md', standard(10)))).out).toContain('结论会变的：0 个')
  expect((await ask(file('same.md', standard(10)), { from: '2026-11-18', to: '2026-11-19' })).out).toContain('个案 0，事件 0')
})

it('tells what is wrong with a draft, a site, a file or the question', async () => {
  const wrong = await ask(file('wrong.md', standard(10).replace('工单.登记', '工单.建立')))
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('wrong.md:11:4  没有「工单.建立」这种事件')])
  await expect(ask(file('draft.md', standard(5)), { site: 'nowhere' })).rejects.toThrow('没有站点“nowhere”')
  await expect(ask('/nowhere/draft.md')).rejects.toThrow('打不开文件')
  for (const [argv, reason] of [
    [[], '请给出 --standard'],
    [['--standard', 'a', '--site', '1', '--from', '2026-13-01', '--to', '2026-12-01'], '不是日期'],
    [['--standard', 'a', '--site', '1', '--from', '2026-12-01', '--to', '2026-12-01'], '--from 要早于 --to'],
    [['--bogus'], '命令行选项不对'],
    [['--standard', 'a', '--site', '1', '--from', '2026-11-01', '--to', '2026-12-01'], '没有算成'],
  ] as [string[], string][]) {
    const { code, err } = await printedBy(io => simulate(argv, io), { env: { SANSHENG_HOME: join(folder, 'none') } })
    expect([code, err]).toEqual([2, expect.stringContaining(reason)])
  }
  const { code, out } = await printedBy(io => simulate(['--help'], io))
  expect([code, out]).toEqual([0, expect.stringContaining('sansheng simulate --standard draft.md')])
})
