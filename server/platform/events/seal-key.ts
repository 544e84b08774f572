/** The key that signs seals. Its public half is short enough to be written down: it is what people pin. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../schema.gen.ts'
import { iso } from '../ctx.ts'
import { canonical } from './hash.ts'

/** `publicKey`: `ed25519:` and 43 signs. */
export type SealKey = { sign(text: string): string; publicKey: string }

export const sealKeyName = 'seal-key.pem'
export const sealKeyFile = ({ home }: { home: string }): string => join(home, sealKeyName)

/** Reads the Ed25519 key from PEM text or from a file of the data folder (mode 0600), which it makes at the first start. */
export function sealKey({ pem, file }: { pem?: string | undefined; file: string }): SealKey {
  return keyOfPem(pem ?? (existsSync(file) ? readFileSync(file, 'utf8') : makeKeyFile(file)))
}

/** The key of a machine: from its settings, or from the file of its data folder. */
export const sealKeyOf = (settings: { home: string; sealKeyPem?: string | undefined }): SealKey =>
  sealKey({ pem: settings.sealKeyPem, file: sealKeyFile(settings) })

export function keyOfPem(pem: string): SealKey {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('封存私钥要是 Ed25519 的。')
  const publicKey = `ed25519:${createPublicKey(key).export({ format: 'jwk' }).x}`
  return { sign: words => sign(null, Buffer.from(words), key).toString('base64'), publicKey }
}

/** Makes a key where there is none and gives its PEM text. */
export function makeKeyFile(file: string): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
  return pem
}

/** A public key as we write it, from itself or from PEM text; null when it is neither. */
export function publicKeyFrom(text: string): string | null {
  const wanted = text.trim()
  if (/^ed25519:[\w-]{43}$/.test(wanted)) return wanted
  try {
    const { x, crv } = createPublicKey(wanted).export({ format: 'jwk' })
    return crv === 'Ed25519' ? `ed25519:${x}` : null
  } catch {
    return null
  }
}

export function signatureHolds(publicKey: string, words: string, signature: string): boolean {
  // one text a signature: what differs in it is another one, even where it decodes to the same
  if (Buffer.from(signature, 'base64').toString('base64') !== signature) return false
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.slice('ed25519:'.length) }, format: 'jwk' })
    return verify(null, Buffer.from(words), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

export type KeyChange = { public_key: string; follows: string; changed_at: string; signature: string }
const changeWords = (c: Omit<KeyChange, 'signature'>) => canonical(['key', c.public_key, c.follows, c.changed_at])
export const changeHolds = (c: KeyChange): boolean => signatureHolds(c.follows, changeWords(c), c.signature)

/** Writes down, signed by the old key, that another one seals from now on. */
export async function changeKey(db: Kysely<DB>, from: SealKey, to: SealKey, now: number): Promise<void> {
  const change = { public_key: to.publicKey, follows: from.publicKey, changed_at: iso(now) }
  await sql`insert into seal_keys (public_key, follows, changed_at, signature)
    values (${change.public_key}, ${change.follows}, ${change.changed_at}, ${from.sign(changeWords(change))})`.execute(db)
}
