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
  /** Answers of the provider that were not to be believed, by address. */
  provider: { free: 20, first: 10_000, longest: 60_000 },
  /** Codes of the second factor: of a person on a device that he is known on, otherwise of the person from wherever they come. */
  code: { free: 5, first: 30_000, longest: 15 * 60_000 },
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
/** Minutes, for whoever works at no site yet. */
export const usualStepUp = 15
/** So long somebody may take at the provider. */
export const flowLasts = 10 * 60_000
/** The password was right: so long the code of the second factor is waited for. */
export const codeAwaitedFor = 10 * 60_000
/** Codes for whoever lost his app: how many, and how many bytes of chance each takes. */
export const recovery = { codes: 10, chance: 10 } as const
/** Base32 as Crockford writes it, without letters that are taken for digits. */
const recoverySigns = '0123456789abcdefghjkmnpqrstvwxyz'
/** A recovery code in groups of four: `k7dm-4wqx-a2hc-9rtv`. */
export function recoveryCode(chance: Uint8Array): string {
  const bits = [...chance].map(byte => byte.toString(2).padStart(8, '0')).join('')
  const signs = (bits.match(/.{5}/g) ?? []).map(five => recoverySigns[Number.parseInt(five, 2)])
  return (signs.join('').match(/.{1,4}/g) ?? []).join('-')
}
/** What somebody typed as a code, in the form in which it is looked at: without blanks and hyphens, I and L as 1, O as 0. */
export const plainCode = (typed: string): string =>
  typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '').replace(/[il]/g, '1').replace(/o/g, '0')
export const isAppCode = (plain: string): boolean => /^\d{6}$/.test(plain)
