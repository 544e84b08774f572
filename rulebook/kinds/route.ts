import { nameOf } from '../vocabulary/index.ts'
import { listed } from './limit.ts'
import { levelsOf } from './route-lines.ts'
import type { Route } from './rule.ts'
import { get, type KindSchema } from './schema.ts'

/** Which department gets it and how urgent it is; the first line that holds decides each. */
export const route: KindSchema = {
  kind: 'route',
  keys: {
    on: { type: 'events', required: true, help: { zh: '遇到哪个事件时分派', en: 'the event at which it is routed' } },
    to: {
      type: 'routes',
      required: true,
      zh: '派往',
      help: {
        zh: '一行一个部门和条件，也可以写「紧急程度 抢修」',
        en: 'a department and a condition on each line; also `urgency emergency`',
      },
    },
  },
  build: (values, common, { report, vocabulary, entries }): Route | null => {
    const [on, lines] = [get(values, 'on', 'events')!, get(values, 'to', 'routes')!]
    const other = on.find(name => name !== 'ticket.registered')
    if (other && lines.some(({ urgency }) => urgency !== null)) {
      report.error(entries.on!.value, 'urgency-not-here', {
        zh: `紧急程度只在「工单.登记」时定，「${nameOf(vocabulary.events, other, 'zh')}」时定不了`,
        en: `the urgency is set at \`ticket.registered\` only, not at \`${other}\``,
      })
      return null
    }
    return { ...common, kind: 'route', on, lines }
  },
  sentence: (values, vocabulary) => {
    const lines = get(values, 'to', 'routes')!
    const names = [...new Set(lines.flatMap(({ department }) => department ?? []))]
    const levels = [...new Set(lines.flatMap(({ urgency }) => urgency ?? []))]
    const on = get(values, 'on', 'events')!
    const zh = [
      ...(names.length > 0 ? [`分派给${names.join('、')}`] : []),
      ...(levels.length > 0 ? [`定紧急程度 ${levels.map(level => nameOf(levelsOf(vocabulary), level, 'zh')).join('、')}`] : []),
    ]
    const en = [
      ...(names.length > 0 ? [`goes to ${names.join(', ')}`] : []),
      ...(levels.length > 0 ? [`is given the urgency ${levels.join(', ')}`] : []),
    ]
    return {
      zh: `${listed(on, 'zh', vocabulary)}时${zh.join('，')}`,
      en: `${listed(on, 'en', vocabulary)} ${en.join(' and ')}`,
    }
  },
}
