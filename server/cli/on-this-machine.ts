import { pino } from 'pino'
import { type App, buildApp } from '../app.ts'
import { sealKeyOf } from '../platform/events/seal-key.ts'
import { realPorts } from '../platform/ports.ts'
import type { Settings } from '../settings.ts'
import { withDatabase } from './database.ts'

export function withApp<T>(settings: Settings, work: (app: App) => Promise<T>): Promise<T> {
  return withDatabase(settings, 4, async database => {
    const key = sealKeyOf(settings)
    const { sealPublicKey } = settings
    const app = await buildApp({ database, ports: realPorts(), log: pino({ level: 'silent' }), sealKey: key, sealPublicKey })
    try {
      return await work(app)
    } finally {
      await app.close()
    }
  })
}
