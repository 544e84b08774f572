/**
 * AES-256-GCM over a whole stream, the key made from a passphrase by scrypt. What is read has been read before it is known to be untouched: the
 * reader uses nothing of it for good until the stream has ended.
 */
import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes, scrypt } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { promisify } from 'node:util'

/** With these bytes an encrypted backup begins. */
const mark = Buffer.from('sansheng backup, encrypted 1\n')
const [saltBytes, ivBytes, tagBytes] = [16, 12, 16]
const headBytes = mark.length + saltBytes + ivBytes

/** The code of an error whose message is for the person who gave the file. */
export const refused = 'BACKUP_REFUSED'
const refusal = (message: string) => Object.assign(new Error(message), { code: refused })

/** 64 MB for each guess of a passphrase. */
const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  (promisify(scrypt) as (p: string, s: Buffer, n: number, o: object) => Promise<Buffer>)(passphrase.normalize('NFKC'), salt, 32, {
    N: 2 ** 16,
    r: 8,
    p: 1,
    maxmem: 128 * 1024 * 1024,
  })

export async function encrypting(passphrase: string): Promise<Transform> {
  const [salt, iv] = [randomBytes(saltBytes), randomBytes(ivBytes)]
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv)
  let begun = false
  const head = () => {
    if (begun) return Buffer.alloc(0)
    begun = true
    return Buffer.concat([mark, salt, iv])
  }
  return new Transform({
    transform: (piece: Buffer, _, done) => done(null, Buffer.concat([head(), cipher.update(piece)])),
    flush: done => done(null, Buffer.concat([head(), cipher.final(), cipher.getAuthTag()])),
  })
}

/** Decrypts what begins like an encrypted backup and passes on what does not. */
export function decrypting(passphrase: string | null): Transform {
  let held: Buffer = Buffer.alloc(0)
  let decipher: DecipherGCM | 'plain' | null = null
  async function begin(): Promise<void> {
    if (!held.subarray(0, mark.length).equals(mark)) {
      decipher = 'plain'
      return
    }
    if (passphrase === null) throw refusal('这份备份加了密，请用 --passphrase-file 给出口令文件。')
    const salt = held.subarray(mark.length, mark.length + saltBytes)
    const iv = held.subarray(mark.length + saltBytes, headBytes)
    decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv)
    held = held.subarray(headBytes)
  }
  async function take(piece: Buffer, ended: boolean): Promise<Buffer> {
    held = held.length === 0 ? piece : Buffer.concat([held, piece])
    if (decipher === null) {
      if (held.length < headBytes && !ended) return Buffer.alloc(0)
      await begin()
    }
    const cipher = decipher as DecipherGCM | 'plain'
    const keep = cipher === 'plain' ? 0 : Math.min(tagBytes, held.length)
    const now = held.subarray(0, held.length - keep)
    held = held.subarray(held.length - keep)
    return cipher === 'plain' ? now : cipher.update(now)
  }
  function end(): Buffer {
    if (decipher === 'plain') return Buffer.alloc(0)
    try {
      const cipher = decipher as DecipherGCM
      return Buffer.concat([cipher.setAuthTag(held).final()])
    } catch {
      throw refusal('口令不对，或者备份文件被改动、不完整。')
    }
  }
  const answer = (work: Promise<Buffer>, done: TransformCallback) =>
    void work.then(
      out => done(null, out),
      (error: Error) => done(error),
    )
  return new Transform({
    transform: (piece: Buffer, _, done) => answer(take(piece, false), done),
    flush: done =>
      answer(
        take(Buffer.alloc(0), true).then(out => Buffer.concat([out, end()])),
        done,
      ),
  })
}
