/** The database of this machine, for commands that work on it beside a server that may be running. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { type Database, openDatabase } from '../platform/db.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import type { DB } from '../schema.gen.ts'
import type { Settings } from '../settings.ts'

export async function withDatabase<T>(
  settings: Settings,
  poolSize: number,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  // looking at a folder must not make a database in it
  if (
    !settings.databaseUrl &&
    !existsSync(join(settings.home, 'postgres')) &&
    !existsSync(join(settings.home, 'postgres.location'))
  )
    throw new Error(`${settings.home} 里没有三声的数据。请用 SANSHENG_HOME 指出数据目录，或者设置 DATABASE_URL。`)
  const embedded = settings.databaseUrl ? null : await startEmbeddedPostgres({ home: settings.home })
  const database = openDatabase({ connection: embedded?.appConnection ?? settings.databaseUrl!, poolSize })
  try {
    return await work(database)
  } finally {
    await database.close()
    await embedded?.stop()
  }
}

/** The site that a person names by its number or code. */
export async function siteNamed(db: Kysely<DB>, wanted: string): Promise<{ id: number; name: string; zone: string }> {
  const sites = await db.selectFrom('sites').select(['id', 'code', 'name', 'zone']).where('id', '>', 0).execute()
  const site = sites.find(one => String(one.id) === wanted || one.code === wanted)
  if (!site) throw new Error(`没有站点“${wanted}”；现有：${sites.map(one => `${one.id} ${one.code} ${one.name}`).join('、')}`)
  return site
}
