/** Codes of an app by RFC 6238: SHA-1, six digits, half a minute, as every app shows them. */
import { Secret, TOTP } from 'otpauth'

const period = 30
const keyBytes = 20
const issuer = '三声'

const appOf = (key: string, label = '') => new TOTP({ issuer, label, secret: Secret.fromBase32(key), period })

export const newTotpKey = (random: (bytes: number) => Uint8Array): string =>
  new Secret({ buffer: Uint8Array.from(random(keyBytes)).buffer }).base32

/** What the square code says. */
export const totpUri = (key: string, staffNumber: string): string => appOf(key, staffNumber).toString()

/** The half minute that a code belongs to: this one, the one before or the one after; null when it is none of theirs. */
export function totpStep(key: string, code: string, now: number): number | null {
  const delta = appOf(key).validate({ token: code, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}
