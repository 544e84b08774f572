/** Where the plays happen: the people of a site at their desks, its homes, and the clock. */
import { type Caller, isRefused } from './caller.ts'
import type { Chance } from './chance.ts'
import { localHour, minute } from './clock.ts'
import type { Household, Member, SiteStory } from './story.ts'

export type Home = Household & { premisesId: string; customerId: string }
export type Stage = {
  siteId: number
  story: SiteStory
  chance: Chance
  now(): number
  as(staffNumber: string): Caller
  personId(staffNumber: string): string
  homes: Home[]
  /** Ids of the rules that run at this site. */
  runs: ReadonlySet<string>
  /** What the system said no to although the play did not expect it. */
  surprises: string[]
}
/** A play gives the instants at which it goes on. */
export type Play = AsyncGenerator<number, void, void>

export const later = (stage: Stage, [from, to]: readonly [number, number]): number =>
  stage.now() + stage.chance.between(from * 60, to * 60) * 1000
export const inMinutes = (stage: Stage, minutes: number): number => stage.now() + minutes * minute
export const iso = (at: number): string => new Date(at).toISOString()

const desks = new Set(['agent', 'receptionist'])
/** Who answers now; at night the shift leader does. */
export function atTheDesk(stage: Stage): Caller {
  const { people } = stage.story
  const hour = localHour(stage.now())
  const awake = hour >= 8 && hour < 20
  return stage.as(
    (awake ? stage.chance.pick(people.filter(p => desks.has(p.role))) : people.findLast(p => p.role === 'shift-leader')!)
      .staffNumber,
  )
}

export const leader = (stage: Stage): Caller => stage.as(stage.story.people.find(p => p.role === 'shift-leader')!.staffNumber)

export type Team = { head: Member; workers: Member[] }
export function teamOf(story: SiteStory, department: string): Team {
  const members = story.people.filter(p => p.department === department)
  const head = members.find(p => p.head)
  if (!head) throw new Error(`No department is called ${department} at ${story.code}.`)
  const workers = members.filter(p => p.role === 'worker')
  return { head, workers: workers.length > 0 ? workers : [head] }
}

/** Does what the system must refuse, and gives the rules that refused it; a refusal that does not come is a surprise. */
export async function refused(stage: Stage, code: string, act: () => Promise<unknown>): Promise<string[]> {
  try {
    await act()
  } catch (error) {
    if (!isRefused(error)) throw error
    if (error.refusal.code !== code) stage.surprises.push(error.message)
    return error.refusal.detail?.violations?.map(violation => violation.ruleId) ?? []
  }
  stage.surprises.push(`${code} was expected, but it went through`)
  return []
}
