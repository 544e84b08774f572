/** The system put together: modules, kernel, worker, stream. Tests build it on a cloned database with a still clock. */
import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyBaseLogger, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import { tellSealingFails, tellTimeJump } from './alarms.ts'
import { modules as allModules, type Connected } from './modules/all.ts'
import { ask } from './modules/approvals/index.ts'
import { dispatchPort, workInCase } from './modules/dispatch/index.ts'
import { noticesInForce } from './modules/notices/index.ts'
import { notify } from './modules/notifications/index.ts'
import { accountConsent, type ProviderSettings, providerAt, sessions } from './modules/people/index.ts'
import { publicationConsent } from './modules/publication/index.ts'
import { clockSource, compiledStandards, compiledTexts, exemptionConsent, standardsKernel } from './modules/standards/index.ts'
import type { textJobs } from './modules/text-jobs.ts'
import type { Certificate } from './platform/certificate.ts'
import { behind, clockWatch, lastWritten, lookEvery as lookAtClockEvery } from './platform/clock-watch.ts'
import type { Database } from './platform/db.ts'
import { lockOrOpenCase } from './platform/events/index.ts'
import type { SealKey } from './platform/events/seal-key.ts'
import { answerFault, reportFaults } from './platform/fault-reply.ts'
import { guardHosts } from './platform/hosts.ts'
import { housekeeping, housekeepingEvery, planRecurring } from './platform/housekeeping.ts'
import type { Served } from './platform/http.ts'
import { jobSource } from './platform/jobs/jobs.ts'
import { dueWorker } from './platform/jobs/worker.ts'
import { collect, type Module, vocabularyOf } from './platform/module.ts'
import { serveOpenApi } from './platform/openapi.ts'
import type { Ports } from './platform/ports.ts'
import { secretBox } from './platform/secret-box.ts'
import { streamHub } from './platform/stream/hub.ts'
import { relayAll } from './platform/stream/relay.ts'
import { type StreamNeeds, serveStream } from './platform/stream/route.ts'
import { subjectsOf } from './platform/subjects.ts'
import { serveTelemetry, telemetry } from './platform/telemetry.ts'
import { startThread, type Threads, threads } from './platform/threads.ts'
import { systemOrigin, transactOn } from './platform/transact.ts'
import { validateBy } from './platform/validation.ts'
import { guardReplies, serveWeb } from './platform/web-files.ts'

/** Milliseconds between two moves of committed events into the stream. */
const gatherFor = 50

export type AppNeeds = {
  database: Database
  ports: Ports
  log: Logger
  sealKey: SealKey
  /** Encrypts the keys of the apps by which people sign in: 32 bytes. Without it one that lives as long as this app. */
  signInKey?: Uint8Array
  /** The organisation's own sign-in, where the operator has set one. */
  provider?: ProviderSettings | null
  /** The public key that seals are believed by, where it is not that of `sealKey`. */
  sealPublicKey?: string | null
  /** File outside of the database to which the short text of each seal is appended. */
  sealAnchorFile?: string | null
  /** Folder of the built web; absent in tests of the API. */
  webRoot?: string
  /** Says on the screens that its figures are made up. */
  demo?: boolean
  idleMinutes?: number
  /** Those of `modules/all.ts` unless a test adds one of its own. */
  modules?: readonly Module<Connected>[]
  /** Trusts `x-forwarded-*` of a proxy in front. */
  behindProxy?: boolean
  /** Names by which it may be addressed besides addresses; null or absent: any. */
  hosts?: readonly string[] | null
  /** How many live streams a session and the process may hold. */
  streams?: StreamNeeds['bounds']
  /** How long a client may take to send a request. */
  receiving?: typeof usualReceiving
  /** Serves HTTPS with it; without, HTTP. */
  certificate?: Certificate
  /** Where texts of requests are read: in threads of their own, unless a test reads them in its own. */
  readers?: Threads<typeof textJobs>
}
/**
 * Milliseconds until a client must have sent its headers, and all of its request: who sends a byte from time to time holds a connection no
 * longer. Eight megabytes of a handbook come over a slow line in that time.
 */
export const usualReceiving = { headers: 15_000, request: 120_000, lookEvery: 5_000 }
/** What another node left in the outbox when it died is found this soon. */
const lookEvery = 30_000

export type App = Awaited<ReturnType<typeof buildApp>>

export async function buildApp(needs: AppNeeds) {
  const { database, ports, log, modules = allModules } = needs
  const permissions = collect(modules, 'permissions')
  const subjects = subjectsOf(collect(modules, 'subjects'))
  const db = database.kysely
  const tell = telemetry()
  const rulebooks = compiledStandards(
    database.aside,
    compiledTexts(tell.compiled, needs.modules && { vocabulary: vocabularyOf(modules) }),
  )
  const hub = streamHub(db)
  const origin = systemOrigin(log)
  const open = new Set<() => void>()
  const watch = clockWatch(ports)
  let stopping = false
  let looking: NodeJS.Timeout | undefined
  let watching: NodeJS.Timeout | undefined
  let relaying: Promise<unknown> = Promise.resolve()

  const transact = transactOn({
    db,
    transaction: database.transaction,
    ports,
    kernel: standardsKernel(rulebooks, collect(modules, 'caseKinds')),
    subjects,
    onCommit: dueFrom => committed(dueFrom),
  })
  const people = await sessions({
    db,
    ports,
    listen: database.listen,
    onReconnect: database.onReconnect,
    ...(needs.idleMinutes ? { idleMinutes: needs.idleMinutes } : {}),
  })
  const readers = needs.readers ?? textThreads()
  const connected: Connected = {
    sessions: people,
    demo: needs.demo ?? false,
    compiledStandards: rulebooks,
    readApart: readers.run,
    sealPublicKey: needs.sealPublicKey ?? needs.sealKey.publicKey,
    noticesInForce,
    workInCase,
    dispatch: dispatchPort,
    approvals: {
      owners: {
        standard: publicationConsent(rulebooks),
        clock: exemptionConsent(rulebooks),
        person: accountConsent(() => people, notify),
      },
      notify,
    },
    tellReset: (ctx, siteId, personId, what, by) =>
      notify(ctx, { siteId, persons: [personId], why: what === 'password' ? 'reset' : 'factor-reset', params: { what: by } }),
    provider: needs.provider ? providerAt(needs.provider) : null,
    box: secretBox(needs.signInKey ?? ports.random(32)),
    askConsent: async (ctx, siteId, caseId, draft) =>
      void (await ask(ctx, connected.approvals, await lockOrOpenCase(ctx, siteId, 'account', caseId), draft)),
  }
  const handlers = Object.assign(
    housekeeping({ key: needs.sealKey, anchorFile: needs.sealAnchorFile }, tellSealingFails),
    ...modules.map(m => m.jobs?.(connected)),
  )
  const worker = dueWorker({
    sources: [
      clockSource({ db, transact, origin, compiledStandards: rulebooks }),
      jobSource({ db, transact, origin, now: ports.now, handlers }),
    ],
    now: ports.now,
    log,
    lateness: tell.lateness,
  })

  // Committed events go into the stream right after the commit. When commits follow each other, those of a moment move together: a move costs
  // as much as a commit.
  let waiting = false
  let breath: Promise<unknown> = Promise.resolve()
  function committed(dueFrom: number | null): void {
    if (dueFrom !== null) worker.wakeBy(dueFrom)
    if (waiting || stopping) return
    waiting = true
    relaying = Promise.all([relaying, breath]).then(async () => {
      waiting = false
      breath = pause(gatherFor, undefined, { ref: false })
      await relayAll(db, subjects, ports.now).catch(error => log.error({ err: error }, 'the stream did not move on'))
    })
  }

  /** Says and records that the clock of this server jumped. */
  async function clockJumped(ms: number | null): Promise<void> {
    if (ms === null || stopping) return
    log.warn({ ms }, 'the clock of this server jumped')
    tell.clockJumped(ms)
    await transact
      .write(origin, ctx => tellTimeJump(ctx, ms))
      .catch(error => log.error({ err: error }, 'a jump of the clock was not recorded'))
  }

  // both kinds of server are asked the same things; their types differ in the socket alone
  const { headers, request, lookEvery: connectionsCheckingInterval } = needs.receiving ?? usualReceiving
  const receiving = { headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval }
  const secured = (needs.certificate ? { https: { ...needs.certificate, ...receiving } } : { http: receiving }) as object
  const http = Fastify({
    ...secured,
    requestTimeout: request,
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => ports.newId(),
    bodyLimit: 2_000_000,
    trustProxy: needs.behindProxy ?? false,
    forceCloseConnections: true,
    frameworkErrors: answerFault,
    routerOptions: { maxParamLength: 200 },
  })
  guardHosts(http, needs.hosts ?? null)
  validateBy(http)
  acceptEmptyJson(http)
  guardReplies(http, ports.now)
  reportFaults(http, permissions)
  serveTelemetry(http, { telemetry: tell, database, now: ports.now, stopping: () => stopping })
  serveStream(http, {
    bounds: needs.streams,
    db,
    hub,
    shows: subjects.shows,
    actorOf: people.actorOf,
    onDrop: people.onDrop,
    onClose: end => {
      open.add(end)
      tell.streams(1)
      return () => void (open.delete(end) && tell.streams(-1))
    },
  })

  const server: Served = { http, transact, actorOf: people.actorOf, permissions }
  for (const module of modules) module.routes(server, connected)
  serveOpenApi(http, modules)
  if (needs.webRoot) serveWeb(http, needs.webRoot)

  await database.listen('standard', payload => rulebooks.forget(Number(payload)))
  await database.listen('stream', () => void hub.wake().catch(error => log.error({ err: error }, 'the stream was not read')))
  database.onReconnect(() => {
    rulebooks.forgetAll()
    void hub.wake().catch(() => {})
    committed(null)
  })
  await hub.start()
  await http.ready()

  return {
    http,
    transact,
    subjects,
    origin,
    clockJumped,
    worker,
    compiledStandards: rulebooks,
    sessions: people,
    permissions,
    /** Waits until everything that committed is in the stream and with its listeners; for tests and for stopping. */
    async settle(): Promise<void> {
      await relaying
      await hub.wake()
    },
    /** Begins the work that nobody asks for: due clocks, jobs, housekeeping. */
    async start(): Promise<void> {
      await planRecurring(db, { ...housekeepingEvery, ...collect(modules, 'recurring') }, ports)
      worker.start()
      committed(null)
      looking = setInterval(() => committed(null), lookEvery)
      await clockJumped(behind(ports.now(), await lastWritten(db)))
      watching = setInterval(() => void clockJumped(watch.look()), lookAtClockEvery)
    },
    async close(): Promise<void> {
      stopping = true
      clearInterval(looking)
      clearInterval(watching)
      for (const end of [...open]) end()
      await worker.stop()
      await readers.close()
      await http.close()
      await relaying
      await hub.stop()
      await people.close()
    },
  }
}

/** A text that a person wrote is read in well under a second. */
function textThreads(): Threads<typeof textJobs> {
  return threads({ start: () => startThread('text-thread'), limit: 10_000, atOnce: 2, waiting: 6, idle: 60_000 })
}

/** A request without a body may still say that it is JSON. */
function acceptEmptyJson(app: ReturnType<typeof Fastify>): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (request: FastifyRequest, body: string, done: (error: Error | null, body?: unknown) => void) => {
      if (body === '') done(null, undefined)
      else parse(request, body, done)
    },
  )
}
