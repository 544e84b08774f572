/** Encrypts what has to be read again and must not be read from the database alone. The key lies in the data folder or in the environment. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

export type SecretBox = {
  /** `about`: whose secret it is; it can be opened only as that. */
  seal(text: string, about: string, random: (bytes: number) => Uint8Array): string
  /** Null when it was sealed with another key, or about something else. */
  open(sealed: string, about: string): string | null
}

export function secretBox(key: Uint8Array): SecretBox {
  return {
    seal(text, about, random) {
      const iv = random(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64')
      if (bytes.length < ivBytes + tagBytes) return null
      const tag = bytes.subarray(ivBytes, ivBytes + tagBytes)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(about))
        .setAuthTag(tag)
      const text = decipher.update(bytes.subarray(ivBytes + tagBytes))
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        // the tag does not fit
        return null
      }
    },
  }
}

/** 32 bytes in base64, or null when the text is something else. */
export function boxKeyFrom(text: string): Uint8Array | null {
  const bytes = Buffer.from(text.trim(), 'base64')
  return bytes.length === keyBytes ? bytes : null
}

export const boxKeyName = 'sign-in-key'
export const boxKeyFile = ({ home }: { home: string }): string => join(home, boxKeyName)

/** Reads the key from a file of the data folder (mode 0600), which it makes at the first start. */
export function boxKeyIn(file: string): Uint8Array {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  }
  const key = boxKeyFrom(readFileSync(file, 'utf8'))
  if (!key) throw new Error(`${file} 不是 32 字节的密钥（base64）。`)
  return key
}
