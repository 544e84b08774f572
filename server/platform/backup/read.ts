/** Reads a backup from its beginning to its end and finds what is missing or was changed. */
import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract as newExtract } from 'tar-stream'
import { sealKeyName } from '../events/seal-key.ts'
import { decrypting, refused } from './encryption.ts'
import { type Begin, beginName, type End, endName, type Manifest, tableOfName } from './manifest.ts'

export type BackupReader = {
  /** Comes first. Throws when this program cannot take the backup. */
  begin(begin: Begin): Promise<void>
  /** The bytes of one table, in order; `null`: there are no more. */
  table(name: string, piece: Buffer | null): Promise<void>
}
/** Only looks whether all is there and unchanged. */
export const looking: BackupReader = { begin: async () => {}, table: async () => {} }
export type BackupRead = { manifest: Manifest; sealKeyPem: string | null }

/** Our own entries are a fifteenth of this. */
const entryBytesAtMost = 64 * 1024 * 1024
const unusable = '备份文件不完整，或者被改动过'

/** Resolves when all of it has come and every sum is right; throws otherwise, with what is wrong. */
export async function readBackup(input: Readable, passphrase: string | null, reader: BackupReader): Promise<BackupRead> {
  const extract = newExtract()
  const flow = pipeline([input, decrypting(passphrase), createGunzip(), extract])
  // its failure also ends the loop below, which is waited for
  flow.catch(() => {})
  const state = newState(reader)
  let failure: unknown
  try {
    for await (const entry of extract) {
      const { name, size = 0 } = entry.header
      if (size > entryBytesAtMost) throw new Error(name)
      const content = Buffer.concat(await bytesOf(entry))
      await state.take(name, content).catch(error => {
        failure = error
        throw error
      })
    }
    await flow
  } catch (error) {
    if (failure !== undefined) throw failure
    const cause = await flow.then(
      () => error as Error,
      (reason: Error) => reason,
    )
    throw (cause as { code?: string }).code === refused ? cause : new Error(`${unusable}（${cause.message}）。`, { cause })
  }
  return state.end()
}

function newState(reader: BackupReader) {
  let begin: Begin | null = null
  let end: End | null = null
  let sealKeyPem: string | null = null
  let open: { name: string; hash: Hash; bytes: number } | null = null
  const sums = new Map<string, { bytes: number; sha256: string }>()

  async function close(): Promise<void> {
    if (!open) return
    sums.set(open.name, { bytes: open.bytes, sha256: open.hash.digest('hex') })
    await reader.table(open.name, null)
    open = null
  }
  async function takeTable(name: string, piece: Buffer): Promise<void> {
    if (!begin?.tables.some(table => table.name === name) || end || sums.has(name)) throw new Error(`${unusable}：${name}。`)
    if (open?.name !== name) {
      await close()
      open = { name, hash: createHash('sha256'), bytes: 0 }
    }
    open!.hash.update(piece)
    open!.bytes += piece.length
    await reader.table(name, piece)
  }
  return {
    async take(entry: string, content: Buffer): Promise<void> {
      const table = tableOfName(entry)
      if (table !== null) return takeTable(table, content)
      await close()
      if (entry === beginName && begin === null) {
        begin = parsed<Begin>(content)
        if (begin.format !== 1) throw new Error('这份备份由更新版本的三声做成，请用那个版本恢复。')
        await reader.begin(begin)
      } else if (entry === endName && begin !== null) end = parsed<End>(content)
      else if (entry === sealKeyName) sealKeyPem = content.toString()
      else throw new Error(`${unusable}：${entry}。`)
    },
    end(): BackupRead {
      if (!begin || !end) throw new Error(`${unusable}：少了结尾。`)
      for (const { name } of begin.tables) {
        const told = end.sums[name]
        const found = sums.get(name) ?? { bytes: 0, sha256: createHash('sha256').digest('hex') }
        if (!told || told.bytes !== found.bytes || told.sha256 !== found.sha256)
          throw new Error(`${unusable}：表 ${name} 的校验和不对。`)
      }
      return { manifest: { ...begin, ...end }, sealKeyPem }
    },
  }
}

function parsed<T>(content: Buffer): T {
  try {
    return JSON.parse(content.toString()) as T
  } catch (cause) {
    throw new Error(`${unusable}。`, { cause })
  }
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return pieces
}
