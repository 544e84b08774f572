import { periods } from '../document/index.ts'
import { printDuration } from '../time/index.ts'
import { nameOf } from '../vocabulary/index.ts'
import { checkClock, clockKeys, endsText, isOpen, stepsOf, subjectsOf, termText } from './clocked.ts'
import type { Cadence } from './rule.ts'
import { get, type KindSchema, type Values, type Where } from './schema.ts'

/** At least one event of a kind every so often, or so many times in a period, for as long as a matter lasts. */
export const cadence: KindSchema = {
  kind: 'cadence',
  keys: {
    from: { type: 'start', required: true, help: { zh: '从哪个事件起', en: 'the event from which on it is owed' } },
    to: { type: 'finish', required: true, help: { zh: '要反复有的事件', en: 'the event that is owed again and again' } },
    every: { type: 'term', help: { zh: '每隔多久至少一次', en: 'at least once in this time, restarted by each event' } },
    times: { type: 'times', help: { zh: '一个周期几次，例如 2..3', en: 'how often in a period, for example 2..3' } },
    per: {
      type: 'perPeriod',
      help: { zh: '按对象、按周期：周、日、月、7 天', en: 'subject, period (week, day, month, 7 d), or both' },
    },
    while: {
      type: 'condition',
      help: { zh: '成立期间才算；一旦不成立就结束', en: 'owed while it holds; ends as soon as it does not' },
    },
    end: { type: 'events', help: { zh: '到哪个事件为止不再要求', en: 'the event after which nothing is owed' } },
    ...clockKeys,
  },
  build: (values, common, where): Cadence | null => {
    if (!checkForm(values, where)) return null
    const within = get(values, 'every', 'term') ?? []
    const per = get(values, 'per', 'perPeriod') ?? noPeriod
    if (!checkClock(values, within, where)) return null
    const from = get(values, 'from', 'start')!
    return {
      ...common,
      kind: 'cadence',
      from,
      startSubjects: subjectsOf(from.events, where.vocabulary),
      to: get(values, 'to', 'finish')!,
      within,
      times: get(values, 'times', 'times') ?? null,
      period: per.period,
      while: get(values, 'while', 'condition') ?? null,
      end: get(values, 'end', 'events') ?? [],
      unless: get(values, 'unless', 'condition') ?? null,
      settles: get(values, 'settles', 'condition') ?? null,
      pause: get(values, 'pause', 'condition') ?? null,
      per: per.ref,
      calendar: get(values, 'calendar', 'calendar') ?? where.calendar,
      roll: false,
      steps: stepsOf(values),
      record: common.record || get(values, 'mode', 'mode') === 'record',
      open: isOpen(within),
    }
  },
  sentence: (values, vocabulary) => {
    const to = get(values, 'to', 'finish')!
    const times = get(values, 'times', 'times')
    const every = get(values, 'every', 'term') ?? []
    const period = get(values, 'per', 'perPeriod')?.period ?? null
    const [zh, en] = (['zh', 'en'] as const).map(locale =>
      period ? (typeof period === 'string' ? nameOf(periods, period, locale) : printDuration(period, locale)) : '',
    )
    const often = { zh: '', en: '' }
    if (times) {
      often.zh = times.max === null ? `至少 ${times.min}` : `${times.min} 至 ${times.max}`
      often.en = times.max === null ? `at least ${times.min}` : `${times.min} to ${times.max}`
    }
    return times
      ? {
          zh: `每${zh}须有${endsText(to, 'zh', vocabulary)}${often.zh} 次`,
          en: `${endsText(to, 'en', vocabulary)} ${often.en} times per ${en}`,
        }
      : {
          zh: `每 ${termText(every, 'zh', vocabulary).replace(/内(?=或|$)/g, '')}至少有一次${endsText(to, 'zh', vocabulary)}`,
          en: `${endsText(to, 'en', vocabulary)} at least once ${termText(every, 'en', vocabulary)}`,
        }
  },
}

const noPeriod = { ref: null, period: null }

/** Whether it is written in one of the two forms, rolling or counted, and ends; reports what is wrong. */
function checkForm(values: Values, where: Where): boolean {
  const { report, entries, block, locale } = where
  const within = get(values, 'every', 'term') ?? []
  const times = get(values, 'times', 'times') ?? null
  const per = get(values, 'per', 'perPeriod') ?? noPeriod
  const [kind] = block.entries
  const zh = locale === 'zh'
  if (within.length > 0 === (times !== null)) {
    report.error(
      times ? entries.times!.key : kind!.value,
      'cadence-form',
      {
        zh: '写「每」（滚动）或「次数」加「按」（计次），二者取一',
        en: 'write either `every` (rolling) or `times` with `per` (counted)',
      },
      zh ? '每: 3 天' : 'every: 3 d',
    )
    return false
  }
  if ((times !== null) !== (per.period !== null)) {
    report.error(
      (times ? entries.times : entries.per)!.key,
      'period-missing',
      { zh: '「次数」要配一个周期，「每」不用', en: '`times` needs a period, `every` has none' },
      times ? (zh ? '按: 周' : 'per: week') : null,
    )
    return false
  }
  if (!values.while && !values.end) {
    report.error(
      kind!.value,
      'cadence-endless',
      { zh: '要写明到什么时候为止：「终止」或「期间」', en: 'say when it ends: `end` or `while`' },
      zh ? '终止: 工单.结案' : 'end: ticket.closed',
    )
    return false
  }
  if (times && values.pause) {
    report.error(entries.pause!.key, 'counted-pauses', { zh: '计次的频次不能暂停', en: 'a counted cadence cannot pause' })
    return false
  }
  if (within.some(({ term }) => term.kind === 'by')) {
    report.error(entries.every!.value, 'cadence-by', { zh: '「每」后面要写时长', en: '`every` takes a duration' })
    return false
  }
  if (get(values, 'to', 'finish')!.mode === 'all') {
    report.error(entries.to!.value, 'qualifier', {
      zh: '频次的「止」不能用「全部」',
      en: '`to` of a cadence cannot take `all`',
    })
    return false
  }
  return true
}
