/** Commands that work on the data of this machine itself, beside a server that may be running. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { type App, buildApp } from '../app.ts'
import { openDatabase } from '../platform/db.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { sealKey } from '../platform/events/seal.ts'
import { realPorts } from '../platform/ports.ts'
import type { Settings } from '../settings.ts'

export async function withApp<T>(settings: Settings, work: (app: App) => Promise<T>): Promise<T> {
  // looking at a folder must not make a database in it
  if (
    !settings.databaseUrl &&
    !existsSync(join(settings.home, 'postgres')) &&
    !existsSync(join(settings.home, 'postgres.location'))
  )
    throw new Error(`${settings.home} 里没有三声的数据。请用 SANSHENG_HOME 指出数据目录，或者设置 DATABASE_URL。`)
  const embedded = settings.databaseUrl ? null : await startEmbeddedPostgres({ home: settings.home })
  const database = openDatabase({ connection: embedded?.connection ?? settings.databaseUrl!, poolSize: 4 })
  try {
    const key = sealKey({ pem: settings.sealKeyPem, file: join(settings.home, 'seal-key.pem') })
    const app = await buildApp({ database, ports: realPorts(), log: pino({ level: 'silent' }), sealKey: key })
    try {
      return await work(app)
    } finally {
      await app.close()
    }
  } finally {
    await database.close()
    await embedded?.stop()
  }
}

/** The site that a person names by its number or code. */
export async function siteNamed(app: Pick<App, 'transact' | 'origin'>, wanted: string): Promise<{ id: number; name: string }> {
  const { db } = app.transact.read(app.origin)
  const sites = await db.selectFrom('sites').select(['id', 'code', 'name']).where('id', '>', 0).execute()
  const site = sites.find(one => String(one.id) === wanted || one.code === wanted)
  if (!site) throw new Error(`没有站点“${wanted}”；现有：${sites.map(one => `${one.id} ${one.code} ${one.name}`).join('、')}`)
  return site
}
