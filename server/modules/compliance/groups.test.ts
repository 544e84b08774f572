/** Every figure is that of the list behind it, and of nothing that somebody may not see. */
import { compliance } from '@sansheng/contract/compliance.ts'
import { expect, test } from 'vitest'
import { allOf, autumn, both, rowOf, source } from './testing/autumn.ts'

const { w, director, worker } = await autumn()
const verdicts = ['met', 'late', 'breached', 'running', 'void', 'passed', 'denied', 'warned', 'overridden', 'recorded'] as const

test.each(['none', 'department', 'person'] as const)('every cell agrees with the list behind it: by %s', async group => {
  const table = await director.ok(compliance.table, { query: { ...both, unit: 'day', group } })
  let looked = 0
  for (const row of table.rows)
    for (const cell of row.cells) {
      const { from, to } = table.buckets[cell.bucket]!
      const id = table.groups[cell.group]!.id ?? 'none'
      const query = { from, to, ...(group === 'none' ? {} : { [group]: id }) }
      const all = await allOf(director, w.siteId, row.ruleId, query)
      expect(all.length).toBe(verdicts.reduce((sum, v) => sum + cell[v], 0))
      for (const v of verdicts) {
        const list = await allOf(director, w.siteId, row.ruleId, { ...query, verdict: v })
        expect([row.ruleId, v, list.length]).toEqual([row.ruleId, v, v === 'late' ? cell.late + cell.breached : cell[v]])
      }
      looked += 1
    }
  expect(looked).toBeGreaterThan(6)
})

test('by person: whoever registered and whoever took the contact', async () => {
  const table = await director.ok(compliance.table, { query: { ...both, group: 'person' } })
  expect(table.groups.map(g => g.name?.split(' ')[0] ?? null)).toEqual(['林晓棠', '沈知微'])
  expect(rowOf(table, 'register').cells.map(c => [table.groups[c.group]!.name?.split(' ')[0] ?? null, c.met, c.running])).toEqual(
    [
      ['林晓棠', 2, 1],
      ['沈知微', 2, 0],
    ],
  )
})

test('whoever sees only his own department gets figures of just that, equal to his list', async () => {
  const table = await worker.ok(compliance.table, { query: both })
  expect(rowOf(table, 'notify').sum).toMatchObject({ met: 1, late: 1, breached: 0 })
  expect(rowOf(table, 'register').sum).toMatchObject({ running: 0 })
  expect((await allOf(worker, w.siteId, 'notify', both)).length).toBe(2)
  expect((await worker.ok(compliance.figures, { query: both })).items.find(f => f.ruleId === 'notify')).toMatchObject({
    met: 1,
    late: 1,
  })
})

test('several sites stand side by side for whoever works at both; for others there is only their own', async () => {
  const elsewhere = await w.site({ code: 'XS', name: '溪山供水热线' })
  await w.publish(source(), { siteId: elsewhere })
  const stranger = await w.as('agent', { siteId: elsewhere })
  await w.a.ticket({ by: stranger, siteId: elsewhere, title: '溪山爆管' })
  const head = await w.as('director', { scope: 'all' })
  const table = await head.ok(compliance.table, { query: { ...both, group: 'site' } })
  const named = rowOf(table, 'notify').cells.map(c => [table.groups[c.group]!.name, c.met + c.late + c.breached + c.running])
  expect(named.sort()).toEqual([
    ['溪山供水热线', 1],
    ['澜州供水热线', 4],
  ])
  const one = table.groups.find(g => g.name === '溪山供水热线')!
  expect((await allOf(head, Number(one.id), 'notify', both)).length).toBe(1)
  const mine = await director.ok(compliance.table, { query: { ...both, group: 'site' } })
  expect(mine.groups.map(g => g.name)).toEqual(['澜州供水热线'])
  expect((await stranger.call(compliance.table, { query: both })).status).toBe(404)
  expect((await stranger.call(compliance.listSubjects, { params: { ruleId: 'notify' }, query: both })).status).toBe(404)
})
