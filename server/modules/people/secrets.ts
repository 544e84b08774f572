/** Passwords and tokens: how they are kept, so that nobody who reads the database can use them. */
import { hash, verify } from '@node-rs/argon2'
import { sha256 } from '../../platform/events/index.ts'
import { hashLine } from './hash-line.ts'
import { passwordChance, readablePassword } from './password-rules.ts'

/** Full-width and composed forms of the same characters count as the same password. */
const normal = (password: string) => password.normalize('NFKC')

/** Of the whole process: two of the four threads in which Node hashes, reads files and resolves names. */
const line = hashLine({ atOnce: 2, places: 48 })

/** argon2id with the parameters of RFC 9106's second choice as OWASP lowers it: 19 MiB, two passes. */
export const hashPassword = (password: string): Promise<string> => line.run(true, () => hash(normal(password)))

let nobodys: Promise<string> | undefined

/** Takes the same time whether or not there is such a person. `trusted` goes before strangers when many wait. */
export async function passwordFits(stored: string | null, password: string, trusted: boolean): Promise<boolean> {
  nobodys ??= hash('nobody has this password')
  const against = stored ?? (await nobodys)
  return (await line.run(trusted, () => verify(against, normal(password)))) && stored !== null
}

/** A password that is shown once, with its hash. Made before the transaction that keeps it. */
export type FirstPassword = { password: string; hash: string }
export async function newFirstPassword(random: (bytes: number) => Uint8Array): Promise<FirstPassword> {
  const password = readablePassword(random(passwordChance))
  return { password, hash: await hashPassword(password) }
}

export const newToken = (random: (bytes: number) => Uint8Array): string => Buffer.from(random(32)).toString('base64url')
export const tokenHash = (token: string): string => sha256(token)
/** What wrong tries at a staff number are counted under. */
export const staffNumberHash = (staffNumber: string): string => sha256(`staff:${staffNumber.toLowerCase()}`)
