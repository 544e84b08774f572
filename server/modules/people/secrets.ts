/** Passwords and tokens: how they are kept, so that nobody who reads the database can use them. */
import { hash, verify } from '@node-rs/argon2'
import { sha256 } from '../../platform/events/index.ts'

/** Full-width and composed forms of the same characters count as the same password. */
const normal = (password: string) => password.normalize('NFKC')

/** argon2id with the parameters of RFC 9106's second choice as OWASP lowers it: 19 MiB, two passes. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password))

let nobodys: Promise<string> | undefined

/** Takes the same time whether or not there is such a person. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  if (stored !== null) return await verify(stored, normal(password))
  nobodys ??= hashPassword('nobody has this password')
  await verify(await nobodys, normal(password))
  return false
}

export const newToken = (random: (bytes: number) => Uint8Array): string => Buffer.from(random(32)).toString('base64url')
export const tokenHash = (token: string): string => sha256(token)
export const staffNumberHash = (staffNumber: string): string => sha256(`staff:${staffNumber.toLowerCase()}`)
