/** `sansheng verify`: recomputes the ledger of a data folder or database: chains, words, rows, seals, and what was kept of them outside. */
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { openDatabase } from '../platform/db.ts'
import { type Anchor, readAnchors } from '../platform/events/anchor.ts'
import type { Scope } from '../platform/events/scope.ts'
import { publicKeyFrom } from '../platform/events/seal-key.ts'
import { brokenSentence, type Verified, verifyLedger } from '../platform/events/verify.ts'
import { readSettings } from '../settings.ts'
import { keyHere, withConnections } from './database.ts'
import type { Io } from './io.ts'
import { checkStretches } from './verify-stretches.ts'

const help = `用法：sansheng verify [--key 公钥] [--against 文件] [--site 编号] [--case 个案] [--resume 文件] [--threads 个数] [--json]

重算台账：每个个案的事件链、旁存的文字、事件作证的各行、每一次封存的签名；每个个案按当时的规范再算一遍。
  --key      认定的封存公钥：ed25519:… 或 PEM 文件。不写时用 SANSHENG_SEAL_PUBLIC_KEY，再没有就用这台机器的封存密钥；
             都没有时只能相信第一次封存自己写的公钥，报告会说明“没有认定”。
  --against  存在外面的封存短文（SANSHENG_SEAL_FILE 写的文件，一行一次封存）：被删掉的末尾、重新签过的封存都比得出来。
各项能防谁、不能防谁，见 docs/proof.md。
退出码：0 完好；1 发现被改动或缺失；2 用法不对，或者没有核对成。

示例：
  sansheng verify
  sansheng verify --key ed25519:… --against /mnt/elsewhere/seals.jsonl
  SANSHENG_HOME=/srv/sansheng sansheng verify --json
`

type Options = { json: boolean; scope: Scope; threads: number; resume?: string; key?: string; anchors?: Anchor[] }

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
    const settings = readSettings(io.env)
    const found = await withConnections(settings, async ({ app }) => {
      const database = openDatabase({ connection: app, poolSize: 2 })
      const { scope, threads, resume: file } = options
      const stretches = { connection: app, database, scope, threads, file, onProgress: progress(io, options) }
      try {
        return await verifyLedger(database.kysely, scope, {
          key: options.key ?? keyHere(settings),
          anchors: options.anchors ?? [],
          checkCases: () => checkStretches(stretches),
        })
      } finally {
        await database.close()
      }
    })
    return tell(io, found, options.json)
  } catch (error) {
    const goOn =
      options.resume && existsSync(options.resume) ? `已经核对的记在 ${options.resume}，照样再运行一次就接着核对。\n` : ''
    io.stderr.write(`没有核对成：${(error as Error).message}\n${goOn}`)
    return 2
  }
}

/** Tells how far it is, so that a large ledger is seen to move. */
function progress(io: Io, { json }: Options): (events: number, total: number) => void {
  return (events, total) => {
    if (!json && events < total) io.stderr.write(`已核对 ${events} / ${total} 个事件\n`)
  }
}

function tell(io: Io, found: Verified, json: boolean): number {
  if (json) io.stdout.write(`${JSON.stringify(found)}\n`)
  else io.stdout.write(`${linesOf(found).join('\n')}\n`)
  return found.ok ? 0 : 1
}

function linesOf(found: Verified): string[] {
  const lines = [`个案 ${found.cases}，事件 ${found.events}，封存 ${found.seals} 次。`]
  if (found.key) lines.push(`封存公钥：${found.key}${found.pinned ? '' : '（没有认定：这是库里自己写的，请用 --key 指定）'}`)
  if (found.unsealed > 0) lines.push(`最后一次封存之后还有 ${found.unsealed} 个事件，它们只有事件链保护。`)
  for (const e of found.erased) lines.push(`已删除个人信息 ${e.words} 处：站点 ${e.siteId} 个案 ${e.caseId} 事件 ${e.seq}`)
  for (const b of found.broken)
    lines.push(`  站点 ${b.siteId ?? '-'} 个案 ${b.caseId ?? '-'} 事件 ${b.seq ?? '-'}：${brokenSentence(b)}`)
  return [...lines, found.ok ? '台账完好。' : '台账被改动或有缺失。']
}

function readArguments(argv: string[]): Options | string {
  const options: Options = { json: false, scope: {}, threads: Math.min(4, availableParallelism()) }
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]
    const value = argv[at + 1] ?? ''
    if (word === '--json') {
      options.json = true
      continue
    }
    at += 1
    if (word === '--site' && /^\d+$/.test(value)) options.scope.siteId = Number(value)
    else if (word === '--case' && /^[0-9a-f-]{36}$/i.test(value)) options.scope.caseId = value
    else if (word === '--threads' && /^[1-9]\d?$/.test(value)) options.threads = Number(value)
    else if (word === '--resume' && value !== '') options.resume = value
    else if (word === '--key' && value !== '') {
      const key = publicKeyFrom(existsSync(value) ? readFileSync(value, 'utf8') : value)
      if (key === null) return `“${value}”不是封存公钥，也不是公钥文件。`
      options.key = key
    } else if (word === '--against' && value !== '') {
      const anchors = anchorsIn(value)
      if (anchors === null) return `读不出 ${value}：要是 SANSHENG_SEAL_FILE 写的封存短文。`
      options.anchors = anchors
    } else return `不认识“${word}”，或者它后面少了值。`
  }
  return options
}

function anchorsIn(file: string): Anchor[] | null {
  try {
    const anchors = readAnchors(readFileSync(file, 'utf8'))
    return anchors.length > 0 ? anchors : null
  } catch {
    return null
  }
}
