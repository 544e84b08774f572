/** `sansheng erase`: erases a customer on this machine. Leaves events. */
import { parseArgs } from 'node:util'
import { Fault } from '@sansheng/contract/fault.ts'
import { erasePerson } from '../erase.ts'
import { readSettings } from '../settings.ts'
import { siteNamed } from './database.ts'
import type { Io } from './io.ts'
import { withApp } from './on-this-machine.ts'

const help = `用法：sansheng erase --site 站点 --customer 客户编号 --reason "为什么"

按客户本人的要求删除他的个人信息：姓名、电话、备注、住址关联；来电、工单、派工单、回访里的文字、签名人和号码；
检索词、提醒里的文字、一天内的重复请求答复；台账旁存的文字连同盐一起删除。
发生过什么、什么时候、谁经手，仍留在台账里；每个个案多一条“资料.删除”事件，sansheng verify 照样通过，并说明删了多少处。
删除不能撤回。备份里的旧数据不在此列，按备份的保存期限过期。

示例：
  sansheng erase --site LZ --customer 0198c7e4-… --reason "客户来函要求删除，编号 2026-117"
`

export async function erase(argv: string[], io: Io): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  const wanted = readArguments(argv)
  if (typeof wanted === 'string') {
    io.stderr.write(`${wanted}\n用法见 sansheng erase --help\n`)
    return 2
  }
  try {
    return await withApp(readSettings(io.env), async app => {
      const site = await siteNamed(app.transact.read(app.origin).db, wanted.site)
      const done = await app.transact.write(app.origin, ctx => erasePerson(ctx, site.id, wanted.customer, wanted.reason))
      io.stdout.write(`${site.name}：已删除，涉及 ${done.cases} 个个案、${done.words} 处文字。\n`)
      return 0
    })
  } catch (error) {
    const missing = error instanceof Fault && error.code === 'not_found'
    io.stderr.write(`没有办成：${missing ? '这个站点没有这位客户' : (error as Error).message}\n`)
    return missing ? 1 : 2
  }
}

type Wanted = { site: string; customer: string; reason: string }
function readArguments(argv: string[]): Wanted | string {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: argv, options: { site: text, customer: text, reason: text } })
    const { site, customer, reason = '' } = values
    if (!site) return '缺少 --site。'
    if (!customer || !/^[0-9a-f-]{36}$/i.test(customer)) return '缺少 --customer，或者它不是客户编号。'
    if (reason.trim().length < 2 || reason.length > 500) return '请用 --reason 写明为什么，2 到 500 个字。'
    return { site, customer, reason: reason.trim() }
  } catch (error) {
    return (error as Error).message
  }
}
