/** `sansheng verify`: recomputes the ledger of a data folder or database, chains, words and seals. */
import { brokenSentence, type Verified, verifyLedger } from '../platform/events/verify.ts'
import { readSettings } from '../settings.ts'
import { withDatabase } from './database.ts'
import type { Io } from './io.ts'

const help = `用法：sansheng verify [--site 编号] [--case 个案] [--json]

重算台账：每个个案的事件链、旁存的文字、每一次封存的签名。
退出码：0 完好；1 发现被改动或缺失；2 用法不对，或者没有核对成。

示例：
  sansheng verify
  SANSHENG_HOME=/srv/sansheng sansheng verify --json
`

export async function verify(argv: string[], io: Io): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  const options = readArguments(argv)
  if (typeof options === 'string') {
    io.stderr.write(`${options}\n用法见 sansheng verify --help\n`)
    return 2
  }
  try {
    const found = await withDatabase(readSettings(io.env), 1, ({ kysely }) => verifyLedger(kysely, options.scope))
    return tell(io, found, options.json)
  } catch (error) {
    io.stderr.write(`没有核对成：${(error as Error).message}\n`)
    return 2
  }
}

function tell(io: Io, found: Verified, json: boolean): number {
  if (json) io.stdout.write(`${JSON.stringify(found)}\n`)
  else {
    io.stdout.write(`个案 ${found.cases}，事件 ${found.events}，封存 ${found.seals} 次。\n`)
    for (const b of found.broken)
      io.stdout.write(`  站点 ${b.siteId ?? '-'} 个案 ${b.caseId ?? '-'} 事件 ${b.seq ?? '-'}：${brokenSentence(b)}\n`)
    io.stdout.write(found.ok ? '台账完好。\n' : '台账被改动或有缺失。\n')
  }
  return found.ok ? 0 : 1
}

function readArguments(argv: string[]): { json: boolean; scope: { siteId?: number; caseId?: string } } | string {
  const scope: { siteId?: number; caseId?: string } = {}
  let json = false
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]
    if (word === '--json') json = true
    else if (word === '--site' && /^\d+$/.test(argv[at + 1] ?? '')) scope.siteId = Number(argv[++at])
    else if (word === '--case' && /^[0-9a-f-]{36}$/i.test(argv[at + 1] ?? '')) scope.caseId = argv[++at]!
    else return `不认识“${word}”，或者它后面少了值。`
  }
  return { json, scope }
}
