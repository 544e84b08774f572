/** How long wrong tries, devices and sessions count. Pure. */

/** After `free` wrong tries in a row the next one waits `first` milliseconds, each further one twice as long, at most `longest`. */
export type TryLimit = { free: number; first: number; longest: number }
/**
 * By what wrong tries are counted. A person on a device that he has signed in from is counted by both alone, so that nobody else can make him
 * wait there. Otherwise by staff number and address together, and more loosely by each of them: somebody who tries many numbers from one
 * address, or one number from many addresses, is slowed down too.
 */
export const tryLimits = {
  device: { free: 5, first: 30_000, longest: 15 * 60_000 },
  both: { free: 5, first: 30_000, longest: 15 * 60_000 },
  account: { free: 15, first: 10_000, longest: 60_000 },
  address: { free: 20, first: 10_000, longest: 60_000 },
  /** The current password, asked for inside a session. */
  session: { free: 5, first: 30_000, longest: 15 * 60_000 },
} as const satisfies Record<string, TryLimit>
/** Wrong tries are forgotten after this. */
export const tryRetention = 24 * 60 * 60_000
/** Wrong tries at one account within this are one event. */
export const refusalPeriod = 60 * 60_000
/** A device that nobody used for so long is not known any more. */
export const deviceRetention = 180 * 24 * 60 * 60_000

/** A session that nobody can use any more is kept for so long. */
export const sessionRetention = 31 * 24 * 60 * 60_000
/** Somebody whose password was reset is told of every reset that is no longer ago. */
export const resetToldFor = 30 * 24 * 60 * 60_000
