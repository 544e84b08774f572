/** `sansheng restore`: puts a backup into an empty data folder or database and verifies the ledger that came out. */
import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { compiledStandards, foldCases } from '../modules/standards/index.ts'
import type { Manifest } from '../platform/backup/manifest.ts'
import { restoreBackup } from '../platform/backup/restore.ts'
import { openDatabase } from '../platform/db.ts'
import { sealHashes } from '../platform/events/seal.ts'
import { keyOfPem, sealKeyFile } from '../platform/events/seal-key.ts'
import { brokenSentence, type Verified, verifyLedger } from '../platform/events/verify.ts'
import { readSettings, type Settings } from '../settings.ts'
import { passphraseOf, readBackupArguments } from './backup-arguments.ts'
import { emptyPlace, keyHere, withConnections } from './database.ts'
import type { Io } from './io.ts'

const help = `用法：sansheng restore 文件 [--passphrase-file 口令文件]

恢复到 SANSHENG_HOME 指的空数据目录，或者 DATABASE_ADMIN_URL / DATABASE_URL 指的空数据库；已有数据的地方不动。
要么全部恢复，要么什么也不留。恢复完重算台账；加密的备份带着封存私钥，数据目录里没有时放进去。
恢复以后大家重新登录。备份之后发生的事不在里面。
退出码：0 完好；1 恢复了，但台账有问题；2 用法不对，或者没有恢复成。

示例：
  SANSHENG_HOME=/srv/new sansheng restore /mnt/backup/sansheng-20261130T163000Z.backup --passphrase-file /etc/sansheng/passphrase
`

export async function restore(argv: string[], io: Io): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  const wanted = readBackupArguments(argv)
  if (typeof wanted === 'string') {
    io.stderr.write(`${wanted}\n用法见 sansheng restore --help\n`)
    return 2
  }
  try {
    const settings = readSettings(io.env)
    if (!existsSync(wanted.file)) throw new Error(`没有文件 ${wanted.file}。`)
    const proof = await restoreAndVerify(settings, wanted.file, passphraseOf(wanted), settings)
    io.stdout.write(
      `${[...toldOf(proof), proof.verified.ok ? '已恢复，台账完好。' : '已恢复，但台账被改动或有缺失。'].join('\n')}\n`,
    )
    return proof.verified.ok ? 0 : 1
  } catch (error) {
    io.stderr.write(`没有恢复成：${(error as Error).message}\n`)
    return 2
  }
}

export type Proof = { manifest: Manifest; verified: Verified; hashes: Map<number, string> }

/** `believes`: the settings whose key the seals are checked by; the backup's own key counts where there is none. `scratch`: see `withConnections`. */
export async function restoreAndVerify(
  settings: Settings,
  file: string,
  passphrase: string | null,
  believes: Settings,
  scratch = false,
): Promise<Proof> {
  if (!settings.databaseUrl) emptyPlace(settings)
  return withConnections(
    settings,
    async ({ owner, app, appRole }) => {
      const { manifest, sealKeyPem } = await restoreBackup({
        owner,
        app: appRole,
        open: () => createReadStream(file),
        passphrase,
      })
      const key = keyHere(believes) ?? (sealKeyPem === null ? undefined : keyOfPem(sealKeyPem).publicKey)
      keepSealKey(settings, sealKeyPem)
      const database = openDatabase({ connection: app, poolSize: 4 })
      try {
        const { kysely } = database
        const verified = await verifyLedger(kysely, {}, { key, fold: foldCases(compiledStandards(kysely)) })
        return { manifest, verified, hashes: await sealHashes(kysely) }
      } finally {
        await database.close()
      }
    },
    { make: true, scratch },
  )
}

function keepSealKey(settings: Settings, pem: string | null): void {
  const file = sealKeyFile(settings)
  if (pem === null || settings.sealKeyPem || existsSync(file)) return
  mkdirSync(settings.home, { recursive: true })
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
}

export function toldOf({ manifest, verified }: Omit<Proof, 'hashes'>): string[] {
  const rows = Object.values(manifest.sums).reduce((sum, table) => sum + table.rows, 0)
  const lines = [
    `备份于 ${manifest.madeAt}：${manifest.tables.length} 张表，${rows} 行，校验和都对。`,
    `个案 ${verified.cases}，事件 ${verified.events}，封存 ${verified.seals} 次。`,
  ]
  if (verified.key) lines.push(`封存公钥：${verified.key}${verified.pinned ? '' : '（没有认定：这是备份里自己写的）'}`)
  return [
    ...lines,
    ...verified.broken.map(b => `  站点 ${b.siteId ?? '-'} 个案 ${b.caseId ?? '-'} 事件 ${b.seq ?? '-'}：${brokenSentence(b)}`),
  ]
}
