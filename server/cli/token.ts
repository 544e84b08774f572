/** `sansheng token`: gives tokens to programs, lists and revokes them, for whoever has the machine itself in his hands. Leaves events. */
import { parseArgs } from 'node:util'
import { Fault } from '@sansheng/contract/fault.ts'
import { sentence } from '@sansheng/contract/messages.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import type { ServiceToken } from '@sansheng/contract/service-tokens.ts'
import type { App } from '../app.ts'
import { createToken, listTokens, revokeToken } from '../modules/people/index.ts'
import { readSettings } from '../settings.ts'
import { siteNamed } from './database.ts'
import type { Io } from './io.ts'
import { withApp } from './on-this-machine.ts'

const help = `用法：sansheng token create --site 站点 --name 名称 --permissions 权限,权限 [--sites 站点,站点] [--days 天数]
      sansheng token list   --site 站点
      sansheng token revoke --site 站点 --id 编号

程序（官网表单、抄表系统、报表）不用人的账号登录，用自己的令牌。发放和作废都记进台账。
  --site         站点的编号或代码
  --name         这是哪个程序
  --permissions  它能做什么，用逗号隔开；只准人做的不能给
  --sites        在哪些站点，用逗号隔开；不给就是 --site
  --days         多少天以后到期，1 到 366；不给就是 90
  --id           令牌的编号，见 sansheng token list

令牌只在发放时印出来一次，请马上交给程序保管；库里只存它的散列。
退出码：0 办成了；1 不能这样做；2 用法不对，或者没有办成。

示例：
  sansheng token create --site LZ --name 官网报修表单 --permissions notices:read,tickets:read --days 90
`

export type Wanted =
  | { verb: 'create'; site: string; name: string; permissions: Permission[]; sites: string[]; days: number }
  | { verb: 'list'; site: string }
  | { verb: 'revoke'; site: string; id: string }

export async function token(argv: string[], io: Io): Promise<number> {
  const wanted = readArguments(argv)
  if (wanted === 'help') {
    io.stdout.write(help)
    return 0
  }
  if (typeof wanted === 'string') {
    io.stderr.write(`${wanted}\n用法见 sansheng token --help\n`)
    return 2
  }
  try {
    return await withApp(readSettings(io.env), app => handleTokens(app, wanted, io))
  } catch (error) {
    io.stderr.write(`没有办成：${(error as Error).message}\n`)
    return 2
  }
}

type Needed = Pick<App, 'transact' | 'origin' | 'sessions' | 'permissions'>

/** Everything but opening the database. */
export async function handleTokens(app: Needed, wanted: Wanted, io: Io): Promise<number> {
  const site = await siteNamed(app.transact.read(app.origin).db, wanted.site)
  try {
    switch (wanted.verb) {
      case 'create':
        await create(app, site.id, wanted, io)
        break
      case 'list':
        for (const one of await listTokens(app.transact.read(app.origin), site.id)) io.stdout.write(`${lineOf(one)}\n`)
        break
      case 'revoke': {
        const { name } = await app.transact.write(app.origin, ctx => revokeToken(ctx, app.sessions, site.id, wanted.id))
        io.stdout.write(`${site.name}：“${name}”的令牌已作废。\n`)
      }
    }
    return 0
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    io.stderr.write(`${refusal(error, wanted, app)}\n`)
    return 1
  }
}

async function create(app: Needed, siteId: number, wanted: Extract<Wanted, { verb: 'create' }>, io: Io): Promise<void> {
  const sites: number[] = []
  for (const named of wanted.sites) sites.push((await siteNamed(app.transact.read(app.origin).db, named)).id)
  const { name, permissions, days: expiresInDays } = wanted
  const draft = { name, permissions, expiresInDays, ...(sites.length > 0 ? { sites } : {}) }
  const made = await app.transact.write(app.origin, ctx => createToken(ctx, siteId, draft, app.permissions))
  // the token alone on the standard output, so that it can be piped to where it is kept
  io.stdout.write(`${made.secret}\n`)
  io.stderr.write(`${lineOf(made.token)}\n这一行令牌只印这一次。程序用 Authorization: Bearer … 带上它。\n`)
}

function refusal(fault: Fault, wanted: Wanted, { permissions }: Pick<App, 'permissions'>): string {
  if (fault.code !== 'invalid' || wanted.verb !== 'create') return sentence('zh', fault.code, fault.params)
  const wrong = (fault.fields ?? []).map(({ path }) => wanted.permissions[Number(path.split('/')[2])])
  const free = Object.entries(permissions).flatMap(([name, { zh, staffOnly }]) => (staffOnly ? [] : [`  ${name}  ${zh}`]))
  return [`没有这些权限，或者只准人做：${wrong.join('、')}。能给程序的有：`, ...free].join('\n')
}

const lineOf = ({ id, name, permissions, sites, expiresAt, lastUsedAt, revokedAt }: ServiceToken): string =>
  [
    id,
    name,
    permissions.join(','),
    `站点 ${sites.join(',')}`,
    revokedAt ? `${revokedAt.slice(0, 10)} 作废` : `${expiresAt.slice(0, 10)} 到期`,
    lastUsedAt ? `上次使用 ${lastUsedAt.slice(0, 16)}` : '没用过',
  ].join('  ')

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)

function readArguments(argv: string[]): Wanted | 'help' | string {
  const text = { type: 'string' } as const
  const options = { site: text, name: text, permissions: text, sites: text, days: text, id: text } as const
  const [verb, ...rest] = argv
  if (verb === undefined || verb === '--help' || verb === '-h' || rest.includes('--help') || rest.includes('-h')) return 'help'
  if (verb !== 'create' && verb !== 'list' && verb !== 'revoke') return `不认识“${verb}”；有 create、list、revoke`
  let values: { [name in keyof typeof options]?: string | undefined }
  try {
    values = parseArgs({ args: rest, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    return `命令行选项不对：${(error as Error).message.split('. ')[0]}`
  }
  const { site, id } = values
  if (!site) return '请给出 --site'
  if (verb === 'list') return { verb, site }
  if (verb === 'revoke') return id && /^[0-9a-f-]{36}$/.test(id) ? { verb, site, id } : '请给出 --id，见 sansheng token list'
  const name = values.name?.trim()
  const permissions = listed(values.permissions) as Permission[]
  const days = Number(values.days ?? 90)
  if (!name || name.length > 60) return '请给出 --name，不超过 60 个字'
  if (permissions.length === 0 || permissions.length > 50) return '请给出 --permissions'
  if (!Number.isInteger(days) || days < 1 || days > 366) return '--days 请写 1 到 366 的整数'
  return { verb, site, name, permissions, sites: listed(values.sites), days }
}
