/** What the system tells of itself: `/healthz`, `/readyz`, `/metrics`. Counts and durations, never names. */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './db.ts'
import { sealingFailsSince } from './housekeeping.ts'

export type Telemetry = {
  lateness(source: string, ms: number): void
  streams(change: 1 | -1): void
  compiled(): void
  clockJumped(ms: number): void
  registry: Registry
}

export function telemetry(): Telemetry {
  const registry = new Registry()
  const lateness = new Histogram({
    name: 'sansheng_timer_lateness_seconds',
    help: 'How long after its due instant a clock or job was fired',
    labelNames: ['source'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300],
    registers: [registry],
  })
  const streams = new Gauge({
    name: 'sansheng_streams_open',
    help: 'Screens connected to the live stream',
    registers: [registry],
  })
  const compiled = new Counter({
    name: 'sansheng_standard_compilations_total',
    help: 'Texts of standards that were compiled: drafts, submissions, versions in force',
    registers: [registry],
  })
  const jumps = new Counter({
    name: 'sansheng_clock_jumps_total',
    help: 'How often the clock of this server jumped against the time that passed',
    labelNames: ['direction'],
    registers: [registry],
  })
  return {
    clockJumped: ms => jumps.inc({ direction: ms > 0 ? 'forwards' : 'backwards' }),
    lateness: (source, ms) => lateness.observe({ source }, Math.max(0, ms) / 1000),
    streams: change => streams.inc(change),
    compiled: () => compiled.inc(),
    registry,
  }
}

export function serveTelemetry(
  app: FastifyInstance,
  needs: { telemetry: Telemetry; database: Database; now(): number; stopping(): boolean },
): void {
  const { registry } = needs.telemetry
  const requests = new Histogram({
    name: 'sansheng_request_seconds',
    help: 'Duration of requests by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  const sealing = new Gauge({
    name: 'sansheng_sealing_failing_seconds',
    help: 'For how long the ledger could not be sealed; 0 when it is',
    registers: [registry],
    async collect() {
      const now = needs.now()
      const since = await sealingFailsSince(needs.database.kysely, now).catch(() => undefined)
      // a database that does not answer is told of by `/readyz`
      if (since !== undefined) sealing.set(since === null ? 0 : (now - since) / 1000)
    },
  })
  const bugs = new Counter({ name: 'sansheng_bugs_total', help: 'Replies with status 500', registers: [registry] })
  let defaults = false
  app.addHook('onResponse', (request, reply, done) => {
    const operation = (request.routeOptions.config as { operation?: string }).operation
    if (operation) requests.observe({ operation, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    if (reply.statusCode === 500) bugs.inc()
    done()
  })
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const ready =
      !needs.stopping() &&
      (await sql`select 1`.execute(needs.database.kysely).then(
        () => true,
        () => false,
      ))
    return reply.status(ready ? 200 : 503).send({ ready })
  })
  app.get('/metrics', async (_request, reply) => {
    if (!defaults) collectDefaultMetrics({ register: registry, prefix: 'sansheng_' })
    defaults = true
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
