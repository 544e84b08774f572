/** Writes a backup while the system runs: one snapshot of every table, as a compressed tar that common tools read, encrypted if asked. */
import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { pack as newPack, type Pack } from 'tar-stream'
import { type Connection, clientConfig, schemaName } from '../db.ts'
import { anchorOf } from '../events/anchor.ts'
import { sealOf } from '../events/seal.ts'
import { sealKeyName } from '../events/seal-key.ts'
import { encrypting } from './encryption.ts'
import { type Begin, beginName, type End, endName, type Manifest, nameOfTable } from './manifest.ts'
import { type TableToCopy, tablesInOrder } from './tables.ts'

/** As many bytes of a table make one entry. */
const pieceBytes = 4 * 1024 * 1024

export type BackupNeeds = {
  connection: Connection
  out: Writable
  now: number
  /** Without one the backup is not encrypted, and the key that seals is not in it. */
  passphrase: string | null
  sealKeyPem: string | null
}

/** Throws when the database or what it is written to fails; what was written so far is then no backup, and no reader takes it for one. */
export async function writeBackup({ connection, out, now, passphrase, sealKeyPem }: BackupNeeds): Promise<Manifest> {
  const client = new pg.Client(clientConfig(connection))
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const begin = await beginOf(client, now)
    const pack = newPack()
    const cipher = passphrase === null ? [] : [await encrypting(passphrase)]
    const written = pipeline([Readable.from(pack), createGzip(), ...cipher, out])
    // the pipeline tells of its own failure; whoever waits for the pack alone would wait for ever
    const failed = written.then(() => new Promise<never>(() => {}))
    failed.catch(() => {})
    const fill = async (): Promise<End> => {
      await add(pack, beginName, JSON.stringify(begin))
      if (passphrase !== null && sealKeyPem !== null) await add(pack, sealKeyName, sealKeyPem)
      const sums: End['sums'] = {}
      for (const table of begin.tables) sums[table.name] = await copyTable(client, table, pack)
      const end = { ...(await ledgerOf(client)), sums }
      await add(pack, endName, JSON.stringify(end))
      pack.finalize()
      return end
    }
    const end = await Promise.race([fill(), failed])
    await written
    await client.query('commit')
    return { ...begin, ...end }
  } finally {
    await client.end()
  }
}

async function beginOf(client: pg.Client, now: number): Promise<Begin> {
  const { rows: migrations } = await client.query<Begin['migrations'][number]>(
    'select number, name, checksum from migrations order by number',
  )
  return { format: 1, madeAt: new Date(now).toISOString(), migrations, tables: await tablesInOrder(client, schemaName) }
}

async function ledgerOf(client: pg.Client): Promise<Pick<End, 'events' | 'seal'>> {
  const { rows } = await client.query(
    `select (select count(*)::int from events) as events, (select to_jsonb(s) from seals s order by number desc limit 1) as seal`,
  )
  return { events: rows[0].events, seal: rows[0].seal && anchorOf(sealOf(rows[0].seal)) }
}

async function copyTable(client: pg.Client, { name, columns }: TableToCopy, pack: Pack): Promise<End['sums'][string]> {
  const list = columns.map(column => pg.escapeIdentifier(column)).join(', ')
  const copy = client.query(copyTo(`copy ${pg.escapeIdentifier(name)} (${list}) to stdout`))
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of inPieces(copy)) {
    hash.update(piece)
    bytes += piece.length
    await add(pack, nameOfTable(name), piece)
  }
  return { rows: copy.rowCount, bytes, sha256: hash.digest('hex') }
}

async function* inPieces(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    held.push(piece)
    size += piece.length
    if (size < pieceBytes) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}

/** Resolves once the entry has gone on, so that no more than one waits in memory. */
function add(pack: Pack, name: string, content: string | Buffer): Promise<void> {
  return new Promise((done, failed) => {
    pack.entry({ name, mode: 0o600 }, content, error => (error ? failed(error) : done()))
  })
}
