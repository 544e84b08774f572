/** `sansheng seal-key`: shows the public key that seals are believed by, or changes the key, signed by the old one. */
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { changeKey, keyOfPem, makeKeyFile, sealKey, sealKeyFile } from '../platform/events/seal-key.ts'
import { realPorts } from '../platform/ports.ts'
import { readSettings, type Settings } from '../settings.ts'
import { withDatabase } from './database.ts'
import type { Io } from './io.ts'

const help = `用法：sansheng seal-key            显示封存公钥
      sansheng seal-key change [--to 新私钥.pem]

换密钥时由旧密钥签名，写进台账；之后 sansheng verify 仍认得旧公钥签过的封存。
密钥在数据目录里时，旧的改名留着，新的放到原处；密钥在 SANSHENG_SEAL_KEY 里时用 --to 给出新的，再改设置。
换好以后重启三声，并把新公钥抄下来放在外面。
`

export async function sealKeyCommand(argv: string[], io: Io): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  const [verb, flag, file] = argv
  const understood = verb === undefined || (verb === 'change' && (flag === undefined || (flag === '--to' && file !== undefined)))
  if (!understood) {
    io.stderr.write(`不认识“${argv.join(' ')}”。\n用法见 sansheng seal-key --help\n`)
    return 2
  }
  try {
    const settings = readSettings(io.env)
    io.stdout.write(verb === undefined ? `${currentKey(settings).publicKey}\n` : await change(settings, file))
    return 0
  } catch (error) {
    io.stderr.write(`没有做成：${(error as Error).message}\n`)
    return 2
  }
}

function currentKey(settings: Settings) {
  const file = sealKeyFile(settings)
  if (!settings.sealKeyPem && !existsSync(file)) throw new Error(`${file} 不在，SANSHENG_SEAL_KEY 也没有设置。`)
  return sealKey({ pem: settings.sealKeyPem, file })
}

async function change(settings: Settings, given: string | undefined): Promise<string> {
  const from = currentKey(settings)
  if (settings.sealKeyPem && given === undefined) throw new Error('密钥在 SANSHENG_SEAL_KEY 里，请用 --to 给出新私钥的文件。')
  const file = sealKeyFile(settings)
  const next = `${file}.next`
  const pem =
    given === undefined ? (existsSync(next) ? readFileSync(next, 'utf8') : makeKeyFile(next)) : readFileSync(given, 'utf8')
  const to = keyOfPem(pem)
  if (to.publicKey === from.publicKey) throw new Error('新旧密钥是同一把。')
  const now = realPorts().now()
  await withDatabase(settings, 1, ({ kysely }) => changeKey(kysely, from, to, now))
  if (given !== undefined) return `已写进台账。请把 SANSHENG_SEAL_KEY 换成新私钥并重启。新公钥：${to.publicKey}\n`
  renameSync(file, join(settings.home, `seal-key.until-${new Date(now).toISOString().slice(0, 10)}-${now}.pem`))
  renameSync(next, file)
  return `已换成新密钥，旧的留在数据目录里。请重启三声。新公钥：${to.publicKey}\n`
}
