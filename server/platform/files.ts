/** Files by their content (SHA-256) in a folder behind a port; what a file is says its content, never its name. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Fault } from '@sansheng/contract/fault.ts'

export type Stored = { sha256: string; size: number; type: FileType }
export type Files = {
  /** Keeps the bytes once, however often they come; throws `too_large` or `invalid`. */
  put(bytes: AsyncIterable<Uint8Array>): Promise<Stored>
  /** The content; throws `not_found` while it is opened. */
  open(sha256: string): Promise<Readable>
}

/** Types that are taken, by the bytes with which they begin. Nothing here runs in a browser. */
const signatures = {
  'image/png': [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  'image/jpeg': [[0xff, 0xd8, 0xff]],
  'image/gif': [[...Buffer.from('GIF87a')], [...Buffer.from('GIF89a')]],
  'application/pdf': [[...Buffer.from('%PDF-')]],
} as const
export type FileType = keyof typeof signatures

export function typeOf(head: Uint8Array): FileType | null {
  for (const [type, starts] of Object.entries(signatures))
    if (starts.some(start => start.every((byte, at) => head[at] === byte))) return type as FileType
  return null
}

/** Headers under which a stored file leaves the system: it is saved, not shown, and never guessed at. */
export const safeHeaders = (file: Stored): Record<string, string> => ({
  'content-type': file.type,
  'content-length': String(file.size),
  'content-disposition': 'attachment',
  'x-content-type-options': 'nosniff',
})

const tenMegabytes = 10_000_000

/** `newId` names what is being written; a file appears under its hash only when it is whole. */
export function filesIn(folder: string, needs: { newId(): string; limit?: number }): Files {
  const limit = needs.limit ?? tenMegabytes
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    async put(bytes) {
      const parts: Uint8Array[] = []
      let size = 0
      for await (const part of bytes) {
        size += part.length
        if (size > limit) throw new Fault('too_large')
        parts.push(part)
      }
      const whole = Buffer.concat(parts)
      const type = typeOf(whole)
      if (!type) throw new Fault('invalid')
      const sha256 = createHash('sha256').update(whole).digest('hex')
      const target = place(sha256)
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 })
      const draft = `${target}.${needs.newId()}`
      await writeFile(draft, whole, { mode: 0o600, flag: 'wx' })
      await rename(draft, target).catch(async error => {
        await rm(draft, { force: true })
        throw error
      })
      return { sha256, size, type }
    },
    async open(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Fault('not_found')
      const stream = createReadStream(place(sha256))
      await new Promise<void>((ready, refuse) => {
        stream.once('open', () => ready())
        stream.once('error', () => refuse(new Fault('not_found')))
      })
      return stream
    },
  }
}
