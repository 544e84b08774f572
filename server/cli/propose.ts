import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { LARGEST_HANDBOOK } from '@sansheng/contract/handbooks.ts'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { compile, type UnrecordedRule, unrecordedRules } from '@sansheng/rulebook/engine'
import { type Proposed, propose as proposed } from '@sansheng/rulebook/propose'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { type HandbookProblem, readHandbook } from '../platform/handbook.ts'
import type { Command, Io } from './io.ts'

/** `sansheng propose`: 0 when a draft was written, 1 when the handbook cannot be read, 2 for wrong usage. */
export const propose: Command = async (argv, io) => {
  let locale: Locale = /--(lang|locale)[= ]en\b/.test(argv.join(' ')) ? 'en' : 'zh'
  let values: ReturnType<typeof read>['values']
  let positionals: string[]
  try {
    ;({ values, positionals } = read(argv))
  } catch (error) {
    return usage(io, locale, (error as Error).message.split('. ')[0]!)
  }
  const wanted = values.locale ?? values.lang
  if (wanted !== undefined && wanted !== 'zh' && wanted !== 'en') return usage(io, locale, messages[locale].locale)
  locale = wanted ?? locale
  if (values.help) {
    io.stdout.write(`${help[locale]}\n`)
    return 0
  }
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) return usage(io, locale, messages[locale].oneFile)
  const bytes = file === '-' ? await readAll(io.stdin) : await readSmall(file)
  if (bytes === null) return usage(io, locale, `${file}: ${messages[locale].unreadable}`)
  const handbook = bytes === 'large' ? ({ problem: 'large' } as const) : readHandbook(file === '-' ? '' : file, bytes)
  if ('problem' in handbook) {
    io.stderr.write(`${file}: ${messages[locale].problems[handbook.problem]}\n`)
    return 1
  }
  const result = proposed(handbook.text, values.title === undefined ? {} : { title: values.title })
  const unrecorded = unrecordedRules(compile(result.source, { vocabulary: productVocabulary }))
  io.stdout.write(values.json ? `${JSON.stringify({ ...result, unrecorded })}\n` : result.source)
  io.stderr.write(summary(result, unrecorded, locale))
  return 0
}

function read(argv: string[]) {
  const options = {
    json: { type: 'boolean' },
    title: { type: 'string' },
    locale: { type: 'string' },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const
  return parseArgs({ args: argv, options, strict: true, allowPositionals: true })
}

async function readSmall(file: string): Promise<Buffer | 'large' | null> {
  try {
    return (await stat(file)).size > LARGEST_HANDBOOK ? 'large' : await readFile(file)
  } catch {
    return null
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer | 'large'> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > LARGEST_HANDBOOK) return 'large'
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function summary({ clauses, proposals, warnings }: Proposed, unrecorded: UnrecordedRule[], locale: Locale): string {
  const open = proposals.filter(proposal => proposal.open).length
  const unsure = proposals.filter(proposal => !proposal.sure).length
  const lines = [
    ...warnings.map(warning => warning[locale]),
    ...unrecorded.map(({ id, why }) => messages[locale].unrecorded(id, why[locale])),
    messages[locale].summary(clauses, proposals.length, open, unsure),
  ]
  return `${lines.join('\n')}\n`
}

function usage(io: Io, locale: Locale, what: string): number {
  io.stderr.write(`${what}\n${messages[locale].help}\n`)
  return 2
}

const messages: Record<
  Locale,
  {
    locale: string
    oneFile: string
    unreadable: string
    help: string
    problems: Record<HandbookProblem, string>
    unrecorded: (id: string, why: string) => string
    summary: (clauses: number, rules: number, open: number, unsure: number) => string
  }
> = {
  zh: {
    locale: '--locale 只能是 zh 或 en',
    oneFile: '请给出一份手册',
    unreadable: '读不到这个文件',
    help: '用法见 sansheng propose --help',
    problems: {
      empty: '里面没有文字；扫描件要先识别成文字',
      large: '太大了，最多 8 MB；图片多的请先去掉图片',
      docx: '读不出这份 Word 文档，可能已损坏或加了密码；请另存为 docx 或纯文本再试',
      kind: '只认 docx、Markdown 和纯文本；旧的 doc 和 PDF 请先另存为 docx',
      text: '不是能读的文本；请用 UTF-8 或 GB18030 编码',
    },
    unrecorded: (id, why) => `尚未计量：${id} ${why}`,
    summary: (clauses, rules, open, unsure) =>
      `${clauses} 个条款，${rules} 条拟议规则，${open} 处数字待定，${unsure} 条有猜测的地方`,
  },
  en: {
    locale: '--locale must be zh or en',
    oneFile: 'name one handbook',
    unreadable: 'the file cannot be read',
    help: 'see sansheng propose --help',
    problems: {
      empty: 'there is no text in it; a scan has to be turned into text first',
      large: 'too large: at most 8 MB; take pictures out first',
      docx: 'this Word document cannot be read; it may be damaged or protected: save it as docx or text again',
      kind: 'only docx, Markdown and plain text; save a doc or PDF as docx first',
      text: 'this is no readable text; use UTF-8 or GB18030',
    },
    unrecorded: (id, why) => `not measured yet: ${id}: ${why}`,
    summary: (clauses, rules, open, unsure) =>
      `${clauses} clauses, ${rules} proposed rules, ${open} open figures, ${unsure} with something guessed`,
  },
}

const help: Record<Locale, string> = {
  zh: `把一份手册变成规范草稿：原文照留，读得出时限、限度、频次、审批、用语等的句子下面附上拟议的规则。

用法：sansheng propose <手册.docx|.md|.txt> [选项] > 草稿.md        文件写 - 则从标准输入读

  --title 名称    规范的名称（默认取手册的标题）
  --json          输出 JSON：source、proposals（原句、位置、数字、依据）、warnings、unrecorded
  --locale zh|en  摘要和出错说明用哪种语言
  -h, --help      本说明

每条规则都写着“拟议: 是”，有人认可之前不运行；没有写明的数字写成“待定”，补上之前不能发布。
没有认出来的句子留作正文。现在没有人记得下起止的规则会点名：认可之后也不计时。草稿用 sansheng check 检查。

示例：
  sansheng propose 服务手册.docx > draft.md
  sansheng propose --json handbook.md | jq '.proposals[] | {amount, sentence}'

退出码：0 写好了草稿；1 手册读不出来；2 用法不对`,
  en: `Turns a handbook into a draft of a standard: its words stay, and below a sentence that reads like a promise, a limit,
a cadence, an approval or a phrase stands a proposed rule.

usage: sansheng propose <handbook.docx|.md|.txt> [options] > draft.md        - reads standard input

  --title name    title of the standard (by default that of the handbook)
  --json          prints JSON: source, proposals (sentence, place, figure, reason), warnings, unrecorded
  --locale zh|en  language of the summary and of messages
  -h, --help      this text

Every rule is proposed and runs only after a person accepts it; figures that are not written stand open and block
publication. What was not recognised stays prose. Rules whose start or end nobody can record are named: they do not run. Check the draft with sansheng check.

examples:
  sansheng propose handbook.docx > draft.md
  sansheng propose --json handbook.md | jq '.proposals[] | {amount, sentence}'

exit code: 0 a draft was written, 1 the handbook cannot be read, 2 wrong usage`,
}
