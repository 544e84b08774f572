// Writes server/schema.gen.ts from a database that has just been migrated: npx tsx scripts/schema.ts
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../server/platform/db.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'
import { writeSchema } from '../server/platform/schema-types.ts'

const home = mkdtempSync(join(tmpdir(), 'sansheng-schema-'))
// as root, the database's user must pass through
chmodSync(home, 0o711)
const embedded = await startEmbeddedPostgres({ home, careless: true })
try {
  await migrate({ connection: embedded.connection })
  const database = openDatabase({ connection: embedded.connection, poolSize: 1 })
  writeFileSync(new URL('../server/schema.gen.ts', import.meta.url), await writeSchema(database.pool))
  await database.close()
} finally {
  await embedded.stop()
  rmSync(home, { recursive: true, force: true })
}
