/** What `deadline` and `cadence` share: keys, ladder, and the checks of a clock. */

import type { Key } from '../document/index.ts'
import { printDuration } from '../time/index.ts'
import { type EventName, type Locale, nameOf, type SubjectKind, type Vocabulary } from '../vocabulary/index.ts'
import type { Ends, Step, Term, Variant } from './rule-parts.ts'
import { get, type KeySpec, type Values, type Where } from './schema.ts'
import { inCharge, printTerm } from './terms.ts'

export const clockKeys: Partial<Record<Key, KeySpec>> = {
  unless: {
    type: 'condition',
    help: { zh: '一旦成立，这只时钟作废；每次事件都重读', en: 'voids the clock as soon as it holds; read again at each event' },
  },
  settles: {
    type: 'condition',
    help: {
      zh: '止的事件只在这个条件下作数；事实还不足以判断时作数',
      en: 'an end counts only then; it counts while the facts do not decide',
    },
  },
  pause: { type: 'condition', help: { zh: '成立期间停表', en: 'the clock stands still while it holds' } },
  calendar: { type: 'calendar', help: { zh: '按哪个日历计时', en: 'the calendar that it counts by' } },
  warn: { type: 'warnings', help: { zh: '到期前提醒，例如 80%', en: 'a warning before the due time, for example 80%' } },
  escalate: { type: 'ladder', help: { zh: '逐级升级，例如 100% 给 岗位:班长', en: 'steps such as 100% to role:shift-leader' } },
  mode: { type: 'mode', help: { zh: '只记：只记录，不提醒', en: 'record: measures, alarms nobody' } },
}

/** Steps in the order in which they come due, the breach itself among them. */
export function stepsOf(values: Values): Step[] {
  const warn = get(values, 'warn', 'warnings') ?? []
  const escalate = get(values, 'escalate', 'ladder') ?? []
  const order = (step: Step) => (step.percent !== null ? step.percent : 1e6 + step.after!.amount * (rough[step.after!.unit] ?? 1))
  const breach: Step = { why: 'breach', percent: 100, after: null, to: inCharge }
  const rank = { warn: 0, breach: 1, escalate: 2 }
  return [...warn, breach, ...escalate].sort((a, b) => order(a) - order(b) || rank[a.why] - rank[b.why])
}
const rough: Record<string, number> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  month: 2_592_000,
  workday: 86_400,
  workmin: 60,
  workh: 3600,
}

/** Kinds of subjects that these events are about, each once. */
export function subjectsOf(list: readonly EventName[], { events }: Vocabulary): SubjectKind[] {
  return [...new Set(list.map(name => events[name]!.subject))]
}

export function isOpen(variants: Variant[]): boolean {
  return variants.some(({ term }) => term.kind === 'open')
}

/** Checks that need the whole block; false when the rule cannot stand. */
export function checkClock(values: Values, variants: Variant[], { report, entries }: Where): boolean {
  let ok = true
  const modeKey = get(values, 'mode', 'mode')
  if (modeKey && modeKey !== 'record') {
    report.error(
      entries.mode!.value,
      'mode-of-clock',
      { zh: '时钟拦不下什么，这里只能写「只记」', en: 'a clock blocks nothing; only `record` makes sense here' },
      /\p{Script=Han}/u.test(entries.mode!.value.text) ? '只记' : 'record',
    )
    ok = false
  }
  const byFact = variants.some(({ term }) => term.kind === 'by')
  if (byFact && entries.pause) {
    report.error(entries.pause.key, 'by-pauses', {
      zh: '截至某个约定时刻的时限不能暂停',
      en: 'a term that ends at an agreed instant cannot pause',
    })
    ok = false
  }
  if (
    entries.roll &&
    get(values, 'roll', 'truth') &&
    !variants.some(
      ({ term }) =>
        term.kind === 'open' ||
        term.kind === 'factor' ||
        (term.kind === 'span' && (term.duration.unit === 'd' || term.duration.unit === 'month')),
    )
  ) {
    report.error(entries.roll.key, 'roll-without-days', {
      zh: '只有按「天」或「个月」计的时限才谈得上顺延',
      en: 'only a term in days (`d`) or months (`month`) can roll',
    })
    ok = false
  }
  return ok
}

export function endsText({ mode, events: list }: Ends, locale: Locale, vocabulary: Vocabulary): string {
  const names = list.map(name => (locale === 'zh' ? `「${nameOf(vocabulary.events, name, 'zh')}」` : `\`${name}\``))
  if (names.length === 1) return names[0]!
  if (locale === 'zh')
    return mode === 'last'
      ? `${names.join('与')}中较晚的一个`
      : mode === 'all'
        ? `${names.join('、')}全部`
        : `${names.join('或')}`
  return mode === 'last'
    ? `the later of ${names.join(' and ')}`
    : mode === 'all'
      ? `all of ${names.join(', ')}`
      : names.join(' or ')
}

export function termText(variants: Variant[], locale: Locale, vocabulary: Vocabulary): string {
  const one = (term: Term) => {
    if (term.kind === 'open') return locale === 'zh' ? '（时限待定）' : '(term still open)'
    if (term.kind === 'by')
      return locale === 'zh'
        ? `不晚于「${printTerm(term, 'zh', vocabulary, true)}」`
        : `by ${printTerm(term, 'en', vocabulary, true)}`
    const text = term.kind === 'span' ? printDuration(term.duration, locale) : printTerm(term, locale, vocabulary)
    return locale === 'zh' ? `${text}${/\p{Script=Han}$/u.test(text) ? '' : ' '}内` : `within ${text}`
  }
  return variants.map(({ term }) => one(term)).join(locale === 'zh' ? '或' : ' or ')
}
