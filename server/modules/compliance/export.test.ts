import { compliance } from '@sansheng/contract/compliance.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { expect, test } from 'vitest'
import { allOf, autumn, both, november } from './testing/autumn.ts'

const { w, agent, director } = await autumn()

test('the table and the cases as files: quoted, no formulas, with what the figures mean; that they were taken is in the ledger', async () => {
  expect((await agent.call(compliance.exportTable, { body: both })).status).toBe(403)
  const table = await director.ok(compliance.exportTable, { body: { ...both, unit: 'month', group: 'department' } })
  expect(table.name).toBe('达标-LZ-20261001-20261130.csv')
  expect(table.text.startsWith('\uFEFF"条款号","条款"')).toBe(true)
  expect(table.text).toContain('"4.2","三十分钟内通知","notify","时限"')
  expect(table.text).toContain('"2026-11-01 00:00:00","2026-12-01 00:00:00","抢修队",0,1,1')
  expect(table.text).toMatch(/"polite".*"尚未计量：这种规则还没有接到界面上",2,.*,,,,,,,,,,,\r\n/)
  expect(table.text).toContain('"达标率","达标 ÷（达标 + 超时）')
  const list = await director.ok(compliance.exportSubjects, {
    params: { ruleId: 'notify' },
    body: { ...november, verdict: 'late' },
  })
  expect(list.rows).toBe((await allOf(director, w.siteId, 'notify', { ...november, verdict: 'late' })).length)
  expect(list.text).toContain('"超时",600,')
  expect(list.text).not.toContain('东泉路')
  const { rows } = await w.database.pool.query(`select detail from events where type = 'data.exported' order by seq desc limit 2`)
  expect(rows.map(r => r.detail).reverse()).toMatchObject([
    { what: 'table', unit: 'month', group: 'department', from: '2026-10-01 00:00:00' },
    { what: 'subjects', rule: 'notify', verdict: 'late', rows: list.rows },
  ])
})

test('whoever reads English gets the files in English, but for the words of the standard', async () => {
  const headers = { 'accept-language': 'en' }
  const table = await director.ok(compliance.exportTable, { body: { ...both, group: 'department' }, headers })
  const list = await director.ok(compliance.exportSubjects, { params: { ruleId: 'notify' }, body: november, headers })
  expect(table.name).toBe('compliance-LZ-20261001-20261130.csv')
  expect(table.text).toContain('"4.2","三十分钟内通知","notify","deadline"')
  expect(list.text).toContain('"at","verdict","over (seconds)"')
  // lines of clauses begin with their number, those of cases with their time: they hold words of the standard and names of people
  const lines = `${table.text}${list.text}`.split('\r\n').filter(line => !/^"\d/.test(line))
  expect(lines.filter(line => /\p{Script=Han}/u.test(line))).toEqual([])
})

test('a version on paper says whose it is and by which calendars it counted when it was published', async () => {
  const { items } = await director.ok(standards.listVersions)
  const standard = await director.ok(standards.getHandbook, { params: { id: items.at(-1)!.id } })
  expect(standard).toMatchObject({ organisation: '澜州水务', site: '澜州供水热线', zone: 'Asia/Shanghai' })
  expect(standard.calendars.map(c => [c.name, c.version])).toEqual([['natural', '0']])
  expect((await director.call(standards.getHandbook, { params: { id: w.siteId.toString().padStart(36, '0') } })).status).toBe(400)
})
