/** The database of this machine, for commands that work on it beside a server that may be running. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { appRole, userOf } from '../platform/app-role.ts'
import { type Connection, type Database, openDatabase } from '../platform/db.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { sealKeyFile, sealKeyName, sealKeyOf } from '../platform/events/seal-key.ts'
import { boxKeyName } from '../platform/secret-box.ts'
import type { DB } from '../schema.gen.ts'
import type { Settings } from '../settings.ts'

/** `appRole`: null where the system works as the owner of its tables. */
export type Connections = { owner: Connection; app: Connection; appRole: string | null }

/** `make`: a data folder that is not there yet is made. `scratch`: it is thrown away afterwards, so nothing is forced to the disk. */
export async function withConnections<T>(
  settings: Settings,
  work: (connections: Connections) => Promise<T>,
  { make = false, scratch = false } = {},
): Promise<T> {
  const { databaseUrl, databaseAdminUrl } = settings
  if (databaseUrl) {
    const role = databaseAdminUrl && (await userOf(databaseUrl))
    return work({ owner: databaseAdminUrl ?? databaseUrl, app: databaseUrl, appRole: role })
  }
  // looking at a folder must not make a database in it
  if (!make && !holdsDatabase(settings))
    throw new Error(`${settings.home} 里没有三声的数据。请用 SANSHENG_HOME 指出数据目录，或者设置 DATABASE_URL。`)
  const embedded = await startEmbeddedPostgres({ home: settings.home, careless: scratch })
  try {
    return await work({ owner: embedded.connection, app: embedded.appConnection, appRole })
  } finally {
    await embedded.stop()
  }
}

export const holdsDatabase = ({ home }: Settings): boolean =>
  existsSync(join(home, 'postgres')) || existsSync(join(home, 'postgres.location'))

/** Throws unless the data folder is new or empty; the keys that lie outside of the database may wait there. */
export function emptyPlace({ home }: Settings): void {
  const there = existsSync(home) ? readdirSync(home).filter(name => name !== sealKeyName && name !== boxKeyName) : []
  if (there.length > 0) throw new Error(`${home} 里已经有东西（${there[0]}）。请把 SANSHENG_HOME 指到一个新的目录。`)
}

export function withDatabase<T>(settings: Settings, poolSize: number, work: (database: Database) => Promise<T>): Promise<T> {
  return withConnections(settings, async ({ app }) => {
    const database = openDatabase({ connection: app, poolSize })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  })
}

/** The public key that this machine pins, or the one that it seals with; looking makes none. */
export function keyHere(settings: Settings): string | undefined {
  if (settings.sealPublicKey) return settings.sealPublicKey
  return settings.sealKeyPem || existsSync(sealKeyFile(settings)) ? sealKeyOf(settings).publicKey : undefined
}

/** The site that a person names by its number or code. */
export async function siteNamed(db: Kysely<DB>, wanted: string): Promise<{ id: number; name: string; zone: string }> {
  const sites = await db.selectFrom('sites').select(['id', 'code', 'name', 'zone']).where('id', '>', 0).execute()
  const site = sites.find(one => String(one.id) === wanted || one.code === wanted)
  if (!site) throw new Error(`没有站点“${wanted}”；现有：${sites.map(one => `${one.id} ${one.code} ${one.name}`).join('、')}`)
  return site
}
