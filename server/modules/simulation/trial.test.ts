import { compliance } from '@sansheng/contract/compliance.ts'
import { notifications } from '@sansheng/contract/notifications.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { simulation } from '@sansheng/contract/simulation.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { formal } from '@sansheng/rulebook/document'
import { beforeEach, expect, test } from 'vitest'
import { drafts } from '../../platform/testing/builders.ts'
import { type Client, type World, world } from '../../platform/testing/world.ts'

const source = (own = '') => `---
standard: on-trial
title: 试行的规范
calendar: natural
---
## 4.1 十分钟内通知
\`\`\`规则
规则: 时限
编号: notify
起: 工单.登记
止: 工单.通知
限: 10 分钟
提醒: 80% 给 岗位:处理人
升级:
- 100% 给 岗位:班长
- +30 分钟 给 岗位:主任
\`\`\`
## 4.2 登记前要知道等级
\`\`\`规则
规则: 必备
编号: tier
${own}之前: 工单.登记
须有: 客户.等级
\`\`\`
`
const base = await world({ at: '2026-11-20T09:00:00+08:00' })
let w: World
let agent: Client
let leader: Client
let director: Client
beforeEach(async () => {
  w = await base.fresh()
  agent = await w.as('agent', { name: '林晓棠' })
  leader = await w.as('shift-leader', { name: '贺之远' })
  director = await w.as('director', { name: '顾明远' })
})
const register = () => agent.call(tickets.register, { body: drafts.ticket() })
/** A standard on trial; one ticket whose clock ran out with all its steps, and one that was registered just now. */
async function trialOfADay() {
  await w.publish(source(), { trial: true })
  const { status } = await register()
  for (const later of ['8 min', '2 min', '24 h']) {
    w.clock.move(later)
    await w.runDue()
  }
  await register()
  return status
}

test('before anything is published there is nothing to report', async () => {
  expect((await director.call(simulation.trialReport)).error.code).toBe('standard.none')
})

test('a standard on trial stops and alarms nobody, and reports whom it would have', async () => {
  expect(await trialOfADay()).toBe(200)
  expect((await leader.ok(notifications.list)).items).toEqual([])

  const report = await director.ok(simulation.trialReport)
  expect(report).toMatchObject({ whole: true, standard: { number: 1 }, rules: [{ ruleId: 'notify' }, { ruleId: 'tier' }] })
  expect(report.stopped).toMatchObject([
    {
      ruleId: 'tier',
      clause: { number: '4.2' },
      would: 'stop',
      count: 2,
      days: [
        { day: '2026-11-20', count: 1 },
        { day: '2026-11-21', count: 1 },
      ],
    },
  ])
  expect(
    report.alarms.map(a => [
      a.role,
      a.count,
      a.persons.map(p => `${p.person.name} ${p.count}`),
      a.steps.map(s => `${s.ruleId} ${s.why} ${s.step}`),
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['handler', 2, ['林晓棠 2'], ['notify breach 100%', 'notify warn 80%']],
      ['front-owner', 1, ['林晓棠 1'], ['notify breach 100%']],
      ['shift-leader', 1, ['贺之远 1'], ['notify escalate 100%']],
      ['director', 1, expect.arrayContaining(['顾明远 1']), ['notify escalate +30 min']],
    ]),
  )
})

test('whoever sees only his own cases is told of no others', async () => {
  await trialOfADay()
  const worker = await w.as('worker')
  expect(await worker.ok(simulation.trialReport)).toMatchObject({ stopped: [], alarms: [] })
  expect((await worker.ok(simulation.listAlarms, { query: { role: 'handler' } })).items).toEqual([])
})

test('a head of a department is told of alarms in it, and not how often whoever received the call would have been alarmed', async () => {
  await w.publish(source(), { trial: true })
  const head = await w.as('department-head', { name: '孙工', scope: 'team' })
  const department = await w.department('抢修队', [head], head)
  await agent.ok(tickets.register, { body: drafts.ticket({ departmentId: department }) })
  w.clock.move('10 min')
  await w.runDue()
  const persons = async (who: Client) =>
    (await who.ok(simulation.trialReport)).alarms.flatMap(a => a.persons.map(p => `${a.role} ${p.person.name}`))
  expect(await persons(director)).toContain('front-owner 林晓棠')
  expect((await head.ok(simulation.trialReport)).alarms.map(a => a.role)).toContain('front-owner')
  expect(await persons(head)).not.toContain('front-owner 林晓棠')
})

test('each figure leads to the cases behind it', async () => {
  await trialOfADay()
  const alarms = await director.ok(simulation.listAlarms, { query: { role: 'shift-leader' } })
  expect(alarms.items).toMatchObject([
    { ruleId: 'notify', why: 'escalate', root: { title: '东泉路口爆管', number: expect.stringMatching(/-001$/) } },
  ])
  expect((await director.ok(simulation.listAlarms, { query: { role: 'shift-leader', ruleId: 'tier' } })).items).toEqual([])
  const behind = await director.ok(compliance.listSubjects, { params: { ruleId: 'tier' }, query: { verdict: 'recorded' } })
  expect(behind.items.map(i => i.verdict)).toEqual(['recorded', 'recorded'])
})

test('pages of alarms follow each other without a gap', async () => {
  await trialOfADay()
  for (let n = 0; n < 3; n++) await register()
  w.clock.move('2 h')
  await w.runDue()
  const all = (await director.ok(simulation.listAlarms, { query: { role: 'director' } })).items
  const first = await director.ok(simulation.listAlarms, { query: { role: 'director', limit: 2 } })
  const rest = await director.ok(simulation.listAlarms, { query: { role: 'director', limit: 2, after: first.next! } })
  expect([...first.items, ...rest.items]).toEqual(all.slice(0, 4))
  expect(all.length).toBeGreaterThan(3)
})

test('one rule on trial is reported alone, and in earnest it stops', async () => {
  await w.publish(source('试行: 是\n'))
  expect((await register()).status).toBe(200)
  const report = await director.ok(simulation.trialReport)
  expect(report).toMatchObject({
    whole: false,
    rules: [{ ruleId: 'tier' }],
    stopped: [{ ruleId: 'tier', would: 'stop', count: 1 }],
    alarms: [],
  })
  await director.ok(publication.publish, { body: { source: formal(source('试行: 是\n'), 'tier') } })
  expect((await register()).error.code).toBe('gate.denied')
  expect((await director.ok(simulation.trialReport)).rules).toEqual([])
})

test('a rule that only ever records would have stopped nobody', async () => {
  await w.publish(source('方式: 只记\n'), { trial: true })
  expect((await register()).status).toBe(200)
  expect((await director.ok(simulation.trialReport)).stopped).toEqual([])
})

test('a stretch that makes no sense is refused', async () => {
  await w.publish(source(), { trial: true })
  const query = { from: '2026-11-20T00:00:00Z', to: '2026-11-19T00:00:00Z' }
  expect((await director.call(simulation.trialReport, { query })).error.code).toBe('invalid.time')
})
