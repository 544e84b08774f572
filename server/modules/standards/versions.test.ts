/** What a published version leaves behind: cases that keep it, and the texts that it was made of. */
import { compliance } from '@sansheng/contract/compliance.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { shortPromises, sitesWithPromises } from './testing/short-promises.ts'

const site = await sitesWithPromises()

test('a case keeps the version that it opened under; a trial measures and alarms nobody', async () => {
  const { w, agent, leader, director } = await site()
  const old = await w.a.ticket({ by: agent })
  await director.ok(publication.publish, {
    body: { source: shortPromises.replaceAll('30 分钟', '5 分钟').replaceAll('三十分钟', '五分钟'), trial: true },
  })
  const fresh = await w.a.ticket({ by: agent })
  const term = (t: typeof old) => t.clocks.find(c => c.ruleId === 'notify')
  expect(term(old)).toMatchObject({ termMs: 1_800_000, recordOnly: false })
  expect(term(fresh)).toMatchObject({ termMs: 300_000, recordOnly: true })

  w.clock.move('6 min')
  await w.runDue()
  expect(await bellsOf(fresh.caseId)).toBe(0)
  expect(await bellsOf(old.caseId)).toBe(0)
  expect(term(await agent.ok(tickets.get, { params: { id: fresh.id } }))).toMatchObject({ breached: true })
  const versions = await director.ok(standards.listVersions)
  expect(versions.items.map(v => [v.number, v.trial, v.current])).toEqual([
    [2, true, true],
    [1, false, false],
  ])

  async function bellsOf(caseId: string) {
    const { n } = await w.database.kysely
      .selectFrom('notifications')
      .select(e => e.fn.countAll<number>().as('n'))
      .where('case_id', '=', caseId)
      .where('person_id', '=', leader.personId)
      .executeTakeFirstOrThrow()
    return Number(n)
  }
})

test('what a version was compiled from stays as it was then, and a rule that it inherits is explained by its own clause', async () => {
  const { w, agent, director } = await site()
  await w.a.calendar('front-desk', { mon: ['08:00-18:00'] })
  await w.a.calendar('front-desk', { mon: ['08:00-18:00'], fri: ['08:00-20:00'] })
  const heir = shortPromises
    .replace('title:', 'extends: general-hotline\ntitle:')
    .replace('calendar: natural', 'calendar: front-desk')
  const { id } = await director.ok(publication.publish, { body: { source: heir, trial: true } })
  const texts = await director.ok(standards.getTexts, { params: { id } })
  expect(texts).toMatchObject({ source: heir, trial: true, calendars: { 'front-desk': { version: '2' } } })
  expect(Object.keys(texts.inherited)).toEqual(['general-hotline'])
  await w.a.calendar('front-desk', { mon: ['09:00-18:00'] })
  expect(await director.ok(standards.getTexts, { params: { id } })).toEqual(texts)

  const { clauses } = await director.ok(standards.getVersion, { params: { id } })
  const ticket = await w.a.ticket({ by: agent })
  const inherited = ticket.clocks.filter(c => c.clause.number.startsWith('附'))
  expect(inherited.length).toBeGreaterThan(0)
  for (const clock of inherited) {
    const { prose, rule } = await agent.ok(standards.explainClock, { params: { id: clock.id } })
    expect(prose).toBe(clauses.find(c => c.anchor === rule.clause.anchor)!.prose)
    expect(prose).not.toBe('')
  }
  const day = { from: new Date(w.clock.now() - 86_400_000).toISOString(), to: new Date(w.clock.now()).toISOString() }
  const table = await director.ok(compliance.table, { query: day })
  for (const list of [table.rows, table.targets]) {
    const places = list.map(row => clauses.findIndex(c => c.anchor === row.clause.anchor))
    expect(places.length).toBeGreaterThan(0)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
})
