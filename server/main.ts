/** Starts the system for real and stops it on SIGTERM or SIGINT. */
import type { Server as HttpsServer } from 'node:https'
import type { App } from './app.ts'
import { appRole, ownsTables, userOf } from './platform/app-role.ts'
import { readCertificate, renewCertificate } from './platform/certificate.ts'
import { type Connection, openDatabase } from './platform/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { sealKeyOf } from './platform/events/seal-key.ts'
import { allowedNames } from './platform/hosts.ts'
import { openLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { realPorts } from './platform/ports.ts'
import { boxKeyFile, boxKeyIn } from './platform/secret-box.ts'
import { letYoungHeapGrow } from './platform/young-heap.ts'
import { readSettings, type Settings } from './settings.ts'

export type RunNeeds = {
  env: Record<string, string | undefined>
  out(text: string): void
  webRoot?: string
  /** Data folder when SANSHENG_HOME is not set. */
  fallbackHome?: string
  demo?: boolean
  /** What else begins once the system stands; gives back how to end it. */
  begin?(app: App, settings: Settings): Promise<() => Promise<void>>
}

/** Runs until it is told to stop; gives the exit code. */
export async function run(needs: RunNeeds): Promise<number> {
  let settings: Settings
  try {
    settings = readSettings(needs.env, needs.fallbackHome)
  } catch (error) {
    needs.out(`${(error as Error).message}\n`)
    return 2
  }
  const started = await startApp(settings, needs).catch((error: Error & { code?: string }) => {
    needs.out(`没有启动成功：${reasonOf(error, settings)}\n`)
    return null
  })
  if (!started) return 1
  const stopped = new Promise<string>(done => {
    // a terminal and npm may both send it: the second must not cut the stopping short
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => done(signal))
  })
  await stopped
  await started.stop()
  return 0
}

function reasonOf(error: Error & { code?: string }, settings: Settings): string {
  if (error.code === 'EADDRINUSE')
    return `端口 ${settings.port} 已被占用。换一个端口，例如 PORT=${settings.port + 1}，或者先停掉占用它的程序。`
  if (error.code === 'EACCES')
    return `没有权限监听 ${settings.host}:${settings.port}。1024 以下的端口要管理员权限，换一个大一些的端口。`
  if (error.code === 'EADDRNOTAVAIL') return `HOST=${settings.host} 不是这台机器的地址。`
  return error.message
}

type Started = { app: App; address: string; stop(): Promise<void> }

/** What stood already when something failed is taken down again, so that the process can end. */
export async function startApp(settings: Settings, needs: RunNeeds): Promise<Started> {
  const undo: (() => Promise<unknown> | undefined)[] = []
  const stop = async () => {
    for (const each of undo.splice(0).reverse()) await each()
  }
  try {
    return { ...(await build(settings, needs, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function build(
  settings: Settings,
  needs: RunNeeds,
  undo: (() => Promise<unknown> | undefined)[],
): Promise<Omit<Started, 'stop'>> {
  const certificate = settings.certificate && readCertificate(settings.certificate)
  const log = openLog(settings.logLevel)
  const { behindProxy } = settings
  const hosts = allowedNames({ named: settings.hosts, listening: settings.host, behindProxy, certificate: certificate?.cert })
  const ports = realPorts()
  const embedding = settings.databaseUrl ? null : startEmbeddedPostgres({ home: settings.home, log: line => log.debug(line) })
  undo.push(() => embedding?.then(embedded => embedded.stop()).catch(() => {}))
  // our own code is read while the database comes up
  const [connection, { buildApp }, { firstPerson }] = await Promise.all([
    migrated(embedding ?? settings),
    import('./app.ts'),
    import('./modules/people/index.ts'),
  ])
  const database = openDatabase({ connection })
  undo.push(() => database.close())
  const key = sealKeyOf(settings)
  const app = await buildApp({
    database,
    ports,
    log,
    sealKey: key,
    provider: settings.provider,
    signInKey: settings.signInKey ?? boxKeyIn(boxKeyFile(settings)),
    sealPublicKey: settings.sealPublicKey,
    sealAnchorFile: settings.sealAnchorFile,
    behindProxy: settings.behindProxy,
    hosts,
    ...(certificate ? { certificate } : {}),
    ...(needs.webRoot ? { webRoot: needs.webRoot } : {}),
    ...(needs.demo ? { demo: true } : {}),
  })
  undo.push(() => app.close())
  if (settings.certificate) {
    const renewal = renewCertificate(app.http.server as unknown as HttpsServer, settings.certificate, log)
    undo.push(async () => renewal.stop())
  }
  const end = await needs.begin?.(app, settings)
  undo.push(() => end?.())
  await app.http.listen({ port: settings.port, host: settings.host })
  // only now: a password that was made for a system that then found its port taken would never have been shown
  const first = await firstPerson(database.kysely, ports, settings.firstPassword)
  await app.start()
  letYoungHeapGrow()
  const { port } = app.http.server.address() as { port: number }
  const scheme = certificate ? 'https' : 'http'
  const address = `${scheme}://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  // in one breath, so that whoever reads the address from a pipe has the password too
  const lines = [`三声已启动：${address}`]
  if (first?.password) lines.push(`首次登录：工号 ${first.staffNumber}，密码 ${first.password}（只显示这一次，登录后请修改）`)
  if (first) lines.push(`封存公钥：${key.publicKey}（请抄下来，放在这台机器之外；核对台账时用 sansheng verify --key）`)
  if (!certificate && !settings.behindProxy && !isLoopback(settings.host)) lines.push(withoutHttps)
  if (settings.databaseUrl && (await ownsTables(text => database.pool.query(text)))) lines.push(asOwner)
  if (hosts && !isLoopback(settings.host))
    lines.push(`可以用这台机器的地址打开，也可以用这些名字：${hosts.join('、')}。要用别的域名，请设 SANSHENG_HOSTS。`)
  needs.out(`${lines.join('\n')}\n`)
  return { app, address }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')
const asOwner =
  '提醒：DATABASE_URL 的用户就是表的所有者，能关掉保护台账的触发器。请另建一个登录角色写进 DATABASE_URL，所有者写进 DATABASE_ADMIN_URL（只用来升级）。'
const withoutHttps =
  '提醒：现在是 HTTP，密码在网上不加密；别的机器上的浏览器也不给麦克风、摄像头和“装到桌面”。请设 SANSHENG_TLS_CERT 与 SANSHENG_TLS_KEY，或者在前面放反向代理。'

/** Brings the schema up to date as its owner; gives the connection that the system works with. */
async function migrated(database: Settings | Promise<EmbeddedPostgres>): Promise<Connection> {
  const found = await database
  if ('appConnection' in found) {
    await migrate({ connection: found.connection, app: appRole })
    return found.appConnection
  }
  const { databaseUrl, databaseAdminUrl } = found
  await migrate({ connection: databaseAdminUrl ?? databaseUrl!, app: databaseAdminUrl && (await userOf(databaseUrl!)) })
  return databaseUrl!
}
