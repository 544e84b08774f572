/** A day that is played: its clock, and the hours of the made-up companies. */
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** Both companies lie where the clock shows eight hours more than UTC, all year round. */
const ahead = 8 * hour

export const localHour = (at: number): number => Math.floor((at + ahead) / hour) % 24
export const midnight = (at: number): number => Math.floor((at + ahead) / day) * day - ahead

/** The same instant by day, else some minutes after eight in the morning; both companies work all week. */
export function byDay(at: number, minutesAfterEight: number): number {
  const morning = midnight(at) + 8 * hour
  if (at >= morning && at < midnight(at) + 20 * hour) return at
  return (at < morning ? morning : morning + day) + minutesAfterEight * minute
}

export type SimulatedClock = { now(): number; to(at: number): void }
/** Never goes back. */
export function simulatedClock(at: number): SimulatedClock {
  let ms = at
  return {
    now: () => ms,
    to(at) {
      ms = Math.max(ms, at)
    },
  }
}
