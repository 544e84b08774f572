/** Times that an agent offers a customer, in the zone of the site. */
import { instantOf } from '../../app/site-time.ts'
import { dayOf, exact, timeOf } from '../../app/time.ts'

const MIN = 60_000
const DAY = 86_400_000

const roundUp = (at: number, step: number) => Math.ceil(at / step) * step

/** Half an hour, two hours, the end of the afternoon while it is ahead, tomorrow morning; full quarters, because people say those. */
export function promiseChoices(now: number, zone: string): string[] {
  const today = dayOf(now, zone)
  const at = (day: string, time: string) => Date.parse(instantOf(`${day}T${time}`, zone)!)
  const choices = [roundUp(now + 30 * MIN, 15 * MIN), roundUp(now + 120 * MIN, 15 * MIN)]
  const evening = at(today, '17:30')
  if (evening > choices[1]!) choices.push(evening)
  choices.push(at(dayOf(now + DAY, zone), '10:00'))
  return choices.map(ms => new Date(ms).toISOString())
}

/** `今天 16:30`, `明天 10:00`, otherwise with the date. */
export function dayWords(at: string, now: number, zone: string, words: { today: string; tomorrow: string }): string {
  const day = dayOf(at, zone)
  if (day === dayOf(now, zone)) return `${words.today} ${timeOf(at, { zone })}`
  if (day === dayOf(now + DAY, zone)) return `${words.tomorrow} ${timeOf(at, { zone })}`
  return exact(at, { zone, now })
}
