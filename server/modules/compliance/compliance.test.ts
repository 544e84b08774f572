import { type ComplianceTable, compliance, type TableRow } from '@sansheng/contract/compliance.ts'
import { contacts } from '@sansheng/contract/contacts.ts'
import { people } from '@sansheng/contract/people.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { type Client, world } from '../../platform/testing/world.ts'

const source = (more = '') => `---
standard: measured
title: 计量规范
calendar: natural
---
## 4 派办
### 4.1 十分钟内登记
\`\`\`规则
规则: 时限
编号: register
起: 接触.受理
止: 工单.登记
限: 10 分钟
\`\`\`
### 4.2 三十分钟内通知
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: 30 分钟
\`\`\`
### 4.3 转办只一次
\`\`\`规则
规则: 限度
编号: one-transfer
遇: 工单.转办
计数: 工单.转办
按: 工单
上限: 1
\`\`\`
### 4.4 通知及时率
\`\`\`规则
规则: 指标
编号: in-time
量: 达标率
所量: notify
目标: >= 50%
按: 月
\`\`\`
### 4.5 通知多快
\`\`\`规则
规则: 指标
编号: how-fast
量: 百分位 90
所量: notify
目标: <= 40 分钟
按: 日
\`\`\`
### 4.6 收费
\`\`\`规则
规则: 用语
编号: polite
禁用:
- 不知道
\`\`\`
${more}`
const retiring = `### 4.9 一小时内接单
\`\`\`规则
规则: 时限
编号: accept
起: 工单.登记
止: 工单.接单
限: 1 小时
\`\`\`
`

const w = await world({ at: '2026-10-31T23:40:00+08:00' })
const agent = await w.as('agent', { name: '林晓棠' })
const other = await w.as('agent', { name: '沈知微' })
const director = await w.as('director')
const worker = await w.as('worker', { scope: 'team' })
const repair = await w.department('抢修队', [worker])
const water = await w.department('水质科', [])
await w.publish(source(retiring))

/** A ticket of this person, notified after so many minutes, or not at all. */
async function ticketOf(who: Client, { after, to = repair }: { after: number | null; to?: string }) {
  const made = await who.ok(tickets.register, {
    body: {
      contact: { channel: 'phone', phone: '13800002046' },
      kind: 'report',
      category: '爆管',
      title: '=东泉路口爆管',
      address: '东泉路 88 号',
    },
  })
  if (after === null) return made
  w.clock.move(after * 60_000)
  return await who.ok(tickets.notifyDepartment, { params: { id: made.id }, body: { departmentId: to } })
}

// 23:40 on the last day of October: in time, settled in November. 00:05: late. 00:45: in time, other person and department.
await ticketOf(agent, { after: 25 })
await ticketOf(agent, { after: 40 })
await ticketOf(other, { after: 5, to: water })
await director.ok(publication.publish, { body: { source: source() } })
w.clock.at('2026-11-02T09:00:00+08:00')
await ticketOf(other, { after: null })
w.clock.move('31 min')
await agent.ok(contacts.receive, { body: { channel: 'phone' } })
w.clock.move('1 min')

const november = { from: '2026-10-31T16:00:00Z', to: '2026-11-30T16:00:00Z' }
const both = { from: '2026-09-30T16:00:00Z', to: '2026-11-30T16:00:00Z' }
const rowOf = (table: ComplianceTable, ruleId: string): TableRow => table.rows.find(r => r.ruleId === ruleId)!
const verdicts = ['met', 'late', 'breached', 'running', 'void', 'passed', 'denied', 'warned', 'overridden', 'recorded'] as const

async function allOf(who: Client, ruleId: string, query: object, siteId = w.siteId) {
  const items = []
  for (let after: string | undefined; ; ) {
    const page = await who.ok(compliance.listSubjects, {
      params: { siteId, ruleId },
      query: { ...query, limit: 2, ...(after ? { after } : {}) },
    })
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}

test('a clock counts in the month of the site in which it started, wherever it was settled', async () => {
  const table = await director.ok(compliance.table, { query: { ...both, unit: 'month' } })
  expect(table.buckets.map(b => [b.day, b.whole])).toEqual([
    ['2026-10-01', true],
    ['2026-11-01', true],
  ])
  expect(rowOf(table, 'notify').cells.map(c => [c.bucket, c.met, c.late, c.breached, c.rate])).toEqual([
    [0, 1, 0, 0, 1],
    [1, 1, 1, 1, 1 / 3],
  ])
  expect(rowOf(table, 'notify').sum).toMatchObject({ met: 2, late: 1, breached: 1, rate: 0.5 })
})

test('the ends are half-open: what started at the very end belongs to the next period', async () => {
  const [first] = (await allOf(director, 'notify', both)).toReversed()
  const met = async (from: string, to: string) =>
    rowOf(await director.ok(compliance.table, { query: { from, to } }), 'notify').sum.met
  const after = new Date(Date.parse(first!.at) + 1).toISOString()
  expect(await met('2026-10-31T00:00:00Z', first!.at)).toBe(0)
  expect(await met(first!.at, after)).toBe(1)
  expect(await met(after, '2026-10-31T16:00:00Z')).toBe(0)
})

test('a department that is no id is refused before it is looked for', async () => {
  const query = { department: '-'.repeat(36) }
  expect((await director.call(compliance.listSubjects, { params: { ruleId: 'notify' }, query })).error.code).toBe('invalid')
})

test('weeks begin on Monday at midnight of the site', async () => {
  const table = await director.ok(compliance.table, { query: { ...november, unit: 'week' } })
  expect(table.buckets.map(b => [b.day, b.whole]).slice(0, 2)).toEqual([
    ['2026-10-26', false],
    ['2026-11-02', true],
  ])
  expect(rowOf(table, 'notify').cells.map(c => [c.bucket, c.met, c.late, c.breached])).toEqual([
    [0, 1, 1, 0],
    [1, 0, 0, 1],
  ])
})

test.each(['none', 'department', 'person'] as const)('every cell agrees with the list behind it: by %s', async group => {
  const table = await director.ok(compliance.table, { query: { ...both, unit: 'day', group } })
  let looked = 0
  for (const row of table.rows)
    for (const cell of row.cells) {
      const { from, to } = table.buckets[cell.bucket]!
      const id = table.groups[cell.group]!.id ?? 'none'
      const query = { from, to, ...(group === 'none' ? {} : { [group]: id }) }
      const all = await allOf(director, row.ruleId, query)
      expect(all.length).toBe(verdicts.reduce((sum, v) => sum + cell[v], 0))
      for (const v of verdicts) {
        const list = await allOf(director, row.ruleId, { ...query, verdict: v })
        expect([row.ruleId, v, list.length]).toEqual([row.ruleId, v, v === 'late' ? cell.late + cell.breached : cell[v]])
      }
      looked += 1
    }
  expect(looked).toBeGreaterThan(6)
})

test('by person: whoever has the ticket now, and what nobody has stands last', async () => {
  const table = await director.ok(compliance.table, { query: { ...both, group: 'person' } })
  expect(table.groups.map(g => g.name?.split(' ')[0] ?? null)).toEqual(['林晓棠', '沈知微', null])
  expect(rowOf(table, 'register').cells.map(c => [table.groups[c.group]!.name?.split(' ')[0] ?? null, c.met, c.running])).toEqual(
    [
      ['林晓棠', 2, 0],
      ['沈知微', 2, 0],
      [null, 0, 1],
    ],
  )
})

test('a rule that stands in the standard no more keeps its history and says so', async () => {
  const table = await director.ok(compliance.table, { query: both })
  expect(rowOf(table, 'accept')).toMatchObject({ state: 'retired', version: 1, clause: { number: '4.9' }, sum: { breached: 3 } })
  const later = await director.ok(compliance.table, {
    query: { from: '2026-11-02T00:00:00Z', to: '2026-11-30T00:00:00Z' },
  })
  expect(rowOf(later, 'accept')).toBeUndefined()
})

test('what nothing measures yet says so and has no figures', async () => {
  const table = await director.ok(compliance.table, { query: both })
  expect(rowOf(table, 'polite')).toMatchObject({ state: 'unmeasured', cells: [], sum: { rate: null } })
  expect(rowOf(table, 'one-transfer')).toMatchObject({ state: 'measured', cells: [] })
})

test('targets are reckoned for each of their own periods, with the goal reached or not', async () => {
  const { targets } = await director.ok(compliance.table, { query: both })
  const [share, fast] = targets
  expect(share!.periods.map(p => [p.day, p.value, p.n, p.reached, p.open])).toEqual([
    ['2026-10-01', 1, 1, true, false],
    ['2026-11-01', 1 / 3, 3, false, true],
  ])
  expect(fast!.periods.filter(p => p.n > 0).map(p => [p.day, p.value, p.n, p.reached])).toEqual([
    ['2026-10-31', 25 * 60_000, 1, true],
    ['2026-11-01', 40 * 60_000, 2, true],
  ])
  expect(fast!.periods.find(p => p.day === '2026-11-03')).toMatchObject({ value: null, reached: null })
})

test('whoever sees only his own department gets figures of just that, equal to his list', async () => {
  const again = await w.signIn(worker.staffNumber, 'three-rings-2026')
  const table = await again.ok(compliance.table, { query: both })
  expect(rowOf(table, 'notify').sum).toMatchObject({ met: 1, late: 1, breached: 0 })
  expect(rowOf(table, 'register').sum).toMatchObject({ running: 0 })
  expect((await allOf(again, 'notify', both)).length).toBe(2)
  expect((await again.ok(compliance.figures, { query: both })).items.find(f => f.ruleId === 'notify')).toMatchObject({
    met: 1,
    late: 1,
  })
})

test('several sites stand side by side for whoever works at both; for others there is only their own', async () => {
  const elsewhere = await w.site({ code: 'XS', name: '溪山供水热线' })
  await w.publish(source(), { siteId: elsewhere })
  const stranger = await w.as('agent', { siteId: elsewhere })
  await stranger.ok(tickets.register, {
    params: { siteId: elsewhere },
    body: { contact: { channel: 'phone' }, kind: 'report', category: '爆管', title: '溪山爆管', address: '溪山路 1 号' },
  })
  const head = await w.as('director', { scope: 'all' })
  const table = await head.ok(compliance.table, { query: { ...both, group: 'site' } })
  const named = rowOf(table, 'notify').cells.map(c => [table.groups[c.group]!.name, c.met + c.late + c.breached + c.running])
  expect(named.sort()).toEqual([
    ['溪山供水热线', 1],
    ['澜州供水热线', 4],
  ])
  const one = table.groups.find(g => g.name === '溪山供水热线')!
  expect((await allOf(head, 'notify', both, Number(one.id))).length).toBe(1)
  const mine = await director.ok(compliance.table, { query: { ...both, group: 'site' } })
  expect(mine.groups.map(g => g.name)).toEqual(['澜州供水热线'])
  expect((await stranger.call(compliance.table, { query: both })).status).toBe(404)
  expect((await stranger.call(compliance.listSubjects, { params: { ruleId: 'notify' }, query: both })).status).toBe(404)
})

test('from a gate that stopped somebody the way leads to what it read', async () => {
  const ticket = await ticketOf(agent, { after: null })
  const hand = (to: Client) => ({ params: { id: ticket.id }, body: { handlerId: to.personId, summary: '三问已问清' } })
  await agent.ok(tickets.transfer, hand(other))
  expect((await other.call(tickets.transfer, hand(agent))).error.code).toBe('gate.denied')
  const table = await director.ok(compliance.table, { query: both })
  expect(rowOf(table, 'one-transfer').sum).toMatchObject({ passed: 1, denied: 1, rate: 0.5 })
  const [denied] = await allOf(director, 'one-transfer', { ...both, verdict: 'denied' })
  const why = await director.ok(standards.explainFinding, { params: { id: denied!.findingId! } })
  expect(why).toMatchObject({ verdict: 'denied', rule: { id: 'one-transfer' }, evidence: { count: 2, max: 1 } })
  expect(why.events.map(e => e.type)).toEqual(['gate.denied'])
  const stranger = await w.signIn(worker.staffNumber, 'three-rings-2026')
  expect((await stranger.call(standards.explainFinding, { params: { id: denied!.findingId! } })).status).toBe(404)
})

test('more than four hundred days are refused with the number', async () => {
  const reply = await director.call(compliance.table, {
    query: { from: '2025-01-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  })
  expect(reply.status).toBe(400)
  expect(reply.error).toMatchObject({ code: 'period.long', params: { days: 400 } })
})

test('the number of statements does not grow with rules, periods and cases', async () => {
  const reads = (query: object) => w.database.statements(() => director.ok(compliance.table, { query: { ...both, ...query } }))
  await reads({})
  const [few, many] = [await reads({ unit: 'all' }), await reads({ unit: 'day' })]
  expect(many.length).toBe(few.length)
  expect(few.length).toBeLessThanOrEqual(4)
})

test('the table and the cases as files: quoted, no formulas, with what the figures mean; that they were taken is in the ledger', async () => {
  expect((await agent.call(compliance.exportTable, { body: both })).status).toBe(403)
  const table = await director.ok(compliance.exportTable, { body: { ...both, unit: 'month', group: 'department' } })
  expect(table.name).toBe('达标-LZ-20261001-20261130.csv')
  expect(table.text.startsWith('\uFEFF"条款号","条款"')).toBe(true)
  expect(table.text).toContain('"4.2","三十分钟内通知","notify","时限"')
  expect(table.text).toContain('"2026-11-01 00:00:00","2026-12-01 00:00:00","抢修队",0,1,0')
  expect(table.text).toMatch(/"polite".*"尚未计量",2,.*,,,,,,,,,,,\r\n/)
  expect(table.text).toContain('"达标率","达标 ÷（达标 + 超时）')
  const list = await director.ok(compliance.exportSubjects, {
    params: { ruleId: 'notify' },
    body: { ...november, verdict: 'late' },
  })
  expect(list.rows).toBe((await allOf(director, 'notify', { ...november, verdict: 'late' })).length)
  expect(list.text).toContain('"超时",600,')
  expect(list.text).not.toContain('东泉路')
  const { rows } = await w.database.pool.query(`select detail from events where type = 'data.exported' order by seq`)
  expect(rows.map(r => r.detail)).toMatchObject([
    { what: 'table', unit: 'month', group: 'department', from: '2026-10-01 00:00:00' },
    { what: 'subjects', rule: 'notify', verdict: 'late', rows: list.rows },
  ])
})

test('a version on paper says whose it is and by which calendars it counted when it was published', async () => {
  const { items } = await director.ok(standards.listVersions)
  const standard = await director.ok(standards.getHandbook, { params: { id: items.at(-1)!.id } })
  expect(standard).toMatchObject({ organisation: '澜州水务', site: '澜州供水热线', zone: 'Asia/Shanghai' })
  expect(standard.calendars.map(c => [c.name, c.version])).toEqual([['natural', '0']])
  expect((await director.call(standards.getHandbook, { params: { id: w.siteId.toString().padStart(36, '0') } })).status).toBe(400)
})

test('days of a site whose clocks are set back have twenty-five hours, and each case falls on one of them', async () => {
  const berlin = (
    await w.admin.ok(people.createSite, {
      body: { unitName: '柏林', code: 'BL', name: '柏林热线', kind: 'water', zone: 'Europe/Berlin' },
    })
  ).id
  await w.publish(source(), { siteId: berlin })
  const there = await w.as('director', { siteId: berlin })
  const at = [
    '2026-10-24T21:59:59.999Z',
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
    '2026-10-25T22:59:59.999Z',
    '2026-10-25T23:00:00.000Z',
  ]
  const { rows } = await w.database.pool.query(`select * from clocks where rule_id = 'notify' and state = 'met' limit 1`)
  for (const [i, instant] of at.entries()) await copyOfClock(rows[0], berlin, i, instant)
  const table = await there.ok(compliance.table, {
    params: { siteId: berlin },
    query: { from: '2026-10-23T22:00:00Z', to: '2026-10-26T23:00:00Z', unit: 'day' },
  })
  expect(table.buckets.map(b => [b.day, (Date.parse(b.to) - Date.parse(b.from)) / 3_600_000])).toEqual([
    ['2026-10-24', 24],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ])
  expect(rowOf(table, 'notify').cells.map(c => c.met)).toEqual([1, 4, 1])
})

/** The same clock at another site and instant; its case stands there under the same id. */
async function copyOfClock(clock: Record<string, unknown>, siteId: number, n: number, at: string): Promise<void> {
  const id = `00000000-0000-7000-8000-f0000000000${n}`
  const json = JSON.stringify
  await w.database.pool.query(
    `with c as (insert into cases select (jsonb_populate_record(null::cases, to_jsonb(c) || $1::jsonb)).* from cases c where site_id = $2 and id = $3)
     insert into clocks select (jsonb_populate_record(null::clocks, to_jsonb(k) || $4::jsonb)).* from clocks k where site_id = $2 and id = $5`,
    [
      json({ site_id: siteId, id }),
      w.siteId,
      clock.case_id,
      json({ site_id: siteId, id, case_id: id, ticket_id: null, started_at: at, settled_at: at }),
      clock.id,
    ],
  )
}
