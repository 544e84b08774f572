import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import type { Problem } from '@sansheng/rulebook/document'
import { readDocument } from '@sansheng/rulebook/document'
import { type Compiled, compile, unrecordedRules } from '@sansheng/rulebook/engine'
import { differencesIn } from '@sansheng/rulebook/propose'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { localeOf } from '@sansheng/rulebook/vocabulary'
import type { Command, Io } from './io.ts'

/** `sansheng check`: 0 when the standards are right, 1 when one has errors, 2 for wrong usage. */
export const check: Command = async (argv, io) => {
  let locale: Locale = /--(lang|locale)[= ]en\b/.test(argv.join(' ')) ? 'en' : 'zh'
  let options: ReturnType<typeof read>
  try {
    options = read(argv)
  } catch (error) {
    return usage(io, locale, (error as Error).message.split('. ')[0]!)
  }
  const { values, positionals } = options
  const wanted = values.locale ?? values.lang
  if (wanted !== undefined && wanted !== 'zh' && wanted !== 'en') return usage(io, locale, messages[locale].locale)
  locale = wanted ?? locale
  if (values.help) {
    io.stdout.write(`${help[locale]}\n`)
    return 0
  }
  if (positionals.length === 0) return usage(io, locale, messages[locale].noFile)
  const results: { file: string; result: Compiled }[] = []
  for (const file of positionals) {
    const source = file === '-' ? await readAll(io.stdin) : await readStandard(file)
    if (source === null) return usage(io, locale, `${file}: ${messages[locale].unreadable}`)
    results.push({ file, result: compile(source, { inherited: await neighbours(file, source), vocabulary: productVocabulary }) })
  }
  io.stdout.write(values.json ? json(results) : text(results, wanted, locale))
  return results.some(({ result }) => result.rulebook === null) ? 1 : 0
}

function read(argv: string[]) {
  const options = {
    json: { type: 'boolean' },
    locale: { type: 'string' },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const
  return parseArgs({ args: argv, options, strict: true, allowPositionals: true })
}

/** Longer than any standard; a wrong file should be told at once. */
const longest = 10_000_000

async function readStandard(file: string): Promise<string | null> {
  try {
    if ((await stat(file)).size > longest) return null
    return await readFile(file, 'utf8')
  } catch {
    return null
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** Standards in the same folder, by their id, when this one extends any. */
export async function neighbours(file: string, source: string): Promise<Record<string, string>> {
  if (readDocument(source).front.extends.length === 0) return {}
  const folder = file === '-' ? '.' : dirname(file)
  const found: Record<string, string> = {}
  for (const name of (await readdir(folder)).filter(name => name.endsWith('.md')).sort()) {
    const other = await readStandard(join(folder, name))
    const id = other === null ? null : readDocument(other).front.standard
    if (other !== null && id) found[id] ??= other
  }
  return found
}

/** Rules that will not run, each at its line with what would record what it needs. */
function unrecordedLines(file: string, result: Compiled, wanted: Locale | undefined, rows: string[]): string[] {
  return unrecordedRules(result).map(({ id, line, why }) => {
    const locale = wanted ?? localeOf(rows[line - 1] ?? '')
    return `${file}:${line}:1  ${messages[locale].unrecorded(id, why[locale])}`
  })
}

/** What the checker finds, and where the words of a clause and its rule differ, in the order of the text. */
function problemsOf(result: Compiled): Problem[] {
  return [...result.problems, ...differencesIn(result)].sort((a, b) => a.line - b.line)
}

function json(results: { file: string; result: Compiled }[]): string {
  const shown = results.map(({ file, result }) => ({
    file,
    ok: result.rulebook !== null,
    problems: problemsOf(result),
    unrecorded: unrecordedRules(result),
    rules: result.rules,
  }))
  return `${JSON.stringify(shown.length === 1 ? shown[0] : shown)}\n`
}

/** Each problem in the language in which its line is written, unless one is asked for. */
function text(results: { file: string; result: Compiled }[], wanted: Locale | undefined, locale: Locale): string {
  const lines = results.flatMap(({ file, result }) => {
    const rows = result.document.source.split('\n')
    return [
      ...problemsOf(result).map(problem => line(file, problem, wanted ?? localeOf(rows[problem.line - 1] ?? ''))),
      ...unrecordedLines(file, result, wanted, rows),
    ]
  })
  const rules = results.flatMap(({ result }) => result.rules)
  const unmeasured = rules.filter(rule => rule.state === 'later').length
  const failed = results.flatMap(({ result }) => result.problems).filter(problem => problem.severity === 'error').length
  return `${[...lines, messages[locale].summary(rules.length, unmeasured, failed)].join('\n')}\n`
}

function line(file: string, { line: row, column, severity, message, suggestion }: Problem, locale: Locale): string {
  const mark = severity === 'warning' ? (locale === 'zh' ? '提示：' : 'note: ') : ''
  const hint = suggestion === null ? '' : `  → ${suggestion}`
  return `${file}:${row}:${column}  ${mark}${message[locale]}${hint}`
}

function usage(io: Io, locale: Locale, what: string): number {
  io.stderr.write(`${what}\n${messages[locale].help}\n`)
  return 2
}

const messages = {
  zh: {
    locale: '--locale 只能是 zh 或 en',
    noFile: '请给出要检查的规范文件',
    unreadable: '读不到这个文件，或文件太大',
    help: '用法见 sansheng check --help',
    unrecorded: (id: string, why: string) => `尚未计量：${id} ${why}`,
    summary: (rules: number, unmeasured: number, failed: number) =>
      failed > 0 ? `发现 ${failed} 处错误` : `通过：${rules} 条规则${unmeasured > 0 ? `，其中 ${unmeasured} 条尚未计量` : ''}`,
  },
  en: {
    locale: '--locale must be zh or en',
    noFile: 'name the standard to check',
    unreadable: 'the file cannot be read or is too large',
    help: 'see sansheng check --help',
    unrecorded: (id: string, why: string) => `not measured yet: ${id}: ${why}`,
    summary: (rules: number, unmeasured: number, failed: number) =>
      failed > 0
        ? `${failed} ${failed === 1 ? 'error' : 'errors'}`
        : `ok: ${rules} ${rules === 1 ? 'rule' : 'rules'}${unmeasured > 0 ? `, ${unmeasured} not measured yet` : ''}`,
  },
} as const

const help = {
  zh: `检查服务规范：规则写得对不对，错在哪一行哪一列，应该怎么写；条款的话和它的规则哪里不一样；
哪些规则现在没有人记得下它要的事，所以不运行。

用法：sansheng check <文件…> [选项]        文件写 - 则从标准输入读

  --json          输出 JSON：ok、problems、unrecorded、rules
  --locale zh|en  说明用哪种语言（默认随规则所用的语言）
  -h, --help      本说明

沿用（extends）的规范在同一个文件夹里找。

示例：
  sansheng check standards/property-service.md
  sansheng check standards/*.md
  sansheng check --json draft.md

退出码：0 没有错误；1 有错误；2 用法不对`,
  en: `Checks standards: whether the rules are right, where they are wrong, what to write instead, where the
words of a clause and its rule differ, and which rules do not run because nobody records what they need.

usage: sansheng check <file…> [options]        - reads standard input

  --json          prints JSON: ok, problems, unrecorded, rules
  --locale zh|en  language of the messages (by default that of the rule)
  -h, --help      this text

Standards that are extended are looked for in the same folder.

examples:
  sansheng check standards/property-service.md
  sansheng check standards/*.md
  sansheng check --json draft.md

exit code: 0 no error, 1 errors, 2 wrong usage`,
} as const
