/** Reads files out of a zip within bounds: sizes that a zip states may lie, so what counts is what comes out. */
import { inflateRawSync } from 'node:zlib'

const entriesMost = 10_000

export type Zip = { read: (name: string, most: number) => Buffer | 'large' | null }

/** Null when this is no zip that can be read. */
export function openZip(bytes: Buffer): Zip | null {
  try {
    const entries = entriesOf(bytes)
    return entries && { read: (name, most) => readEntry(bytes, entries.get(name), most) }
  } catch {
    return null
  }
}

type Entry = { method: number; packed: number; local: number }

function entriesOf(bytes: Buffer): Map<string, Entry> | null {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) return null
  const count = Math.min(bytes.readUInt16LE(end + 10), entriesMost)
  let at = bytes.readUInt32LE(end + 16)
  const entries = new Map<string, Entry>()
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) return null
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)]
    const title = bytes.toString('utf8', at + 46, at + 46 + name).replaceAll('\\', '/')
    if (!entries.has(title)) entries.set(title, { method, packed, local: bytes.readUInt32LE(at + 42) })
    at += 46 + name + extra + comment
  }
  return entries
}

function readEntry(bytes: Buffer, entry: Entry | undefined, most: number): Buffer | 'large' | null {
  if (!entry) return null
  try {
    const { local, packed, method } = entry
    if (bytes.readUInt32LE(local) !== 0x04034b50) return null
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(from, from + packed)
    if (method === 0) return data.length > most ? 'large' : data
    return method === 8 ? inflateRawSync(data, { maxOutputLength: most }) : null
  } catch (error) {
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'large' : null
  }
}
