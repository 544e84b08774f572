import { pathName, printCondition } from '../conditions/index.ts'
import { sortWords } from '../document/index.ts'
import type { Locale, Vocabulary } from '../vocabulary/index.ts'
import { nameOf } from '../vocabulary/index.ts'
import type { Criterion, Order } from './rule-sheets.ts'
import { get, type KindSchema } from './schema.ts'

/** Who is next in a waiting list: one criterion after the other, or the sum of weights. */
export const order: KindSchema = {
  kind: 'order',
  keys: {
    matter: { type: 'line', help: { zh: '什么在排队', en: 'what is waiting' } },
    sort: {
      type: 'criteria',
      help: {
        zh: '一行一项，前一项分不出先后才看下一项',
        en: 'one criterion a line; the next one counts where the one above is equal',
      },
    },
    weigh: { type: 'weights', help: { zh: '一行一项加分，分高的先', en: 'points a line; the highest sum goes first' } },
  },
  build: (values, common, { report, entries, block, locale }): Order | null => {
    const [sort, weigh] = [get(values, 'sort', 'criteria') ?? [], get(values, 'weigh', 'weights') ?? []]
    if (sort.length > 0 === weigh.length > 0) {
      report.error(
        entries.weigh?.key ?? block.entries[0]!.value,
        'order-form',
        { zh: '写「先后」或「加权」，二者取一', en: 'write either `sort` or `weigh`' },
        entries.weigh ? null : locale === 'zh' ? '先后:' : 'sort:',
      )
      return null
    }
    return { ...common, kind: 'order', sort, weigh }
  },
  sentence: (values, vocabulary) => {
    const sort = get(values, 'sort', 'criteria')
    const weigh = get(values, 'weigh', 'weights') ?? []
    return sort
      ? {
          zh: `先后：${sort.map(item => criterionText(item, 'zh', vocabulary)).join('，再看 ')}`,
          en: `order: ${sort.map(item => criterionText(item, 'en', vocabulary)).join(', then ')}`,
        }
      : { zh: `按 ${weigh.length} 项加权，分高的先`, en: `by the sum of ${weigh.length} weights, highest first` }
  },
}

function criterionText(item: Criterion, locale: Locale, vocabulary: Vocabulary): string {
  if (item.by === 'condition') return printCondition(item.when, locale, vocabulary)
  return nameOf(sortWords, item.by, locale) + (item.by === 'first come' ? '' : ` ${pathName(vocabulary, item.path, locale)}`)
}
