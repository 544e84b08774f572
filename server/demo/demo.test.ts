import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { sealKey } from '../platform/events/seal-key.ts'
import { verifyLedger } from '../platform/events/verify.ts'
import { cloneDatabase, type TestDatabase, testDatabase } from '../platform/testing/database.ts'
import { stillPorts } from '../platform/testing/ports.ts'
import { propertyStory } from './property-story.ts'
import { seed } from './seed.ts'
import { stories } from './stories.ts'
import type { SiteStory } from './story.ts'
import { traffic } from './traffic.ts'
import { waterStory } from './water-story.ts'

const password = 'ketuv-morap-lisan'
const log = pino({ level: 'silent' })
const key = sealKey({ file: join(mkdtempSync(join(tmpdir(), 'seal-')), 'key') })
const database = await testDatabase()

/** From eight in the morning until five in the afternoon of a Friday. */
const play = (on: TestDatabase, stories: SiteStory[], until = '17:00') =>
  seed({
    database: on,
    ports: stillPorts(`2026-11-20T${until}:00+08:00`),
    log,
    sealKey: key,
    password,
    stories,
    from: Date.parse('2026-11-20T08:00:00+08:00'),
  })

const all = async (on: TestDatabase, text: string) => (await sql.raw<Record<string, unknown>>(text).execute(on.kysely)).rows
const column = async (text: string) => (await all(database, text)).map(row => Object.values(row)[0])

const { surprises } = await play(database, [waterStory])

test('a played day has every kind of outcome, and the app expected none of them otherwise', async () => {
  expect(surprises).toEqual([])
  expect((await verifyLedger(database.kysely)).ok).toBe(true)
  const verdicts = await column(
    `select verdict from findings union select jsonb_path_query(passed, '$[*].verdict') #>> '{}' from events`,
  )
  expect(verdicts).toEqual(
    expect.arrayContaining(['met', 'late', 'breached', 'denied', 'overridden', 'passed', 'routed', 'void']),
  )
  expect(await column('select distinct state from clocks')).toEqual(
    expect.arrayContaining(['running', 'paused', 'met', 'late', 'void']),
  )
  const forms = ['made', 'accepted', 'arrived', 'returned', 'inspected', 'withdrawn']
  expect(await column('select distinct status from forms')).toEqual(expect.arrayContaining(forms))
  const happened = [
    'clock.warned',
    'clock.escalated',
    'callback.recorded',
    'promise.kept',
    'ticket.transferred',
    'contact.answered',
  ]
  expect(await column('select distinct type from events')).toEqual(expect.arrayContaining(happened))
  const [{ tickets } = {}] = await all(database, 'select count(*)::int as tickets from tickets')
  expect(tickets).toBeGreaterThan(25)
})

test.each(stories.filter(story => story !== waterStory).map(story => [story.standard, story] as const))(
  'a morning under %s goes as its people expect',
  async (_, story) => {
    const on = await cloneDatabase()
    try {
      const { surprises } = await play(on, [{ ...story, every: { day: 12, night: 60 } }], '13:00')
      expect(surprises).toEqual([])
      const states = (await all(on, 'select distinct state from clocks')).map(row => row.state)
      expect(states).toEqual(expect.arrayContaining(['met', 'running']))
    } finally {
      await on.close()
    }
  },
)

test('no clock is left that should have fired or settled', async () => {
  expect(await column(`select rule_id from clocks where next_fire_at <= '2026-11-20T17:00:00+08:00'`)).toEqual([])
  const left = `select c.rule_id from clocks c join tickets t on t.site_id = c.site_id and t.id = c.root_id
    where t.status = 'closed' and c.state in ('running', 'paused')`
  expect(await column(left)).toEqual([])
})

test('the same chance plays the same day', async () => {
  const days = []
  for (let n = 0; n < 2; n++) {
    const on = await cloneDatabase()
    try {
      await play(on, [{ ...propertyStory, every: { day: 45, night: 45 } }], '12:00')
      days.push(
        await all(on, 'select number, title, status, registered_at, closed_at from tickets order by number'),
        await all(on, 'select rule_id, state, started_at, due_at, settled_at from clocks order by 1, 3, 4, 5, 2'),
      )
    } finally {
      await on.close()
    }
  }
  expect(days[0]!.length).toBeGreaterThan(4)
  expect(days.slice(0, 2)).toEqual(days.slice(2))
})

test('life goes on after the day that was played, one small step at a time', async () => {
  const ports = stillPorts('2026-11-20T17:00:00+08:00')
  const newId = () => crypto.randomUUID()
  // the day was played with the same still ports: their chance would give the same sessions once more
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const app = await buildApp({ database, ports: { ...ports, newId, random }, log, sealKey: key, demo: true })
  try {
    const step = traffic({ app, ports, log, password }, undefined, [waterStory])
    const done: (string | null)[] = []
    for (let n = 0; n < 40; n++) {
      ports.move('40 s')
      done.push(await step())
    }
    expect(done.filter(d => d === 'contact').length).toBeGreaterThan(1)
    expect(new Set(done).size).toBeGreaterThan(5)
    await app.settle()
    expect((await verifyLedger(database.kysely)).ok).toBe(true)
  } finally {
    await app.close()
  }
})
