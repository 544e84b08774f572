import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { compile } from '@sansheng/rulebook/engine'
import { type PhraseMatcher, phraseList, phraseMatcher, phraseMatcherOf } from '@sansheng/rulebook/phrases'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { neighbours } from './check.ts'
import type { Command, Io } from './io.ts'
import { nearest } from './nearest.ts'

/** Bytes that one line may have; a longer one is answered with an error and passed over. */
export const LONGEST_LINE = 1_000_000

/** `sansheng phrases`: 0 when every line was answered, 1 when the standard has errors, 2 for wrong usage. */
export const phrases: Command = async (argv, io) => {
  const locale: Locale = /--lang[= ]en\b/.test(argv.join(' ')) ? 'en' : 'zh'
  try {
    const { values } = parseArgs({ args: argv, options, strict: true, allowPositionals: false })
    if (values.help) {
      await write(io, help[locale])
      return 0
    }
    if (values.lang !== undefined && values.lang !== 'zh' && values.lang !== 'en') return usage(io, locale, messages[locale].lang)
    if ((values.standard === undefined) === (values.list === undefined)) return usage(io, locale, messages[locale].either)
    const made = values.list === undefined ? await fromStandard(values.standard!, locale) : await fromList(values.list, locale)
    if ('exit' in made) {
      io.stderr.write(`${made.message}\n${made.exit === 2 ? `${messages[locale].help}\n` : ''}`)
      return made.exit
    }
    await answer(made.matcher, io, locale)
    return 0
  } catch (error) {
    // `… | head` has read enough; that is no mistake of ours.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return usage(io, locale, messages[locale].option(error.message.split('. ')[0]!))
    throw error
  }
}

const options = {
  standard: { type: 'string' },
  list: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Made = { matcher: PhraseMatcher } | { exit: 1 | 2; message: string }

/** A file, with those that it extends beside it, or the name of a standard that we ship. */
async function fromStandard(name: string, locale: Locale): Promise<Made> {
  if (name.endsWith('.md') || name.includes('/')) {
    const source = await readSmall(name)
    return source === undefined
      ? { exit: 2, message: messages[locale].file(name) }
      : compiled(name, source, await neighbours(name, source), locale)
  }
  const { shippedStandards } = await import('../modules/standards/index.ts')
  const shipped = Object.fromEntries((await shippedStandards()).map(standard => [standard.name, standard.source]))
  return Object.hasOwn(shipped, name)
    ? compiled(name, shipped[name]!, shipped, locale)
    : { exit: 2, message: messages[locale].standard(name, nearest(name, Object.keys(shipped))) }
}

function compiled(name: string, source: string, inherited: Record<string, string>, locale: Locale): Made {
  const { rulebook, problems } = compile(source, { inherited, vocabulary: productVocabulary })
  if (rulebook) return { matcher: phraseMatcherOf(rulebook) }
  const first = problems.find(problem => problem.severity === 'error')!
  return { exit: 1, message: `${name}:${first.line}:${first.column}  ${first.message[locale]}\n${messages[locale].check(name)}` }
}

async function fromList(path: string, locale: Locale): Promise<Made> {
  const source = await readSmall(path)
  return source === undefined
    ? { exit: 2, message: messages[locale].file(path) }
    : { matcher: phraseMatcher([phraseList(source.replace(/^\uFEFF/, '').split(/\r?\n/))]) }
}

/** Longer than any standard or list of phrases; a wrong file should be told at once. */
const longest = 20_000_000

async function readSmall(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).size > longest ? undefined : await readFile(path, 'utf8')
  } catch {
    return undefined
  }
}

/** A line in, a line out, in order; memory does not grow with the input, nor with a line that never ends. */
async function answer(matcher: PhraseMatcher, io: Io, locale: Locale): Promise<void> {
  const decoder = new TextDecoder()
  const tooLong = JSON.stringify({ error: messages[locale].long })
  let rest = ''
  let skipping = false
  let ready: string[] = []
  const take = (line: string) => {
    const text = line.replace(/\r$/, '')
    ready.push(skipping || text.length > LONGEST_LINE ? tooLong : JSON.stringify({ hits: matcher.find(text) }))
    skipping = false
  }
  const flush = async () => {
    if (ready.length > 0) await write(io, `${ready.join('\n')}\n`)
    ready = []
  }
  for await (const chunk of io.stdin) {
    const lines = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n')
    lines[0] = rest + lines[0]
    rest = lines.pop()!
    for (const line of lines) take(line)
    if (rest.length > LONGEST_LINE) {
      skipping = true
      rest = ''
    }
    await flush()
  }
  rest += decoder.decode()
  if (rest !== '' || skipping) take(rest)
  await flush()
}

/** Waits while a slow reader catches up, so that a long input does not pile up in memory. */
async function write({ stdout }: Io, text: string): Promise<void> {
  if (!stdout.write(text)) await once(stdout, 'drain')
}

function usage(io: Io, locale: Locale, what: string): number {
  io.stderr.write(`${what}\n${messages[locale].help}\n`)
  return 2
}

const messages = {
  zh: {
    either: '请给出 --standard 或 --list，二者取一',
    option: (text: string) => `命令行选项不对：${text}`,
    lang: '--lang 只能是 zh 或 en',
    file: (path: string) => `打不开文件，或文件太大：${path}`,
    standard: (name: string, near: string | undefined) =>
      `没有名为“${name}”的规范。${near ? `您是不是要用 ${near}？` : ''}自己的规范请写文件名`,
    check: (name: string) => `规范有错，先用 sansheng check ${name} 看全部`,
    long: `这一行太长，最多 ${LONGEST_LINE} 字节`,
    help: '用法见 sansheng phrases --help',
  },
  en: {
    either: 'give either --standard or --list',
    option: (text: string) => `bad option: ${text}`,
    lang: '--lang must be zh or en',
    file: (path: string) => `the file ${path} cannot be read or is too large`,
    standard: (name: string, near: string | undefined) =>
      `there is no standard named "${name}".${near ? ` Did you mean ${near}?` : ''} For a standard of your own give its file`,
    check: (name: string) => `the standard has errors; see sansheng check ${name}`,
    long: `the line is too long; at most ${LONGEST_LINE} bytes`,
    help: 'see sansheng phrases --help',
  },
}

const help = {
  zh: `sansheng phrases　在文字里查忌语

用法
  sansheng phrases --standard 名称|文件.md [--lang zh|en] < 文字
  sansheng phrases --list 词表.txt [--lang zh|en] < 文字

选项
  --standard  用一份规范里的“用语”规则：自带规范的名称，或一个文件
  --list      用一份词表：一行一句，“!”开头的一行是除外，空行不算
  --lang      说明和出错信息用中文（zh）或英文（en）

例
  echo 我不知道 | sansheng phrases --standard general-hotline
  sansheng phrases --list 忌语.txt < 录音转写.txt

每行文字答一行 JSON：{"hits":[{"rule":"规则编号","phrase":"忌语","from":0,"to":3,"say":"改说什么"}]}
from、to 是原文里的位置，按 UTF-16 单位从 0 数起，to 不含。全角半角、大小写、繁简、夹在中间的空格和看不见的字符
都不影响查找；规则写了“忽略: 标点”的，标点也不影响。英文词要整词才算。重叠的都列出来，落在除外里面的不列。
退出码：0 已回答；1 规范有错；2 用法不对。
`,
  en: `sansheng phrases: forbidden phrases in lines of text

Usage
  sansheng phrases --standard NAME|FILE.md [--lang zh|en] < lines
  sansheng phrases --list FILE.txt [--lang zh|en] < lines

Options
  --standard  the phrase rules of a standard: the name of one that we ship, or a file
  --list      a plain list: one phrase a line, "!" before an exception, empty lines are passed over
  --lang      locale of messages: zh or en

Examples
  echo 我不知道 | sansheng phrases --standard general-hotline
  sansheng phrases --list forbidden.txt < transcript.txt

A line of JSON for each line: {"hits":[{"rule":"id","phrase":"…","from":0,"to":3,"say":"what to say instead"}]}
from and to are places in the line in UTF-16 units, to excluded. Full and half width, case, traditional and simplified characters,
blanks and invisible characters in between make no difference, nor does punctuation where the rule says so. ASCII entries are
whole words. Overlapping hits are all told; those inside an exception are not.
Exit code: 0 answered; 1 the standard has errors; 2 wrong usage.
`,
}
