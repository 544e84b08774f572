/** How the organisation's own sign-in (OpenID Connect) is set by the operator. */
import type { ProviderSettings } from './modules/people/index.ts'

type Env = Record<string, string | undefined>
export const oidcNames = [
  'SANSHENG_OIDC_ISSUER',
  'SANSHENG_OIDC_CLIENT_ID',
  'SANSHENG_OIDC_CLIENT_SECRET',
  'SANSHENG_OIDC_LABEL',
  'SANSHENG_OIDC_CLAIM',
  'SANSHENG_OIDC_PASSWORDS',
] as const

/** Null where no provider is set. `wrong` throws. */
export function oidcFrom(env: Env, wrong: (name: string, why: string) => never): ProviderSettings | null {
  const issuer = env.SANSHENG_OIDC_ISSUER
  if (!issuer) {
    const alone = oidcNames.find(name => env[name])
    return alone ? wrong(alone, '要和 SANSHENG_OIDC_ISSUER 一起写') : null
  }
  if (!URL.canParse(issuer)) wrong('SANSHENG_OIDC_ISSUER', '要是完整的网址，例如 https://login.example.cn/realms/staff')
  const { protocol, hostname } = new URL(issuer)
  if (protocol !== 'https:' && !(protocol === 'http:' && isOwnNetwork(hostname)))
    wrong('SANSHENG_OIDC_ISSUER', '要用 https://；只有本机和内网的地址（如 10.0.0.8、192.168.1.8）可以用 http://')
  const clientId = env.SANSHENG_OIDC_CLIENT_ID || wrong('SANSHENG_OIDC_CLIENT_ID', '要写登录平台给本系统的客户端编号')
  const clientSecret = env.SANSHENG_OIDC_CLIENT_SECRET || wrong('SANSHENG_OIDC_CLIENT_SECRET', '要写登录平台给本系统的客户端密钥')
  const passwords = env.SANSHENG_OIDC_PASSWORDS ?? ''
  if (!['', '0', '1'].includes(passwords)) wrong('SANSHENG_OIDC_PASSWORDS', '只能是 1 或 0')
  return {
    issuer,
    clientId,
    clientSecret,
    label: env.SANSHENG_OIDC_LABEL || '统一登录',
    claim: env.SANSHENG_OIDC_CLAIM || 'preferred_username',
    passwords: passwords !== '0',
  }
}

/** Loopback and the private networks of RFC 1918 and RFC 4193. */
const isOwnNetwork = (host: string): boolean =>
  host === 'localhost' ||
  host === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(host) ||
  /^10\.\d+\.\d+\.\d+$/.test(host) ||
  /^192\.168\.\d+\.\d+$/.test(host) ||
  /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host) ||
  /^\[f[cd]/.test(host)
