/** Plays yesterday and today through the system itself: every row and every figure comes from commands, none from an insert. */
import { people } from '@sansheng/contract/people.ts'
import type { Logger } from 'pino'
import { buildApp } from '../app.ts'
import { firstPerson } from '../modules/people/index.ts'
import type { Database } from '../platform/db.ts'
import { sealNow } from '../platform/events/seal.ts'
import type { SealKey } from '../platform/events/seal-key.ts'
import { type Ports, timeIds } from '../platform/ports.ts'
import { callersOf, type Secrets } from './caller.ts'
import { chanceOf } from './chance.ts'
import { byDay, day, hour, simulatedClock } from './clock.ts'
import { foundSite } from './found.ts'
import { firstMorning, programme } from './programme.ts'
import { simulate } from './simulate.ts'
import type { Play } from './stage.ts'
import { stories } from './stories.ts'
import type { SiteStory } from './story.ts'

export type SeedNeeds = {
  database: Database
  ports: Ports
  log: Logger
  sealKey: SealKey
  /** What every made-up person signs in with. */
  password: string
  stories?: SiteStory[]
  /** Eight in the morning of yesterday when absent. */
  from?: number
  /** Ends the play early: what was played is then incomplete. */
  signal?: AbortSignal
}

/** Gives what the system refused although the plays did not expect it. */
export async function seed(needs: SeedNeeds): Promise<{ surprises: string[] }> {
  const { database, log, sealKey } = needs
  const until = needs.ports.now()
  const from = needs.from ?? firstMorning(until)
  const clock = simulatedClock(byDay(from - 14 * day, 40))
  const ports: Ports = {
    now: clock.now,
    passed: clock.now,
    newId: timeIds(clock.now, needs.ports.random),
    random: needs.ports.random,
  }
  // nobody looks at a screen yet: what moves into the stream is not read back
  const listen: Database['listen'] = async (channel, onText) =>
    channel === 'stream' ? async () => {} : await database.listen(channel, onText)
  const app = await buildApp({ database: { ...database, listen }, ports, log, sealKey, demo: true, idleMinutes: 24 * 60 })
  try {
    await firstPerson(database.kysely, ports, needs.password)
    const secrets: Secrets = { password: needs.password, first: new Map() }
    const surprises: string[] = []
    const shared = {
      // sessions of a played day end by their hours, not by being idle
      callers: callersOf(app, secrets, { 'x-sansheng-quiet': '1' }),
      secrets,
      now: clock.now,
      surprises,
      chance: chanceOf(needs.ports.random(16)),
    }
    const plays = []
    for (const story of needs.stories ?? stories) {
      needs.signal?.throwIfAborted()
      const stage = await foundSite(story, shared)
      plays.push(...programme(stage, from, until))
    }
    const seal = async () => {
      await app.settle()
      await sealNow(database.kysely, sealKey, clock.now())
    }
    const surprise = (text: string) => void surprises.push(text)
    await simulate(
      { db: database.kysely, app, clock, surprise, signal: needs.signal },
      [{ at: from, play: everyHour(clock.now, seal) }, ...plays],
      until,
    )
    // whoever has not worked yet changes his first password now, so that he can be looked in on
    await Promise.all([...secrets.first.keys()].map(staffNumber => shared.callers(staffNumber).ok(people.me)))
    await seal()
    for (const text of surprises) log.warn(text)
    return { surprises }
  } finally {
    await app.close()
  }
}

async function* everyHour(now: () => number, work: () => Promise<void>): Play {
  for (;;) {
    yield now() + hour
    await work()
  }
}
