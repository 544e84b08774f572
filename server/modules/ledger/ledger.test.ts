import { ledger } from '@sansheng/contract/ledger.ts'
import { people } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { expect, test } from 'vitest'
import { housekeepingEvery, planRecurring } from '../../platform/housekeeping.ts'
import { relayAll } from '../../platform/stream/relay.ts'
import { world } from '../../platform/testing/world.ts'

const w = await world()
const auditor = await w.as('auditor')
const list = (query: object = {}) => auditor.ok(ledger.listEvents, { query })

test('the auditor finds what happened by kind, person, case and period, newest first, page by page, each event once', async () => {
  const [agent, other] = [await w.as('agent'), await w.as('agent')]
  const ticket = await w.a.ticket({ by: agent, title: '东泉路口爆管' })
  w.clock.move('1 min')
  await agent.ok(tickets.followUp, {
    params: { id: ticket.id },
    body: { note: '已到路口，电话 13800002046', version: ticket.version },
  })
  await w.a.ticket({ by: other })

  const mine = await list({ personId: agent.personId, group: 'work' })
  expect(mine.items[0]).toMatchObject({
    type: 'ticket.followed_up',
    actor: { kind: 'staff', id: agent.personId },
    source: 'screen',
    caseId: ticket.caseId,
    root: { kind: 'ticket', id: ticket.id, number: ticket.number, title: '东泉路口爆管', path: `/tickets/${ticket.id}` },
    seal: null,
  })
  expect(mine.items.every(({ actor }) => actor?.id === agent.personId)).toBe(true)
  expect(JSON.stringify(mine)).not.toContain('13800002046')

  const ofCase = await list({ caseId: ticket.caseId })
  expect(ofCase.items.map(e => e.seq)).toEqual(ofCase.items.map((_, n) => ofCase.items.length - n))

  const all = await list({ limit: 200 })
  const paged = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: 7, ...(after ? { after } : {}) })
    paged.push(...page.items)
    after = page.next
  } while (after)
  const keyOf = (e: { caseId: string; seq: number }) => `${e.caseId}/${e.seq}`
  // each question of the auditor himself is no event
  expect(paged.map(keyOf)).toEqual(all.items.map(keyOf))
  expect(new Set(paged.map(keyOf)).size).toBe(paged.length)
  expect(all.items.map(e => e.at)).toEqual(
    all.items
      .map(e => e.at)
      .toSorted()
      .reverse(),
  )

  const signedIn = await list({ type: 'session.opened' })
  expect(new Set(signedIn.items.map(e => e.type))).toEqual(new Set(['session.opened']))
  const none = await list({ until: '2026-11-01T00:00:00+08:00' })
  expect(none.items).toEqual([])
})

test('an event that a seal covers says which; the overview shows the seals', async () => {
  const ticket = await w.a.ticket({ by: await w.as('agent') })
  await relayAll(w.database.kysely, w.app.subjects, w.clock.now)
  let id = 0
  await planRecurring(w.database.kysely, housekeepingEvery, {
    now: w.clock.now,
    newId: () => `00000000-0000-7000-8000-${String(++id).padStart(12, '0')}`,
  })
  w.clock.move('11 min')
  await w.runDue()
  const { events, cases, key, seals } = await auditor.ok(ledger.overview)
  expect([events > 5, cases > 1, key.startsWith('ed25519:'), seals[0]?.number]).toEqual([true, true, true, 1])
  const sealed = await list({ caseId: ticket.caseId })
  expect(new Set(sealed.items.map(e => e.seal))).toEqual(new Set([1]))
})

test('what the asker may not see is not named; others are refused; too long a period says what to do', async () => {
  const there = await w.site({ code: 'XS' })
  const agent = await w.as('agent')
  await w.a.ticket({ by: agent, title: '一号院停水' })
  const administrator = await w.as('administrator')
  expect((await administrator.call(ledger.listEvents)).status).toBe(403)
  expect((await agent.call(ledger.overview)).status).toBe(403)
  expect((await auditor.call(ledger.listEvents, { params: { siteId: there } })).status).toBe(404)
  const stranger = await w.as('auditor', { siteId: there })
  expect(JSON.stringify(await stranger.ok(ledger.listEvents, { params: { siteId: there } }))).not.toContain('一号院')
  const long = await auditor.call(ledger.listEvents, { query: { from: '2026-01-01T00:00:00+08:00' } })
  expect([long.status, long.error.fields]).toEqual([400, [{ path: '/from', message: '一次最多查 92 天，请把起止缩短。' }]])
  expect((await agent.call(people.me)).status).toBe(200)
})
