/** The made-up people and the one password of this installation, in a file of the data folder and on the screen of whoever starts the demo. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { facts, roles } from '@sansheng/rulebook/vocabulary'
import { stories } from './stories.ts'
import type { Member, SiteStory } from './story.ts'

const fileOf = (home: string) => join(home, 'accounts.txt')

/** Made of chance alone, and without any staff number in it. */
export function demoPassword(random: (bytes: number) => Uint8Array): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz'
  const word = () => Array.from(random(5), byte => letters[byte % letters.length]).join('')
  return `${word()}-${word()}-${word()}`
}

export function writeAccounts(home: string, password: string): void {
  const file = fileOf(home)
  const everybody = stories.map(story => `${titleOf(story)}\n${table(story.people, password)}`)
  const admin = `\n系统管理员  工号 admin  密码 ${password}\n`
  writeFileSync(file, `这里的公司、人和事都是虚构的，只供演示。\n\n密码：${password}\n\n${everybody.join('\n')}${admin}`, {
    mode: 0o600,
  })
  chmodSync(file, 0o600)
}

/** Null when there is no such file, or nothing that looks like a password in it. */
export function readPassword(home: string): string | null {
  try {
    return /^密码：([a-z-]{10,})$/m.exec(readFileSync(fileOf(home), 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}

/** The people who are worth looking in on. */
export function accountsTable(home: string, password: string): string {
  const shown = stories.map(
    story =>
      `${titleOf(story)}\n${table(
        story.people.filter(p => p.look),
        password,
      )}`,
  )
  return `\n演示：公司、人和事都是虚构的。所有人共用一个密码，全部账号在 ${fileOf(home)}\n\n${shown.join('\n')}\n`
}

const titleOf = ({ name, kind }: SiteStory) => `【${name}】${facts.site.fields.kind.values[kind]}`

function table(people: readonly Member[], password: string): string {
  const head = ['岗位', '姓名', '工号', '密码', '看什么']
  const rows = people.map(p => [roles[p.role].zh, p.name, p.staffNumber, password, p.look ?? p.department ?? ''])
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map(row => widthOf(row[at]!))))
  const line = (row: string[]) =>
    `  ${row.map((cell, at) => cell + ' '.repeat(widths[at]! - widthOf(cell))).join('  ')}`.trimEnd()
  return `${[head, ...rows].map(line).join('\n')}\n`
}

/** Chinese characters take two places on a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.codePointAt(0)! > 0x2e7f || c === '“' || c === '”' ? 2 : 1), 0)
