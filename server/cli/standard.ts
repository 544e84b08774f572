/** `sansheng standard override`: publishes past gate and consents, for whoever has the machine itself in his hands. Leaves an event. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Fault } from '@sansheng/contract/fault.ts'
import { sentence } from '@sansheng/contract/messages.ts'
import type { App } from '../app.ts'
import { publishPastGate } from '../modules/publication/index.ts'
import { readSettings } from '../settings.ts'
import { siteNamed } from './database.ts'
import type { Io } from './io.ts'
import { withApp } from './on-this-machine.ts'

const help = `用法：sansheng standard override --site 站点 --reason 缘由 [--file 规范.md [--trial]]

规范自己的门禁或审批让谁也发布不了新版本时，在这台机器上破门发布。谁动了机器、为什么，都记进台账。
  --site    站点的编号或代码
  --reason  为什么要这样做，会记进台账
  --file    要发布的规范；不给就把现行的那一份改为试行再发布一次：照样计量，但什么也不拦
  --trial   按试行发布

退出码：0 已发布；1 规范有错；2 用法不对，或者没有办成。

示例：
  sansheng standard override --site LZ --reason "第 8 章写错，谁也发布不了"
  sansheng standard override --site 1 --file draft.md --reason "改正第 8 章"
`

export type Wanted = { site: string; reason: string; file?: string | undefined; trial?: boolean | undefined }

export async function standard(argv: string[], io: Io): Promise<number> {
  const wanted = readArguments(argv)
  if (wanted === 'help') {
    io.stdout.write(help)
    return 0
  }
  if (typeof wanted === 'string') {
    io.stderr.write(`${wanted}\n用法见 sansheng standard --help\n`)
    return 2
  }
  try {
    return await withApp(readSettings(io.env), app => override(app, wanted, io))
  } catch (error) {
    io.stderr.write(`没有办成：${(error as Error).message}\n`)
    return 2
  }
}

/** Everything but opening the database. */
export async function override(
  app: Pick<App, 'transact' | 'origin' | 'compiledStandards'>,
  wanted: Wanted,
  io: Io,
): Promise<number> {
  const site = await siteNamed(app.transact.read(app.origin).db, wanted.site)
  const { file, trial, reason } = wanted
  const source =
    file === undefined
      ? undefined
      : await readFile(file, 'utf8').catch(() => {
          throw new Error(`打不开文件：${file}`)
        })
  try {
    const published = await app.transact.write(app.origin, ctx =>
      publishPastGate(ctx, app.compiledStandards, site.id, { source, trial, reason }),
    )
    io.stdout.write(
      `${site.name}：已发布第 ${published.number} 版${published.trial ? '（试行，只记录不拦）' : ''}，缘由已记进台账。\n`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    io.stderr.write(`${sentence('zh', error.code, error.params)}\n`)
    return 1
  }
}

function readArguments(argv: string[]): Wanted | 'help' | string {
  const options = {
    site: { type: 'string' },
    reason: { type: 'string' },
    file: { type: 'string' },
    trial: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const
  const [verb, ...rest] = argv
  if (verb === undefined || verb === '--help' || verb === '-h') return 'help'
  if (verb !== 'override') return `不认识“${verb}”；只有 sansheng standard override`
  let values: Partial<Wanted> & { help?: boolean }
  try {
    values = parseArgs({ args: rest, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    return `命令行选项不对：${(error as Error).message.split('. ')[0]}`
  }
  const { site, file, trial } = values
  const reason = values.reason?.trim()
  if (values.help) return 'help'
  if (!site || !reason) return '请给出 --site 和 --reason'
  if (reason.length > 500) return '缘由请不要超过 500 字'
  if (trial && file === undefined) return '--trial 要和 --file 一起用'
  return { site, reason, file, trial }
}
