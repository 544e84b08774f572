import { publication } from '@sansheng/contract/publication.ts'
import { simulation } from '@sansheng/contract/simulation.ts'
import { mostChanges } from '@sansheng/contract/what-if.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { world } from '../../platform/testing/world.ts'

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
const consent = `\`\`\`规则
规则: 审批
编号: change
之前: 规范.发布
须经: 岗位:班长
\`\`\`
`
const w = await world({ at: '2026-11-20T09:00:00+08:00' })
const director = await w.as('director', { name: '顾明远' })
const leader = await w.as('shift-leader')
const agent = await w.as('agent')
await w.publish(standard(10, consent))
for (const minutes of [4, 8, 12]) {
  const contact = await w.a.contact({ by: agent })
  w.clock.move(`${minutes} min`)
  await w.a.ticket({ by: agent, contactId: contact.id })
}
w.clock.move('1 min')
const day = { from: '2026-11-19T16:00:00.000Z', until: '2026-11-20T16:00:00.000Z' }
const ended = async (id: string, who = director) => {
  for (;;) {
    const run = await who.ok(simulation.getRun, { params: { id } })
    if (run.state !== 'waiting' && run.state !== 'running') return run
    w.clock.move(1000)
    await w.runDue()
  }
}
const rows = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(w.database.kysely)).rows[0]!.n
const minute = 60_000
const none = { count: 0, averageMs: 0 }

test('a day is replayed under a draft: figures before and after, what it costs, and who is concerned', async () => {
  const before = [await rows('clocks'), await rows('findings'), await rows('events')]
  const started = await director.ok(simulation.startRun, { body: { source: standard(5, summary), ...day } })
  expect(started).toMatchObject({
    state: 'waiting',
    title: '试用规范',
    base: { number: 1 },
    done: 0,
    total: 3,
    mayCancel: true,
    createdBy: { name: '顾明远' },
  })
  expect(started.until).toBe(new Date(w.clock.now()).toISOString())
  const run = await ended(started.id)
  expect(run).toMatchObject({ state: 'done', done: 3, total: 3, mayCancel: false })
  expect(run.finishedAt).not.toBeNull()
  expect(run.rules.map(r => r.ruleId)).toEqual(['register', 'summary', 'change'])
  expect(run.rules[0]).toMatchObject({
    clause: { number: '4.1' },
    before: { met: 2, late: 1 },
    after: { met: 1, late: 2 },
    changed: 1,
    cost: {
      longer: none,
      shorter: { count: 3, averageMs: 5 * minute },
      blamed: { count: 1, averageMs: 3 * minute },
      forgiven: none,
    },
  })
  expect([run.rules[0]!.sentenceBefore, run.rules[0]!.sentenceAfter]).toEqual([
    expect.stringContaining('10 分钟'),
    expect.stringContaining('5 分钟'),
  ])
  expect(run.rules[1]).toMatchObject({ before: null, sentenceBefore: null, after: { hit: 3, stopped: 3 }, cost: { stopped: 3 } })
  expect(run.rules[2]).toMatchObject({ after: null, sentenceAfter: null })
  expect([await rows('clocks'), await rows('findings'), await rows('events')]).toEqual(before)

  const changes = await director.ok(simulation.listChanges, { params: { id: run.id, ruleId: 'register' } })
  expect(changes.items).toMatchObject([
    {
      n: 1,
      before: 'met',
      after: 'late',
      root: { kind: 'ticket', number: expect.stringMatching(/-002$/), title: '东泉路口爆管' },
      dueBefore: '2026-11-20T01:14:00.000Z',
      dueAfter: '2026-11-20T01:09:00.000Z',
    },
  ])
  const first = await director.ok(simulation.listChanges, { params: { id: run.id, ruleId: 'summary' }, query: { limit: 2 } })
  const rest = await director.ok(simulation.listChanges, {
    params: { id: run.id, ruleId: 'summary' },
    query: { limit: 2, after: first.next! },
  })
  expect([...first.items, ...rest.items].map(c => [c.n, c.before, c.after])).toEqual([
    [1, null, 'denied'],
    [2, null, 'denied'],
    [3, null, 'denied'],
  ])
  expect(rest.next).toBeNull()
})

test('a longer promise: how many wait longer, and how long', async () => {
  const { id } = await director.ok(simulation.startRun, { body: { source: standard(14, consent), ...day } })
  const [rule] = (await ended(id)).rules
  expect(rule!.cost).toMatchObject({ longer: { count: 3, averageMs: 4 * minute }, forgiven: { count: 1, averageMs: 2 * minute } })
})

test('a draft on trial is weighed as if it were in force', async () => {
  const trial = standard(10, summary).replace('calendar:', '试行: 是\ncalendar:')
  const { id } = await director.ok(simulation.startRun, { body: { source: trial, ...day } })
  expect((await ended(id)).rules[1]!.after).toMatchObject({ hit: 3, stopped: 3 })
})

test('cancelled, it stays where it was', async () => {
  const { id } = await director.ok(simulation.startRun, { body: { source: standard(5), ...day } })
  expect(await director.ok(simulation.cancelRun, { params: { id } })).toMatchObject({ state: 'cancelled', mayCancel: false })
  await w.runDue()
  expect(await director.ok(simulation.cancelRun, { params: { id } })).toMatchObject({ state: 'cancelled', done: 0 })
})

test('whoever asks anew lets go of what he asked before', async () => {
  const first = await director.ok(simulation.startRun, { body: { source: standard(5), ...day } })
  const second = await director.ok(simulation.startRun, { body: { source: standard(6), ...day } })
  expect((await director.ok(simulation.getRun, { params: { id: first.id } })).state).toBe('cancelled')
  expect((await ended(second.id)).state).toBe('done')
  expect((await director.ok(simulation.listRuns)).items.slice(0, 2).map(r => r.id)).toEqual([second.id, first.id])
})

test('a draft with errors is refused with the line', async () => {
  const reply = await director.call(simulation.startRun, {
    body: { source: standard(5).replace('工单.登记', '工单.建立'), ...day },
  })
  expect([reply.status, reply.error.code, reply.error.params.line]).toEqual([422, 'standard.invalid', 11])
})

test.each([
  ['a period that ends before it begins', { from: day.until, until: day.from }, 'invalid.time'],
  ['more than a year', { from: '2025-01-01T00:00:00Z', until: day.until }, 'invalid.time'],
  ['a period that has not come', { from: '2026-12-01T00:00:00Z', until: '2026-12-02T00:00:00Z' }, 'invalid.time'],
])('%s is refused', async (_, period, code) => {
  expect((await director.call(simulation.startRun, { body: { source: standard(5), ...period } })).error.code).toBe(code)
})

test('a draft is tried by those who draft; a text that waits for consent by those who may consent', async () => {
  expect((await agent.call(simulation.startRun, { body: { source: standard(5), ...day } })).status).toBe(403)
  expect((await director.call(simulation.startRun, { body: day })).status).toBe(400)
  const mine = await director.ok(simulation.startRun, { body: { source: standard(5), ...day } })
  expect((await agent.call(simulation.getRun, { params: { id: mine.id } })).status).toBe(404)
  const submitted = await director.ok(publication.submit, { body: { source: standard(5, consent) } })
  const run = await leader.ok(simulation.startRun, { body: { publicationId: submitted.publication!.id, ...day } })
  expect(run).toMatchObject({ publicationId: submitted.publication!.id, base: submitted.publication!.base })
  expect((await ended(run.id, leader)).rules[0]!.changed).toBe(1)
  expect(
    (await director.ok(simulation.listRuns, { query: { publicationId: submitted.publication!.id } })).items.map(r => r.id),
  ).toEqual([run.id])
  const elsewhere = await w.as('director', { siteId: await w.site({ code: 'OTHER' }) })
  expect((await elsewhere.call(simulation.getRun, { params: { id: run.id } })).status).toBe(404)
})

/** 1200 matters that began on the tenth. */
await sql`insert into cases (site_id, id, kind, seq, head, last_at, facts, counts, rulebook_id, salt)
    select ${w.siteId}, ('00000000-0000-7000-b000-' || lpad(n::text, 12, '0'))::uuid, 'matter', 1, '', '2026-11-10T00:00:00Z', '{}', '{}', null, 'salt' from generate_series(1, 1200) n`.execute(
  w.database.kysely,
)
await sql`insert into events (site_id, case_id, seq, type, version, subject_kind, subject_id, refs, facts, detail, hashes, actor_kind, source, at, recorded_at, covers, prev_hash, hash)
    select site_id, id, 1, 'intake.received', 1, 'contact', id::text, '{}', '{}', '{}', '{}', 'system', 'system', last_at, last_at, '{}', '', '' from cases
    where id::text like '00000000-0000-7000-b000-%'`.execute(w.database.kysely)

test('many cases are replayed in parts, each a piece of work of its own, and progress shows', async () => {
  const period = { from: '2026-11-09T00:00:00Z', until: '2026-11-11T00:00:00Z' }
  const { id, total } = await director.ok(simulation.startRun, { body: { source: standard(5, summary), ...period } })
  expect(total).toBe(1200)
  await w.runDue()
  expect(await director.ok(simulation.getRun, { params: { id } })).toMatchObject({
    state: 'running',
    done: 500,
    rules: [{ after: { late: 500 } }, {}, {}],
  })
  const run = await ended(id)
  expect(run).toMatchObject({
    state: 'done',
    done: 1200,
    events: 1200,
    rules: [{ before: { late: 1200 }, after: { late: 1200 }, cost: { shorter: { count: 1200 } } }, {}, {}],
  })

  const { id: again } = await director.ok(simulation.startRun, {
    body: { source: standard(5).replace('编号: register', '编号: other'), ...period },
  })
  const other = await ended(again)
  expect(other.changed).toBe(2400)
  const { rows: kept } = await sql<{
    n: number
  }>`select count(*)::int as n from what_if_changes where run_id = ${again} and rule_id = 'other'`.execute(w.database.kysely)
  expect(kept[0]!.n).toBe(mostChanges)
})

test('finding the next cases of a long stretch reads them from an index', async () => {
  // only its owner may count a table for the planner
  await sql`analyze events`.execute(w.database.owner)
  const { rows: plan } = await sql<
    Record<string, string>
  >`explain select at, case_id from events where site_id = ${w.siteId} and seq = 1
    and at >= '2026-11-09' and at < '2026-11-11' and (at, case_id) > ('2026-11-09T00:00:00Z', '00000000-0000-7000-b000-000000000010') order by at, case_id limit 10`.execute(
    w.database.kysely,
  )
  expect(plan.map(p => p['QUERY PLAN']).join('\n')).toContain('events_opened')
})

test('a month later it is forgotten, with what it found', async () => {
  const { id } = await director.ok(simulation.startRun, { body: { source: standard(5), ...day } })
  await ended(id)
  const then = new Date(w.clock.now()).toISOString()
  w.clock.move('30 d')
  await w.runDue()
  expect((await director.call(simulation.getRun, { params: { id } })).status).toBe(404)
  expect([await rows('what_if_runs'), await rows('what_if_changes')]).toEqual([0, 0])
  w.clock.at(then)
})
