import { pathName } from '../conditions/index.ts'
import { type EventName, isAction, type Locale, nameOf, type Vocabulary } from '../vocabulary/index.ts'
import type { Limit } from './rule.ts'
import type { Mode } from './rule-parts.ts'
import { get, type KindSchema } from './schema.ts'

/** A count or a measure that may not pass a bound. */
export const limit: KindSchema = {
  kind: 'limit',
  keys: {
    on: {
      type: 'events',
      required: true,
      help: { zh: '在哪个动作之前、或哪个事件之后看', en: 'looked at before this action or after this event' },
    },
    count: { type: 'events', help: { zh: '数哪些事件', en: 'the events that are counted' } },
    measure: { type: 'measure', help: { zh: '量哪一项', en: 'the fact that is measured' } },
    max: { type: 'bound', required: true, help: { zh: '最多多少，等于不算超', en: 'the bound; reaching it is within' } },
    per: { type: 'per', help: { zh: '按什么计数', en: 'counted for each of what' } },
    mode: { type: 'mode', help: { zh: '拦下、提醒或只记', en: 'block, warn or record' } },
    override: { type: 'roles', help: { zh: '谁可以放行', en: 'who may let it pass' } },
  },
  build: (values, common, { report, vocabulary, entries, block }): Limit | null => {
    const on = get(values, 'on', 'events')!
    const count = get(values, 'count', 'events') ?? []
    const measure = get(values, 'measure', 'measure') ?? null
    if (count.length > 0 === (measure !== null)) {
      report.error(entries.measure?.key ?? block.entries[0]!.value, 'limit-form', {
        zh: '写「计数」或「量」，二者取一',
        en: 'write either `count` or `measure`',
      })
      return null
    }
    if (measure && values.per) {
      report.error(entries.per!.key, 'measure-per', { zh: '「量」不用「按」', en: '`measure` takes no `per`' })
      return null
    }
    const mode = modeOf(get(values, 'mode', 'mode'), on, vocabulary)
    const plain = on.filter(name => !isAction(vocabulary, name))
    if (mode === 'block' && plain.length > 0) {
      report.error(entries.mode?.value ?? entries.on!.value, 'block-plain', {
        zh: `「${nameOf(vocabulary.events, plain[0]!, 'zh')}」是已经发生的事，拦不下，只能提醒或只记`,
        en: `\`${plain[0]}\` has already happened and cannot be blocked: warn or record`,
      })
      return null
    }
    const max = get(values, 'max', 'bound')!
    return {
      ...common,
      kind: 'limit',
      on,
      count,
      measure,
      max: max === 'open' ? 0 : max,
      per: get(values, 'per', 'per') ?? vocabulary.events[count[0] ?? on[0]!]!.subject,
      mode,
      override: get(values, 'override', 'roles') ?? [],
      record: common.record || mode === 'record',
      open: max === 'open',
    }
  },
  sentence: (values, vocabulary) => {
    const [on, count, measure, max] = [
      get(values, 'on', 'events')!,
      get(values, 'count', 'events'),
      get(values, 'measure', 'measure'),
      get(values, 'max', 'bound')!,
    ]
    const what = (locale: Locale) => (measure ? pathName(vocabulary, measure, locale) : listed(count ?? on, locale, vocabulary))
    return {
      zh: `${what('zh')}不得超过 ${max === 'open' ? '（待定）' : max}`,
      en: `${what('en')} at most ${max}`,
    }
  },
}

/** Actions are blocked and events are recorded unless the rule says otherwise. */
export function modeOf(mode: Mode | undefined, on: EventName[], vocabulary: Vocabulary): Mode {
  return mode ?? (on.every(name => isAction(vocabulary, name)) ? 'block' : 'record')
}

export function listed(list: EventName[], locale: Locale, { events }: Vocabulary): string {
  return list
    .map(name => (locale === 'zh' ? `「${nameOf(events, name, 'zh')}」` : `\`${name}\``))
    .join(locale === 'zh' ? '、' : ', ')
}
