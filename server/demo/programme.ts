/** What happens when: contacts by the hour of the day, outages, and the set pieces that must be going on at the end. */
import { notices } from '@sansheng/contract/notices.ts'
import { byDay, day, hour, localHour, midnight, minute } from './clock.ts'
import { type Course, courses, setPieces } from './courses.ts'
import { askSomething } from './intake.ts'
import { playMatter } from './matter.ts'
import type { Scheduled } from './simulate.ts'
import { inMinutes, iso, leader, type Play, type Stage } from './stage.ts'
import type { Matter, Outage, SiteStory } from './story.ts'

/** `from` is the morning of the first day. */
export function programme(stage: Stage, from: number, until: number): Scheduled[] {
  return [...pieces(stage, from, until), ...outages(stage, from, until), ...ordinary(stage, from, until)]
}

function ordinary(stage: Stage, from: number, until: number): Scheduled[] {
  const { chance, story } = stage
  const found: Scheduled[] = []
  // each course is seen once before chance deals
  const deck = [...courses]
  for (let at = from + 2 * minute; ; ) {
    const awake = localHour(at) >= 7 && localHour(at) < 21
    at += (awake ? story.every.day : story.every.night) * (0.3 + 1.4 * chance.draw()) * minute
    if (at >= until) return found
    found.push({ at: Math.floor(at / 1000) * 1000, play: somebody(stage, deck) })
  }
}

function somebody(stage: Stage, deck: Course[]): Play {
  const { chance, story, homes } = stage
  const home = chance.pick(homes)
  if (chance.draw() < 0.28) return askSomething(stage, chance.pick(story.questions), home)
  const dealt = deck.shift()
  if (dealt) return playMatter(stage, chance.pick(everyday(story).filter(m => suits(dealt.kinds, m))), home, dealt)
  const matter = chance.draw() < 0.9 ? chance.pick(everyday(story)) : chance.pick(story.matters)
  return playMatter(stage, matter, home, chance.weighed(courses.filter(c => suits(c.kinds, matter))))
}

const everyday = (story: SiteStory) => story.matters.filter(m => m.urgency !== 'emergency' && m.field !== 'estate')
const suits = (kinds: readonly Matter['kind'][] | undefined, matter: Matter) => kinds === undefined || kinds.includes(matter.kind)

function pieces(stage: Stage, from: number, until: number): Scheduled[] {
  const { story, homes, chance } = stage
  return (setPieces[story.code] ?? []).map(({ before, category, course }) => {
    const matter = story.matters.find(m => m.category === category)
    if (!matter) throw new Error(`${story.code} has no matter about ${category}.`)
    const at = until - before * minute
    // what began days ago began by day
    return {
      at: before * minute > day && at < from ? byDay(at, 30) : at,
      play: playMatter(stage, matter, chance.pick(homes), course),
    }
  })
}

function outages(stage: Stage, from: number, until: number): Scheduled[] {
  return stage.story.outages.map(outage => ({
    at: 'morning' in outage.at ? from + outage.at.morning * minute : until - outage.at.before * minute,
    play: playOutage(stage, outage),
  }))
}

async function* playOutage(stage: Stage, outage: Outage): Play {
  const { kind, title, reason, source, planned, places, areas = [] } = outage
  const by = leader(stage)
  const endsAt = inMinutes(stage, outage.endsAfter)
  const startsAt = iso(inMinutes(stage, outage.startsAfter))
  const { id } = await by.ok(notices.receive, {
    body: { kind, title, reason, source, planned, places, areas, startsAt, endsAt: iso(endsAt) },
  })
  yield inMinutes(stage, outage.publishAfter)
  await by.ok(notices.publish, { params: { id } })
  if (outage.endedLate === undefined) return
  yield endsAt + outage.endedLate * minute
  await by.ok(notices.end, { params: { id } })
}

/** Eight in the morning of yesterday, as the companies count. */
export const firstMorning = (now: number): number => midnight(now) - day + 8 * hour
