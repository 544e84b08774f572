/** `sansheng simulate`: what a draft would have made of past events. Reads the database and writes nothing. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { startOfDate } from '@sansheng/rulebook/time'
import type { Kysely } from 'kysely'
import { type Counts, type Differs, type Simulated, simulateSite } from '../modules/simulation/index.ts'
import { shippedStandards } from '../modules/standards/index.ts'
import { realPorts } from '../platform/ports.ts'
import type { DB } from '../schema.gen.ts'
import { readSettings } from '../settings.ts'
import { neighbours } from './check.ts'
import { siteNamed, withDatabase } from './database.ts'
import type { Io } from './io.ts'
import { spanText } from './span-text.ts'

const help = `用法：sansheng simulate --standard 草稿.md --site 站点 --from 日期 --to 日期 [--json]

把一段时间里开始的个案，按草稿重走一遍，与现行规范的结论比较。只读，不改任何数据。
  --standard  规范文件；它沿用的规范放在同一目录，或用自带的
  --site      站点的编号或代码
  --from      从这一天起（含），按站点的时区，例如 2026-10-01
  --to        到这一天为止（不含）；到那一刻还没有做到的算超时
  --json      输出 JSON，列出每一个结论会变的对象

“承诺”是时限规则算出的应完成时刻，含当时的暂停；不计的除外。推后、提前是同一件事在草稿下比现行晚或早多久；
当时做的事和做完的时刻都不变。“拦下”指已经发生过的动作，按草稿会被拦住；被现行规范拦住、没有发生的，不在其中。
草稿写了试行的，按正式施行算。

退出码：0 已算出；1 草稿有错；2 用法不对，或者没有算成。

示例：
  sansheng simulate --standard draft.md --site 1 --from 2026-10-01 --to 2026-11-01
`

export type Options = { standard: string; site: string; from: string; to: string; json: boolean }

export async function simulate(argv: string[], io: Io): Promise<number> {
  const options = readArguments(argv)
  if (options === 'help') {
    io.stdout.write(help)
    return 0
  }
  if (typeof options === 'string') {
    io.stderr.write(`${options}\n用法见 sansheng simulate --help\n`)
    return 2
  }
  try {
    return await withDatabase(readSettings(io.env), 1, ({ kysely }) => answer(kysely, options, io, realPorts().now()))
  } catch (error) {
    io.stderr.write(`没有算成：${(error as Error).message}\n`)
    return 2
  }
}

/** Everything but opening the database. */
export async function answer(db: Kysely<DB>, options: Options, io: Io, now: number): Promise<number> {
  const site = await siteNamed(db, options.site)
  const source = await readFile(options.standard, 'utf8').catch(() => {
    throw new Error(`打不开文件：${options.standard}`)
  })
  const shipped = Object.fromEntries((await shippedStandards()).map(standard => [standard.name, standard.source]))
  const done = await simulateSite(db, {
    siteId: site.id,
    zone: site.zone,
    source,
    inherited: { ...shipped, ...(await neighbours(options.standard, source)) },
    from: startOfDate(site.zone, options.from),
    until: Math.min(startOfDate(site.zone, options.to), now),
  })
  if (!done.ok) {
    const wrong = done.problems.filter(problem => problem.severity === 'error')
    for (const { line, column, message } of wrong) io.stderr.write(`${options.standard}:${line}:${column}  ${message.zh}\n`)
    return 1
  }
  io.stdout.write(options.json ? `${JSON.stringify(done)}\n` : textOf(done, `${site.name}，${options.from} 至 ${options.to}`))
  return 0
}

function readArguments(argv: string[]): Options | 'help' | string {
  const options = {
    standard: { type: 'string' },
    site: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const
  let values: Partial<Options> & { help?: boolean }
  try {
    values = parseArgs({ args: argv, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    return `命令行选项不对：${(error as Error).message.split('. ')[0]}`
  }
  const { standard, site, from, to } = values
  if (values.help) return 'help'
  if (!standard || !site || !from || !to) return '请给出 --standard、--site、--from 和 --to'
  for (const date of [from, to]) if (!isDate(date)) return `“${date}”不是日期，要写成 2026-10-01`
  if (from >= to) return '--from 要早于 --to'
  return { standard, site, from, to, json: values.json ?? false }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}

const counted = {
  met: '达标',
  late: '超时',
  running: '在走',
  void: '不计',
  passed: '通过',
  hit: '碰线',
  stopped: '其中拦下',
} as const

function textOf({ inForce, cases, events, rules, changed }: Simulated & { ok: true }, what: string): string {
  const lines = [
    `${what}：个案 ${cases}，事件 ${events}`,
    inForce ? `现行：${inForce.title}（第 ${inForce.number} 版）→ 草稿` : '这个站点还没有发布过规范，只列草稿的结果',
    ...rules.flatMap(rule => [
      `  ${rule.clause.number ? `${rule.clause.number} ` : ''}${rule.ruleId}：${rowOf(rule)}`,
      ...costOf(rule),
    ]),
  ]
  if (inForce) lines.push(`结论会变的：${changed.length} 个${changed.length > 0 ? '，加 --json 列出' : ''}`)
  return `${lines.join('\n')}\n`
}

function rowOf({ before, after }: Differs): string {
  const one = (figure: Counts) =>
    Object.entries(counted)
      .filter(([key]) => figure[key as keyof typeof counted] > 0)
      .map(([key, name]) => `${name} ${figure[key as keyof typeof counted]}`)
      .join('，') || '没有'
  if (!after) return `${one(before!)} → 草稿里没有这条`
  if (!before) return one(after)
  const both = (Object.keys(counted) as (keyof typeof counted)[]).filter(key => before[key] + after[key] > 0)
  return both.map(key => `${counted[key]} ${before[key]} → ${after[key]}`).join('，') || '没有'
}

/** What it costs those who wait, as the help defines it. */
function costOf({ cost }: Differs): string[] {
  const { longer, shorter, forgiven, blamed, gained, lost, stopped, freed, elsewhere } = cost
  const on = ({ count, ms }: { count: number; ms: number }) => `平均 ${spanText(ms / count)}`
  return [
    longer.count > 0 && `承诺推后 ${longer.count} 次，${on(longer)}`,
    shorter.count > 0 && `承诺提前 ${shorter.count} 次，${on(shorter)}`,
    forgiven.count > 0 && `由超时变达标 ${forgiven.count} 次，比现行的承诺${on(forgiven)}才做到`,
    blamed.count > 0 && `由达标变超时 ${blamed.count} 次，${on(blamed)}`,
    gained > 0 && `多作出承诺 ${gained} 次`,
    lost > 0 && `少作出承诺 ${lost} 次`,
    stopped > 0 && `会多拦下 ${stopped} 次`,
    freed > 0 && `不再拦下 ${freed} 次`,
    elsewhere > 0 && `改派别处 ${elsewhere} 次`,
  ]
    .filter(line => line !== false)
    .map(line => `    ${line}`)
}
