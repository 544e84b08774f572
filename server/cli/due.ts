import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  type Calendar,
  compileCalendar,
  type DueLine,
  dueAt,
  dueLinesText,
  explainDue,
  yearsWithoutList,
} from '@sansheng/rulebook/time'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { errorText, LONGEST_LINE, makeBatch, missing, namedCalendar, readDuration, readInstant } from './due-batch.ts'
import type { Command, Io } from './io.ts'

/** `sansheng due`: 0 when it answered (a batch answers bad lines with errors), 2 for a question that makes no sense. */
export const due: Command = async (argv, io) => {
  const locale: Locale = /--lang[= ]en/.test(argv.join(' ')) ? 'en' : 'zh'
  try {
    const { values } = parseArgs({ args: argv, options: OPTIONS, strict: true, allowPositionals: false })
    if (values.help) {
      await write(io, HELP[locale])
      return 0
    }
    if (values.lang !== undefined && values.lang !== 'zh' && values.lang !== 'en') throw new Error(SAYS[locale].lang)
    if (values.batch !== undefined) {
      for (const other of ['from', 'within', 'calendar', 'explain', 'roll'] as const) {
        if (values[other] !== undefined) throw new Error(SAYS[locale].alone(other))
      }
      await answerBatch(values.batch === '-' ? io.stdin : await openBatch(values.batch, locale), io, locale)
      return 0
    }
    if (values.from === undefined || values.within === undefined) throw new Error(SAYS[locale].needs)
    await answerOne({ ...values, from: values.from, within: values.within }, io, locale)
    return 0
  } catch (error) {
    // `… | head` has read enough; that is no mistake of ours.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0
    const message = isOptionError(error) ? SAYS[locale].option(error.message.split('. ')[0]!) : errorText(error, locale)
    io.stderr.write(`${message}\n${SAYS[locale].help}\n`)
    return 2
  }
}

const OPTIONS = {
  from: { type: 'string' },
  within: { type: 'string' },
  calendar: { type: 'string' },
  roll: { type: 'boolean' },
  explain: { type: 'boolean' },
  json: { type: 'boolean' },
  batch: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Question = { from: string; within: string; calendar?: string; roll?: boolean; explain?: boolean; json?: boolean }

const answerOne = async (ask: Question, io: Io, locale: Locale): Promise<void> => {
  const calendar = await calendarOf(ask.calendar ?? 'natural', locale)
  const from = readInstant(ask.from, '--from', locale)
  const duration = readDuration(ask.within, locale)
  const due = dueAt(calendar, from, duration, { roll: ask.roll })
  const instant = new Date(due).toISOString()
  const missingYears = yearsWithoutList(calendar, from, due, duration, { roll: ask.roll })
  const lines = ask.explain ? explainDue(calendar, from, duration, { roll: ask.roll }) : null
  const note: DueLine[] = missingYears.length > 0 ? [{ kind: 'missing', years: missingYears }] : []
  if (ask.json) {
    const { name, version } = calendar
    await write(
      io,
      `${JSON.stringify({ due: instant, ...missing(missingYears), calendar: { name, version, zone: calendar.zone.id }, ...(lines ? { lines } : {}) })}\n`,
    )
  } else {
    await write(io, `${[instant, ...dueLinesText(lines ?? note, locale)].join('\n')}\n`)
  }
}

const LARGEST_CALENDAR = 1_000_000

const calendarOf = async (name: string, locale: Locale): Promise<Calendar> => {
  if (!name.endsWith('.json')) return namedCalendar(name, locale)
  const spec = await readJson(name, locale)
  return compileCalendar(spec as Parameters<typeof compileCalendar>[0], {
    name: (spec as { name?: string } | null)?.name ?? name,
  })
}

const readJson = async (path: string, locale: Locale): Promise<unknown> => {
  const file = await open(path).catch(() => {
    throw new Error(SAYS[locale].file(path))
  })
  try {
    if ((await file.stat()).size > LARGEST_CALENDAR) throw new Error(SAYS[locale].largeFile(path))
    return JSON.parse((await file.readFile('utf8')).replace(/^\uFEFF/, ''))
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(SAYS[locale].notJson(path)) : error
  } finally {
    await file.close()
  }
}

/** A line in, a line out, in order; memory does not grow with the file, nor with a line that never ends. */
const answerBatch = async (input: NodeJS.ReadableStream, io: Io, locale: Locale): Promise<void> => {
  const { answer, tooLong } = makeBatch(locale)
  const decoder = new TextDecoder()
  let rest = ''
  let skipping = false
  let ready: string[] = []
  const flush = async () => {
    if (ready.length > 0) await write(io, `${ready.join('\n')}\n`)
    ready = []
  }
  const take = (line: string) => {
    const text = line.replace(/^\uFEFF/, '').replace(/\r$/, '')
    ready.push(skipping || text.length > LONGEST_LINE ? tooLong : answer(text))
    skipping = false
  }
  for await (const chunk of input) {
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

const openBatch = async (path: string, locale: Locale): Promise<NodeJS.ReadableStream> => {
  const stream = createReadStream(path)
  await once(stream, 'open').catch(() => {
    throw new Error(SAYS[locale].batchFile(path))
  })
  return stream
}

/** Waits while a slow reader catches up, so that a long batch does not pile up in memory. */
const write = async ({ stdout }: Io, text: string): Promise<void> => {
  if (!stdout.write(text)) await once(stdout, 'drain')
}

const isOptionError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const SAYS = {
  zh: {
    needs: '请给出 --from 和 --within，或用 --batch',
    alone: (option: string) => `--batch 不能与 --${option} 同时使用`,
    option: (text: string) => `命令行选项不对：${text}`,
    lang: '--lang 只能是 zh 或 en',
    batchFile: (path: string) => `打不开文件：${path}`,
    file: (path: string) => `打不开日历文件：${path}`,
    largeFile: (path: string) => `日历文件太大：${path}`,
    notJson: (path: string) => `日历文件不是 JSON：${path}`,
    help: '用法见 sansheng due --help',
  },
  en: {
    needs: 'give --from and --within, or --batch',
    alone: (option: string) => `--batch cannot stand together with --${option}`,
    option: (text: string) => `bad option: ${text}`,
    lang: '--lang must be zh or en',
    batchFile: (path: string) => `cannot open the file ${path}`,
    file: (path: string) => `cannot open the calendar file ${path}`,
    largeFile: (path: string) => `the calendar file ${path} is too large`,
    notJson: (path: string) => `the calendar file ${path} is not JSON`,
    help: 'see sansheng due --help',
  },
}

const HELP = {
  zh: `sansheng due　按日历算到期时刻

用法
  sansheng due --from 时刻 --within 时长 [--calendar 名称|文件.json] [--roll] [--explain] [--json] [--lang zh|en]
  sansheng due --batch 文件|-

选项
  --from      起算时刻，须带时区偏移
  --within    时长：10 min、1.5 h、3 d、1 workday、90 workmin，或 10 分钟、3 天、1 个工作日、90 工作分钟、一周、半个月、六个月、半个工作日
  --calendar  natural（默认，全年全天）、cn-office（工作日 8:30-12:00、13:30-17:30，含国务院节假日与调休）、
              cn-hotline（全年全天）、cn-counter（每天 8:30-17:30），或一个日历文件
  --roll      以“天”计的时限，最后一天是休息日的，顺延到下一个工作日
  --explain   同时列出算法
  --json      输出 JSON
  --batch     逐行读 JSON，逐行答 JSON，次序不变；“-”为标准输入

例
  sansheng due --from 2026-02-13T16:00:00+08:00 --within "1 个工作日" --calendar cn-office --explain
  sansheng due --from 2026-09-30T17:00:00+08:00 --within "3 天" --calendar cn-office --roll
  echo '{"calendar":"cn-office","from":"2026-02-13T16:00:00+08:00","within":"90 workmin"}' | sansheng due --batch -
  echo '{"calendar":"cn-office","from":"2026-02-13T16:00:00+08:00","to":"2026-02-24T09:00:00+08:00"}' | sansheng due --batch -

输出的时刻是 UTC，精确到毫秒，例如 2026-02-14T09:30:00.000Z；恰在该时刻完成算按时。
用到尚未公布放假安排的年份时，只算法律固定的放假日，并如实注明（JSON 里是 missingYears）。
退出码：0 已回答（批量时坏行答 {"error":"…"}），2 问题有误。
`,
  en: `sansheng due: the instant at which a term ends, by a calendar

Usage
  sansheng due --from INSTANT --within DURATION [--calendar NAME|file.json] [--roll] [--explain] [--json] [--lang zh|en]
  sansheng due --batch FILE|-

Options
  --from      start, with its offset
  --within    10 min, 1.5 h, 3 d, 1 workday, 90 workmin, 1 week, half-month, 6 months; Chinese too
  --calendar  natural (default: always open), cn-office (working days 8:30-12:00, 13:30-17:30, holidays and make-up days of
              the State Council), cn-hotline (always open), cn-counter (daily 8:30-17:30), or a calendar file
  --roll      a last day (of a term in d) that is a rest day moves to the next day that is none
  --explain   print the arithmetic too
  --json      print JSON
  --batch     a JSON line in, a JSON line out, in the same order; "-" is standard input

Examples
  sansheng due --from 2026-02-13T16:00:00+08:00 --within "1 workday" --calendar cn-office --explain --lang en
  sansheng due --from 2026-09-30T17:00:00+08:00 --within "3 d" --calendar cn-office --roll
  echo '{"calendar":"cn-office","from":"2026-02-13T16:00:00+08:00","within":"90 workmin"}' | sansheng due --batch -
  echo '{"calendar":"cn-office","from":"2026-02-13T16:00:00+08:00","to":"2026-02-24T09:00:00+08:00"}' | sansheng due --batch -

Instants are printed in UTC with milliseconds, for example 2026-02-14T09:30:00.000Z; finished exactly then is in time.
Where a year has no published holiday list yet, only holidays fixed by law count, and the answer says so (missingYears in JSON).
Exit code: 0 answered (in a batch a bad line is answered {"error":"…"}), 2 the question makes no sense.
`,
}
