import { outcomes } from '../document/index.ts'
import { listed } from './limit.ts'
import type { Decide } from './rule-sheets.ts'
import { get, type KindSchema } from './schema.ts'

/** A list of questions that ends in yes, in no with a reason, or in something that is still missing. */
export const decide: KindSchema = {
  kind: 'decide',
  keys: {
    on: { type: 'events', help: { zh: '在哪个事件时判定', en: 'the event at which it is decided' } },
    ask: {
      type: 'questions',
      required: true,
      help: { zh: '一行一问：问题 是 → 不受理: 理由', en: 'one question a line: question yes → reject: reason' },
    },
    otherwise: {
      type: 'outcome',
      help: { zh: '都没有定论时的结果，默认受理', en: 'when no answer decides; accept unless written' },
    },
    remark: { type: 'truth', help: { zh: '作出定论的回答要写附言', en: 'the deciding answer needs a remark' } },
  },
  build: (values, common): Decide => ({
    ...common,
    kind: 'decide',
    on: get(values, 'on', 'events') ?? [],
    ask: get(values, 'ask', 'questions')!,
    otherwise: get(values, 'otherwise', 'outcome') ?? 'accept',
    remark: get(values, 'remark', 'truth') ?? false,
  }),
  sentence: (values, vocabulary) => {
    const ask = get(values, 'ask', 'questions')!
    const on = get(values, 'on', 'events')
    const otherwise = get(values, 'otherwise', 'outcome') ?? 'accept'
    return {
      zh: `${on ? `${listed(on, 'zh', vocabulary)}时` : ''}问 ${ask.length} 个问题，没有定论则${outcomes[otherwise].zh}`,
      en: `${on ? `${listed(on, 'en', vocabulary)}: ` : ''}${ask.length} questions, otherwise ${otherwise}`,
    }
  },
}
