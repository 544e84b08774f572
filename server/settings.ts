/** The environment, read and checked once. What is wrong is said in a sentence that tells what to do. */
import { resolve } from 'node:path'
import type { ProviderSettings } from './modules/people/index.ts'
import { oidcFrom, oidcNames } from './oidc-settings.ts'
import type { CertificateFiles } from './platform/certificate.ts'
import { publicKeyFrom } from './platform/events/seal-key.ts'
import { boxKeyFrom } from './platform/secret-box.ts'

export type Settings = {
  port: number
  host: string
  home: string
  databaseUrl: string | null
  /** Whoever owns the tables there, for migrations; without it the system works as their owner. */
  databaseAdminUrl: string | null
  firstPassword: string | null
  sealKeyPem: string | undefined
  /** The public key that seals are believed by; without it, that of the key that seals here. */
  sealPublicKey: string | null
  /** File outside of the database to which the short text of each seal is appended. */
  sealAnchorFile: string | null
  /** Encrypts the keys of the apps by which people sign in; null: `sign-in-key` in the data folder. */
  signInKey: Uint8Array | null
  /** The organisation's own sign-in. */
  provider: ProviderSettings | null
  behindProxy: boolean
  /** Names by which it may be addressed; null: nothing was set. */
  hosts: string[] | null
  /** Serves HTTPS. */
  certificate: CertificateFiles | null
  logLevel: string
}
type Env = Record<string, string | undefined>

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
/** Names that begin like ours but are not known are a slip of the pen. */
const known: ReadonlySet<string> = new Set([
  'SANSHENG_HOME',
  'SANSHENG_FIRST_PASSWORD',
  'SANSHENG_SEAL_KEY',
  'SANSHENG_SEAL_PUBLIC_KEY',
  'SANSHENG_SEAL_FILE',
  'SANSHENG_SIGN_IN_KEY',
  ...oidcNames,
  'SANSHENG_BEHIND_PROXY',
  'SANSHENG_HOSTS',
  'SANSHENG_TLS_CERT',
  'SANSHENG_TLS_KEY',
  'SANSHENG_LOG',
  'SANSHENG_DEV',
  'SANSHENG_BROWSER',
])

/** Throws an Error whose message is for the person who starts the system. */
export function readSettings(env: Env, fallbackHome = 'data'): Settings {
  for (const name of Object.keys(env))
    if (name.startsWith('SANSHENG_') && !known.has(name))
      wrong(
        name,
        `没有这个设置。可用的有：${[...known].filter(n => n !== 'SANSHENG_DEV' && n !== 'SANSHENG_BROWSER').join('、')}`,
      )
  const port = env.PORT === undefined || env.PORT === '' ? 8300 : Number(env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    wrong('PORT', `“${env.PORT}”不是端口号，请写 1 到 65535 之间的整数，例如 8300`)
  const databaseUrl = env.DATABASE_URL || null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    wrong('DATABASE_URL', '要以 postgres:// 开头，例如 postgres://用户:密码@主机:5432/库名')
  const databaseAdminUrl = env.DATABASE_ADMIN_URL || null
  if (databaseAdminUrl !== null && !/^postgres(ql)?:\/\//.test(databaseAdminUrl))
    wrong('DATABASE_ADMIN_URL', '要以 postgres:// 开头，例如 postgres://管理员:密码@主机:5432/库名')
  if (databaseAdminUrl !== null && databaseUrl === null)
    wrong('DATABASE_ADMIN_URL', '要和 DATABASE_URL 一起写；不写两者就用自带的数据库')
  const firstPassword = env.SANSHENG_FIRST_PASSWORD || null
  if (firstPassword !== null && firstPassword.length < 8) wrong('SANSHENG_FIRST_PASSWORD', '至少要 8 个字符')
  const logLevel = env.SANSHENG_LOG || 'info'
  if (!levels.includes(logLevel)) wrong('SANSHENG_LOG', `“${logLevel}”不认识，可用：${levels.join('、')}`)
  const behindProxy = env.SANSHENG_BEHIND_PROXY ?? ''
  if (!['', '0', '1'].includes(behindProxy)) wrong('SANSHENG_BEHIND_PROXY', '只能是 1 或 0')
  const sealKeyPem = env.SANSHENG_SEAL_KEY?.replaceAll('\\n', '\n')
  if (sealKeyPem !== undefined && !sealKeyPem.includes('PRIVATE KEY'))
    wrong('SANSHENG_SEAL_KEY', '要是 PEM 格式的 Ed25519 私钥（-----BEGIN PRIVATE KEY-----）')
  const [cert, key] = [env.SANSHENG_TLS_CERT, env.SANSHENG_TLS_KEY]
  if (cert && !key) wrong('SANSHENG_TLS_KEY', '有证书就要有私钥，请写私钥文件的路径')
  if (key && !cert) wrong('SANSHENG_TLS_CERT', '有私钥就要有证书，请写证书文件的路径')
  const sealPublicKey = env.SANSHENG_SEAL_PUBLIC_KEY ? publicKeyFrom(env.SANSHENG_SEAL_PUBLIC_KEY.replaceAll('\\n', '\n')) : null
  if (env.SANSHENG_SEAL_PUBLIC_KEY && sealPublicKey === null)
    wrong('SANSHENG_SEAL_PUBLIC_KEY', '要是首次启动时显示的 ed25519:…，或者 PEM 格式的 Ed25519 公钥')
  const signInKey = env.SANSHENG_SIGN_IN_KEY ? boxKeyFrom(env.SANSHENG_SIGN_IN_KEY) : null
  if (env.SANSHENG_SIGN_IN_KEY && signInKey === null)
    wrong('SANSHENG_SIGN_IN_KEY', '要是 32 字节的密钥，写成 base64，例如 openssl rand -base64 32 的结果')
  return {
    port,
    host: env.HOST || '127.0.0.1',
    home: resolve(env.SANSHENG_HOME || fallbackHome),
    databaseUrl,
    databaseAdminUrl,
    firstPassword,
    sealKeyPem: sealKeyPem || undefined,
    sealPublicKey,
    sealAnchorFile: env.SANSHENG_SEAL_FILE ? resolve(env.SANSHENG_SEAL_FILE) : null,
    signInKey,
    provider: oidcFrom(env, wrong),
    behindProxy: behindProxy === '1',
    hosts: hostsIn(env.SANSHENG_HOSTS),
    certificate: cert && key ? { cert: resolve(cert), key: resolve(key) } : null,
    logLevel,
  }
}

function hostsIn(text: string | undefined): string[] | null {
  const names = (text ?? '')
    .split(/[,，\s]+/)
    .filter(Boolean)
    .map(name => name.toLowerCase())
  for (const name of names)
    if (!/^(\*\.)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u.test(name))
      wrong(
        'SANSHENG_HOSTS',
        `“${name}”不是域名，只写名字，不写 http:// 和端口，几个之间用逗号，例如 kefu.example.cn,*.hotline.cn`,
      )
  return names.length > 0 ? names : null
}

function wrong(name: string, why: string): never {
  throw new Error(`设置 ${name} 有误：${why}。`)
}
