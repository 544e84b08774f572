/** The lines of an explanation, one function a line, in words of both languages. */

import { pathName } from '../conditions/index.ts'
import type { LocalizedText } from '../document/index.ts'
import { type ClockRule, printTerm, type Rulebook } from '../kinds/index.ts'
import type { Calendar } from '../time/index.ts'
import { type DueLine, dueLinesText, explainDue, openMs, timeProblemOf, wallTime } from '../time/index.ts'
import { disclosureValues, factType, type Locale, nameOf, type Path, type Vocabulary } from '../vocabulary/index.ts'
import { closed, type variantOfClock } from './clock.ts'
import type { Clock, Span } from './types.ts'

export type ExplainLine =
  | { kind: 'rule'; ruleId: string; clause: string; rulebook: string; text: LocalizedText }
  | { kind: 'start'; at: number; seq: number; text: LocalizedText }
  | { kind: 'term'; within: string; facts: Clock['evidence']['facts']; text: LocalizedText }
  | { kind: 'count'; line: DueLine; text: LocalizedText }
  | { kind: 'pause'; span: Span; openMs: number; text: LocalizedText }
  | { kind: 'moved'; text: LocalizedText }
  | { kind: 'due'; at: number; text: LocalizedText }
  | { kind: 'pending'; text: LocalizedText }
  | { kind: 'settled'; at: number; seq: number | null; text: LocalizedText }
  | { kind: 'verdict'; state: Clock['state']; overBy: number; text: LocalizedText }

export function ruleLine({ id, clause: { number, title } }: ClockRule, { rulebook }: Clock): ExplainLine {
  const clause = [number && `§${number}`, title].filter(Boolean).join(' ')
  return {
    kind: 'rule',
    ruleId: id,
    clause,
    rulebook,
    text: {
      zh: `条款　${clause}（规则 ${id}，规则集 ${rulebook} 版）`,
      en: `clause    ${clause} (rule ${id}, rulebook ${rulebook})`,
    },
  }
}

export function startLine({ startedAt, startedSeq }: Clock, calendar: Calendar): ExplainLine {
  const at = wall(calendar, startedAt)
  return {
    kind: 'start',
    at: startedAt,
    seq: startedSeq,
    text: { zh: `起点　第 ${startedSeq} 号事件，${at}`, en: `start     event #${startedSeq}, ${at}` },
  }
}

/** The instants that were agreed before, each until the event that moved it. */
export function movedLines({ evidence: { facts } }: Clock, calendar: Calendar): ExplainLine[] {
  return Object.entries(facts).flatMap(([key, before]): ExplainLine[] => {
    if (!key.includes(' until #') || typeof before !== 'number') return []
    const seq = key.slice(key.indexOf('#') + 1)
    const at = wall(calendar, before)
    return [
      {
        kind: 'moved',
        text: { zh: `改约　第 ${seq} 号事件之前约定 ${at}`, en: `moved     agreed for ${at} until event #${seq}` },
      },
    ]
  })
}

export function dueLine({ dueAt }: Clock, calendar: Calendar): ExplainLine {
  const at = wall(calendar, dueAt)
  return { kind: 'due', at: dueAt, text: { zh: `到期　${at}（含当时）`, en: `due       ${at} (inclusive)` } }
}

/** The events of several that have not happened yet. */
export function pendingLines({ pending }: Clock, { vocabulary }: Rulebook): ExplainLine[] {
  if (pending.length === 0) return []
  const names = (locale: Locale) =>
    pending.map(name => nameOf(vocabulary.events, name, locale)).join(locale === 'zh' ? '、' : ', ')
  return [{ kind: 'pending', text: { zh: `还差　${names('zh')}`, en: `missing   ${names('en')}` } }]
}

export function settledLines({ settledAt, settledSeq }: Clock, calendar: Calendar): ExplainLine[] {
  if (settledAt === null) return []
  const at = wall(calendar, settledAt)
  return [
    {
      kind: 'settled',
      at: settledAt,
      seq: settledSeq,
      text: { zh: `终点　第 ${settledSeq} 号事件，${at}`, en: `end       event #${settledSeq}, ${at}` },
    },
  ]
}

export function termLine(
  clock: Clock,
  variant: ReturnType<typeof variantOfClock>,
  counting: Calendar,
  vocabulary: Vocabulary,
): ExplainLine {
  const { facts, calendar } = clock.evidence
  const read = (locale: Locale) =>
    Object.entries(facts)
      .filter(([path]) => !path.includes(' until #'))
      .map(
        ([path, value]) =>
          `${pathName(vocabulary, path as Path, locale)}=${factText(path as Path, value, locale, counting, vocabulary)}`,
      )
      .join(locale === 'zh' ? '，' : ', ')
  const term = (locale: Locale) => (variant ? printTerm(variant.term, locale, vocabulary) : clock.evidence.within)
  const because = (locale: Locale) =>
    read(locale) === '' ? '' : locale === 'zh' ? `，依据 ${read('zh')}` : `, because ${read('en')}`
  return {
    kind: 'term',
    within: clock.evidence.within,
    facts,
    text: {
      zh: `时限　${term('zh')}${because('zh')}；日历 ${calendar.name}（版本 ${calendar.version}，时区 ${counting.zone.id}）`,
      en: `term      ${term('en')}${because('en')}; calendar ${calendar.name} (version ${calendar.version}, zone ${counting.zone.id})`,
    },
  }
}

function factText(
  path: Path,
  value: Clock['evidence']['facts'][string],
  locale: Locale,
  calendar: Calendar,
  vocabulary: Vocabulary,
): string {
  const type = factType(vocabulary, path)
  if (typeof value === 'number' && type?.type === 'instant') return wall(calendar, value)
  if (value === null) return locale === 'zh' ? '无' : 'absent'
  if (locale === 'zh' && typeof value === 'boolean') return value ? '是' : '否'
  if (locale === 'en' || typeof value !== 'string') return String(value)
  if (type?.type === 'disclosure') return nameOf(disclosureValues, value, 'zh')
  return type?.type === 'enum' ? (type.values[value] ?? value) : value
}

/** The days and spans that counted; start, term and due are said above and below. */
export function countLines(
  roll: boolean,
  calendar: Calendar,
  clock: Clock,
  duration: Parameters<typeof explainDue>[2],
): ExplainLine[] {
  try {
    const lines = explainDue(calendar, clock.startedAt, duration, { roll, pauses: closed(clock.pauses) })
    const inner = lines.filter(({ kind }) => !['start', 'term', 'calendar', 'zone', 'due', 'pause'].includes(kind))
    const [zh, en] = [dueLinesText(inner, 'zh'), dueLinesText(inner, 'en')]
    return inner.map((line, i): ExplainLine => ({ kind: 'count', line, text: { zh: zh[i]!, en: en[i]! } }))
  } catch (error) {
    if (!timeProblemOf(error)) throw error
    return []
  }
}

export function pauseLine(span: Span, calendar: Calendar, now: number): ExplainLine {
  const to = span.to ?? Math.max(now, span.from)
  const open = openMs(calendar, span.from, to)
  const end =
    span.to === null
      ? { zh: '至今', en: 'still' }
      : { zh: `至 ${wall(calendar, to)}（第 ${span.toSeq} 号事件）`, en: `to ${wall(calendar, to)} (event #${span.toSeq})` }
  return {
    kind: 'pause',
    span,
    openMs: open,
    text: {
      zh: `暂停　${wall(calendar, span.from)}（第 ${span.fromSeq} 号事件）${end.zh}，其中开放 ${length(open, 'zh')}`,
      en: `paused    ${wall(calendar, span.from)} (event #${span.fromSeq}) ${end.en}, ${length(open, 'en')} of it open time`,
    },
  }
}

export function verdictLine(clock: Clock, now: number): ExplainLine {
  const { state, dueAt, settledAt } = clock
  const over = Math.max(0, (settledAt ?? now) - dueAt)
  const left = Math.max(0, dueAt - now)
  const verdicts: Record<Clock['state'], LocalizedText> = {
    met: {
      zh: `结论　按时，提前 ${length(dueAt - (settledAt ?? dueAt), 'zh')}`,
      en: `verdict   met, ${length(dueAt - (settledAt ?? dueAt), 'en')} before due`,
    },
    late: { zh: `结论　超时 ${length(over, 'zh')}`, en: `verdict   late by ${length(over, 'en')}` },
    void: { zh: '结论　作废，不再要求', en: 'verdict   void, no longer owed' },
    paused: { zh: '结论　暂停中', en: 'verdict   paused' },
    running:
      over > 0
        ? { zh: `结论　已超时 ${length(over, 'zh')}，尚未完成`, en: `verdict   overdue by ${length(over, 'en')}, not done yet` }
        : { zh: `结论　计时中，还剩 ${length(left, 'zh')}`, en: `verdict   running, ${length(left, 'en')} left` },
  }
  return { kind: 'verdict', state, overBy: state === 'late' || state === 'running' ? over : 0, text: verdicts[state] }
}

function wall(calendar: Calendar, at: number): string {
  const { date, time } = wallTime(calendar, at)
  return `${date} ${time}`
}

/** A length of time to the second: 1 天 2 小时 3 分 4 秒. */
function length(ms: number, locale: Locale): string {
  const whole = Math.floor(Math.abs(ms) / 1000)
  const parts: [number, string, string][] = [
    [Math.floor(whole / 86_400), '天', 'd'],
    [Math.floor(whole / 3600) % 24, '小时', 'h'],
    [Math.floor(whole / 60) % 60, '分', 'min'],
    [whole % 60, '秒', 's'],
  ]
  const words = parts.filter(([n]) => n > 0).map(([n, zh, en]) => `${n} ${locale === 'zh' ? zh : en}`)
  if (words.length > 0) return words.join(' ')
  return ms === 0 ? (locale === 'zh' ? '0 秒' : '0 s') : `${Math.abs(ms)} ${locale === 'zh' ? '毫秒' : 'ms'}`
}
