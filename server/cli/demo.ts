/** `sansheng demo`: six made-up companies, each under one of the shipped standards, with a day behind them, and life going on. */
import { accountsTable } from '../demo/accounts.ts'
import { prepareDemo } from '../demo/prepare.ts'
import { startTraffic } from '../demo/traffic.ts'
import { run } from '../main.ts'
import { openLog } from '../platform/log.ts'
import { realPorts } from '../platform/ports.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { Io } from './io.ts'
import { webRoot } from './start.ts'

const help = `用法：sansheng demo [--fresh]

带着六家虚构的单位启动，各在一份自带的规范之下：头一次先把昨天和今天演一遍，之后每隔一会儿有人走一小步。
数据在 ./demo-data（或 SANSHENG_HOME），自带数据库；其余设置同 sansheng start。

  --fresh   丢掉已有的演示，从头再演一遍

示例：
  sansheng demo
  PORT=8400 sansheng demo --fresh
`
const folder = 'demo-data'

export async function demo(argv: string[], io: Io): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  const stranger = argv.find(word => word !== '--fresh')
  if (stranger !== undefined) {
    io.stderr.write(`demo 不认识“${stranger}”，见 sansheng demo --help\n`)
    return 2
  }
  if (io.env.DATABASE_URL) {
    io.stderr.write('演示只用自带的数据库，不会往 DATABASE_URL 指的数据库里写。请去掉 DATABASE_URL 再启动演示。\n')
    return 2
  }
  const out = (text: string) => void io.stdout.write(text)
  const ports = realPorts()
  let settings: Settings
  try {
    settings = readSettings(io.env, folder)
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`)
    return 2
  }
  const log = openLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel)
  let ready: Awaited<ReturnType<typeof prepareDemo>>
  try {
    ready = await prepareDemo({ settings, ports, log, out, fresh: argv.includes('--fresh') })
  } catch (error) {
    if ((error as Error).name === 'AbortError') return 130
    io.stderr.write(`没有启动成功：${(error as Error).message}\n`)
    return 1
  }
  const { password, release } = ready
  try {
    return await run({
      env: io.env,
      out,
      webRoot: webRoot(),
      fallbackHome: folder,
      demo: true,
      async begin(app) {
        await release()
        out(accountsTable(settings.home, password))
        const going = startTraffic({ app, ports, log, password })
        return going.stop
      },
    })
  } finally {
    await release()
  }
}
