/** `sansheng backup`: a copy of everything while the system runs, and a drill that proves a copy. */
import { createWriteStream, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeBackup } from '../platform/backup/write.ts'
import { sealHashes, sealsNotIn } from '../platform/events/seal.ts'
import { sealKeyFile } from '../platform/events/seal-key.ts'
import { realPorts } from '../platform/ports.ts'
import { readSettings, type Settings } from '../settings.ts'
import { passphraseOf, readBackupArguments } from './backup-arguments.ts'
import { holdsDatabase, withConnections, withDatabase } from './database.ts'
import type { Io } from './io.ts'
import { restoreAndVerify, toldOf } from './restore.ts'

const help = `用法：sansheng backup 文件或目录 [--passphrase-file 口令文件]
      sansheng backup drill 文件 [--passphrase-file 口令文件]

备份：三声照常运行，取所有表同一时刻的内容，压缩成一个文件，每张表带校验和。写到目录时自己取名。
  --passphrase-file  用这个文件第一行的口令加密（AES-256-GCM）。加密的备份里也带封存私钥；不加密的不带，
                     请把数据目录里的 seal-key.pem 另存到安全的地方。
  谁在登录中不备份：恢复以后大家重新登录。
演练（drill）：把备份恢复到一个临时的数据库，重算台账，与这台机器上的封存逐一比较，然后删掉临时库。不动正在用的数据。
退出码：0 完好；1 演练发现问题；2 用法不对，或者没有办成。

示例：
  sansheng backup /mnt/backup/ --passphrase-file /etc/sansheng/passphrase
  sansheng backup drill /mnt/backup/sansheng-20261130T163000Z.backup --passphrase-file /etc/sansheng/passphrase
`

export async function backup(argv: string[], io: Io): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  const drilling = argv[0] === 'drill'
  const wanted = readBackupArguments(drilling ? argv.slice(1) : argv)
  if (typeof wanted === 'string') {
    io.stderr.write(`${wanted}\n用法见 sansheng backup --help\n`)
    return 2
  }
  try {
    const settings = readSettings(io.env)
    const passphrase = passphraseOf(wanted)
    return drilling ? await drill(settings, wanted.file, passphrase, io) : await make(settings, wanted.file, passphrase, io)
  } catch (error) {
    io.stderr.write(`没有办成：${(error as Error).message}\n`)
    return 2
  }
}

async function make(settings: Settings, where: string, passphrase: string | null, io: Io): Promise<number> {
  const now = realPorts().now()
  const file = existsSync(where) && statSync(where).isDirectory() ? join(where, nameAt(now)) : resolve(where)
  if (existsSync(file)) throw new Error(`${file} 已经有了。请换一个名字，备份不会盖掉旧的。`)
  const part = `${file}.part`
  const keyFile = sealKeyFile(settings)
  const sealKeyPem = settings.sealKeyPem ?? (existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : null)
  try {
    const made = await withConnections(settings, ({ app }) =>
      writeBackup({ connection: app, out: createWriteStream(part, { mode: 0o600 }), now, passphrase, sealKeyPem }),
    )
    await toDisk(part)
    renameSync(part, file)
    const rows = Object.values(made.sums).reduce((sum, table) => sum + table.rows, 0)
    const lines = [`已备份到 ${file}：${made.tables.length} 张表，${rows} 行，事件 ${made.events}。`]
    if (made.seal) lines.push(`最后一次封存：第 ${made.seal.seal} 次，${made.seal.hash}`)
    if (passphrase === null) lines.push('没有加密，封存私钥不在里面，请另存 seal-key.pem。')
    io.stdout.write(`${lines.join('\n')}\n`)
    return 0
  } finally {
    rmSync(part, { force: true })
  }
}

const nameAt = (now: number) => `sansheng-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}.backup`

/** A name that is there after a power cut has its content. */
async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function drill(settings: Settings, file: string, passphrase: string | null, io: Io): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sansheng-drill-'))
  try {
    const scratch: Settings = { ...settings, home: join(folder, 'data'), databaseUrl: null, databaseAdminUrl: null }
    const { hashes, ...proof } = await restoreAndVerify(scratch, file, passphrase, settings, true)
    const lines = toldOf(proof)
    const here = await sealsHere(settings)
    const differing = here === null ? [] : sealsNotIn(hashes, here)
    if (here === null) lines.push('这台机器上没有数据可比，封存只按备份自己核对。')
    else if (differing.length > 0) lines.push(`这台机器上没有，或者与备份里不同的封存：第 ${differing.join('、')} 次。`)
    else lines.push(`${hashes.size} 次封存与这台机器上的逐一相同；备份之后这里又封存了 ${here.size - hashes.size} 次。`)
    const good = proof.verified.ok && differing.length === 0
    lines.push(good ? '演练通过：这份备份恢复得出来，台账完好。' : '演练没有通过。')
    io.stdout.write(`${lines.join('\n')}\n`)
    return good ? 0 : 1
  } finally {
    // as root its database may lie elsewhere
    const pointer = join(folder, 'data', 'postgres.location')
    if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Null where this machine has no data of its own. */
async function sealsHere(settings: Settings): Promise<Map<number, string> | null> {
  if (!settings.databaseUrl && !holdsDatabase(settings)) return null
  return await withDatabase(settings, 1, ({ kysely }) => sealHashes(kysely))
}
