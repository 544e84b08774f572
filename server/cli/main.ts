import { nameRuntime } from '../platform/runtime-name.ts'
import { type CommandEntry, commands } from './commands.ts'
import type { Io } from './io.ts'
import { nearest } from './nearest.ts'

/** The command line: `argv` without node and script. Loads only the command that is called. */
export async function main(argv: string[], io: Io, known: Record<string, CommandEntry> = commands): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined) return print(io.stderr, help(known), 2)
  if (['--help', '-h', 'help'].includes(name)) return print(io.stdout, help(known), 0)
  const entry = Object.hasOwn(known, name) ? known[name] : undefined
  if (!entry) return print(io.stderr, unknown(name, Object.keys(known)), 2)
  nameRuntime()
  return (await entry.load())(rest, io)
}

function help(known: Record<string, CommandEntry>): string {
  const width = Math.max(0, ...Object.keys(known).map(name => name.length))
  const lines = Object.entries(known).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  const examples = Object.values(known).flatMap(({ examples }) => examples.map(example => `  ${example}`))
  return [
    '三声：让写在纸上的服务规范真正运行起来。',
    '',
    '用法：sansheng <命令> [选项]',
    '',
    '命令：',
    ...lines,
    '',
    '示例：',
    ...examples,
    '',
    '各命令的选项：sansheng <命令> --help',
    '退出码：0 正常；1 发现问题；2 用法不对；70 程序自身出错',
  ].join('\n')
}

function unknown(name: string, names: string[]): string {
  const close = nearest(name, names)
  const hint = close ? `您是不是要用 ${close}？` : ''
  return `没有“${name}”这个命令。${hint}全部命令见 sansheng --help`
}

function print(stream: NodeJS.WritableStream, text: string, code: number): number {
  stream.write(`${text}\n`)
  return code
}
