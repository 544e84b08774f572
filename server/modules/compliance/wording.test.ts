/** A clause that was changed within the period: what was measured under its old words stands under them. */
import { compliance } from '@sansheng/contract/compliance.ts'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'
import { allOf } from './testing/autumn.ts'

const text = (minutes: number, note = '') => `---
standard: reworded
title: 改过的规范
calendar: natural
---
## 4 派办
### 4.1 按时登记
来电以后按时登记。
\`\`\`规则
规则: 时限
编号: register
起: 接触.受理
止: 工单.登记
限: ${minutes} 分钟
${note}
\`\`\`
`
const w = await world({ at: '2026-11-02T09:00:00+08:00' })
const period = { from: '2026-10-31T16:00:00Z', to: '2026-11-30T16:00:00Z' }

async function twoVersions(second: string) {
  const here = await w.fresh({ standard: text(10) })
  const [agent, director] = [await here.as('agent'), await here.as('director')]
  await here.a.ticket({ by: agent })
  await here.publish(second)
  await here.a.ticket({ by: agent })
  await here.a.ticket({ by: agent })
  const { rows } = await director.ok(compliance.table, { query: period })
  const { items } = await director.ok(compliance.figures, { query: period })
  return { here, director, rows: rows.filter(row => row.ruleId === 'register'), figures: items[0]! }
}

test('each wording has a line of its own, with its own figures, its own cases and its last version', async () => {
  const { here, director, rows, figures } = await twoVersions(text(20))
  expect(rows.map(r => [r.key, r.state, r.version, r.versions, r.sum.met, r.sentence])).toEqual([
    ['register', 'measured', 2, [2], 2, expect.stringContaining('20 分钟')],
    ['register@1', 'reworded', 1, [1], 1, expect.stringContaining('10 分钟')],
  ])
  for (const { versions, sum } of rows) {
    const behind = await allOf(director, here.siteId, 'register', { ...period, versions: versions.join(',') })
    expect(behind).toHaveLength(sum.met)
  }
  expect(figures).toMatchObject({ ruleId: 'register', met: 2 })
})

test('words of the clause that change are another wording too', async () => {
  const { rows } = await twoVersions(text(10).replace('来电以后按时登记', '来电以后马上登记'))
  expect(rows.map(r => [r.state, r.sum.met])).toEqual([
    ['measured', 2],
    ['reworded', 1],
  ])
})

test('a version that leaves the clause as it was, or changes its note only, goes on in the same line', async () => {
  const { rows, figures } = await twoVersions(text(10, '说明: 本地决定'))
  expect(rows.map(r => [r.key, r.versions, r.sum.met])).toEqual([['register', [], 3]])
  expect(figures.met).toBe(3)
})

test('a target counts what was measured under the words in force, says how much was under others, and judges no period before its own words', async () => {
  const target = (goal: number) => `
## 9 指标
### 9.1 及时率
每月按时登记的不少于 ${goal}%。
\`\`\`规则
规则: 指标
编号: share
量: 达标率
所量: register
目标: >= ${goal}%
按: 月
\`\`\`
`
  const here = await world({ at: '2026-10-20T09:00:00+08:00', standard: text(10) + target(90), until: 'test' })
  const [agent, director] = [await here.as('agent'), await here.as('director')]
  await here.a.ticket({ by: agent })
  here.clock.move('13 d')
  await here.a.ticket({ by: agent })
  await here.publish(text(20) + target(80))
  await here.a.ticket({ by: agent })
  const { targets } = await director.ok(compliance.table, { query: { from: '2026-09-30T16:00:00Z', to: period.to } })
  expect(targets[0]!.periods.map(p => [p.day, p.n, p.earlier, p.before, p.reached])).toEqual([
    ['2026-10-01', 0, 1, true, null],
    ['2026-11-01', 1, 1, false, true],
  ])
  await here.publish(text(20, '说明: 本地决定') + target(80))
  const again = await director.ok(compliance.table, { query: { from: '2026-09-30T16:00:00Z', to: period.to } })
  expect(again.targets[0]!.periods.map(p => [p.n, p.earlier, p.before])).toEqual([
    [0, 1, true],
    [1, 1, false],
  ])
})
