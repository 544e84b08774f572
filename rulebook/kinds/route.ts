import { listed } from './limit.ts'
import type { Route } from './rule.ts'
import { get, type KindSchema } from './schema.ts'

/** Which department gets it; lines are tried in order, a line without condition takes the rest. */
export const route: KindSchema = {
  kind: 'route',
  keys: {
    on: { type: 'events', required: true, help: { zh: '遇到哪个事件时分派', en: 'the event at which it is routed' } },
    to: {
      type: 'routes',
      required: true,
      zh: '派往',
      help: { zh: '一行一个部门和条件', en: 'a department and a condition on each line' },
    },
  },
  build: (values, common): Route => ({
    ...common,
    kind: 'route',
    on: get(values, 'on', 'events')!,
    lines: get(values, 'to', 'routes')!,
  }),
  sentence: (values, vocabulary) => {
    const names = [...new Set(get(values, 'to', 'routes')!.map(({ department }) => department))]
    const on = get(values, 'on', 'events')!
    return {
      zh: `${listed(on, 'zh', vocabulary)}时分派给${names.join('、')}`,
      en: `${listed(on, 'en', vocabulary)} goes to ${names.join(', ')}`,
    }
  },
}
