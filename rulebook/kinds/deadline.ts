import { checkClock, clockKeys, endsText, isOpen, stepsOf, subjectsOf, termText } from './clocked.ts'
import type { Deadline } from './rule.ts'
import { get, type KindSchema } from './schema.ts'

/** A clock from one event to another. */
export const deadline: KindSchema = {
  kind: 'deadline',
  keys: {
    from: {
      type: 'start',
      required: true,
      help: { zh: '从哪个事件起算；「最后」取较晚的一个', en: 'the event that starts it; `last` takes the later one' },
    },
    to: {
      type: 'finish',
      required: true,
      help: { zh: '到哪个事件为止；「全部」要样样都到', en: 'the event that settles it; `all` wants every one' },
    },
    within: { type: 'term', help: { zh: '多长时间，可按条件分行写', en: 'how long; variants are lines with a condition' } },
    by: { type: 'byTerm', help: { zh: '不晚于某个约定时刻', en: 'not later than an instant among the facts' } },
    per: { type: 'per', help: { zh: '一个什么算一只时钟', en: 'one clock for each of what' } },
    roll: {
      type: 'truth',
      help: { zh: '末日逢休息日则顺延', en: 'moves a last day that is a rest day to the next day that is none' },
    },
    ...clockKeys,
  },
  build: (values, common, where): Deadline | null => {
    const within = get(values, 'within', 'term') ?? get(values, 'by', 'byTerm')
    if (!within || (values.within && values.by)) {
      const entry = where.entries.by
      where.report.error(
        entry?.key ?? where.block.entries[0]!.value,
        'key-missing',
        values.by
          ? { zh: '「限」和「截至」只能写一个', en: 'write either `within` or `by`, not both' }
          : { zh: '这条规则还缺「限」', en: 'this rule has no `within`' },
        values.by ? null : where.locale === 'zh' ? '限:' : 'within:',
      )
      return null
    }
    if (!checkClock(values, within, where)) return null
    const from = get(values, 'from', 'start')!
    return {
      ...common,
      kind: 'deadline',
      from,
      startSubjects: subjectsOf(from.events, where.vocabulary),
      to: get(values, 'to', 'finish')!,
      within,
      unless: get(values, 'unless', 'condition') ?? null,
      settles: get(values, 'settles', 'condition') ?? null,
      pause: get(values, 'pause', 'condition') ?? null,
      per: get(values, 'per', 'per') ?? null,
      calendar: get(values, 'calendar', 'calendar') ?? where.calendar,
      roll: get(values, 'roll', 'truth') ?? false,
      steps: stepsOf(values),
      record: common.record || get(values, 'mode', 'mode') === 'record',
      open: isOpen(within),
    }
  },
  sentence: (values, vocabulary) => {
    const within = get(values, 'within', 'term') ?? get(values, 'by', 'byTerm') ?? []
    const [from, to] = [get(values, 'from', 'start')!, get(values, 'to', 'finish')!]
    return {
      zh: `${endsText(from, 'zh', vocabulary)}后，${termText(within, 'zh', vocabulary)}须有${endsText(to, 'zh', vocabulary)}`,
      en: `after ${endsText(from, 'en', vocabulary)}: ${endsText(to, 'en', vocabulary)} ${termText(within, 'en', vocabulary)}`,
    }
  },
}
