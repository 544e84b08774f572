/** `sansheng start`: reads the environment, makes the real ports, opens the database, listens. A wrong setting stops it with a sentence. */
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../main.ts'
import type { Io } from './io.ts'

const help = `用法：sansheng start

启动三声。设置都在环境变量里：
  PORT                     端口，默认 8300
  HOST                     监听地址，默认 127.0.0.1
  SANSHENG_HOME            数据目录，默认 ./data
  DATABASE_URL             使用已有的 PostgreSQL 15 以上；不设则自带一个
  DATABASE_ADMIN_URL       那里表的所有者，只用来升级；这时 DATABASE_URL 写另一个登录角色
  SANSHENG_FIRST_PASSWORD  首位人员（工号 admin）的密码；不设则生成一个，只显示一次
  SANSHENG_SEAL_KEY        封存台账用的 Ed25519 私钥（PEM）；不设则放在数据目录里
  SANSHENG_BEHIND_PROXY    设为 1：前面有反向代理，信任 x-forwarded-* 头
  SANSHENG_TLS_CERT        证书文件（PEM，含中间证书）；与下一项一起设，直接提供 HTTPS
  SANSHENG_TLS_KEY         这张证书的私钥文件（PEM，无口令）；两份文件换新后一分钟内自动换用，不必重启

示例：
  sansheng start
  PORT=80 HOST=0.0.0.0 SANSHENG_HOME=/srv/sansheng sansheng start
`

export async function start(argv: string[], io: Io): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  if (argv.length > 0) {
    io.stderr.write(`start 不认识“${argv[0]}”。设置写在环境变量里，见 sansheng start --help\n`)
    return 2
  }
  return await run({ env: io.env, out: text => io.stdout.write(text), webRoot: webRoot() })
}

/** The built web lies beside the built server; when run from the sources, in dist. */
export const webRoot = (): string => resolve(fileURLToPath(new URL('../../dist/web', import.meta.url)))
export const homeOf = (env: Io['env'], fallback: string): string => resolve(env.SANSHENG_HOME || join(process.cwd(), fallback))
