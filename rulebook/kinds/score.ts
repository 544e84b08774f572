import type { Score } from './rule-sheets.ts'
import { get, type KindSchema } from './schema.ts'

/** A sheet of items with points, bands, quotas and what happens to the tied. */
export const score: KindSchema = {
  kind: 'score',
  keys: {
    items: {
      type: 'items',
      required: true,
      help: { zh: '一行一项：名称 20 分；加分、扣分、一票否决', en: 'one item a line: name 20; bonus, penalty, fatal' },
    },
    full: {
      type: 'bound',
      help: { zh: '满分折算成多少；不写就是各项之和', en: 'what all points are worth together; their sum if absent' },
    },
    max: { type: 'bound', help: { zh: '加分以后最多多少', en: 'the most that a bonus can lead to' } },
    bands: {
      type: 'bands',
      required: true,
      help: { zh: '从高到低一行一级：优秀 95 分，含 95', en: 'from the highest down: excellent 95, which takes 95 itself' },
    },
    quota: { type: 'quotas', help: { zh: '最多占多少：优秀 5%', en: 'at most this share of all: excellent 5%' } },
    tie: {
      type: 'tie',
      help: {
        zh: '并列而名额不够：都不入、都入，或按哪几项分',
        en: 'for the tied at the edge: none, all, or the items that decide',
      },
    },
    round: { type: 'rounding', help: { zh: '四舍五入 0.01', en: 'half-up 0.01' } },
  },
  build: (values, common, { report, entries }): Score | null => {
    const [items, bands] = [get(values, 'items', 'items')!, get(values, 'bands', 'bands')!]
    const [quota, tie] = [get(values, 'quota', 'quotas') ?? [], get(values, 'tie', 'tie') ?? { by: 'none' as const }]
    if (!items.some(({ kind }) => kind === 'points')) {
      report.error(entries.items!.key, 'items-without-points', {
        zh: '至少要有一项给分',
        en: 'at least one item gives points',
      })
      return null
    }
    const band = quota.find(({ band }) => !bands.some(({ name }) => name === band))
    if (band) {
      report.error(
        placeOf(entries.quota!, band.band),
        'band-unknown',
        { zh: `没有「${band.band}」这个等级`, en: `there is no band \`${band.band}\`` },
        bands.map(({ name }) => name).join(' | '),
      )
      return null
    }
    const item = tie.by === 'items' ? tie.items.find(name => !items.some(other => other.name === name)) : undefined
    if (item !== undefined) {
      report.error(
        placeOf(entries.tie!, item),
        'item-unknown',
        { zh: `没有「${item}」这一项`, en: `there is no item \`${item}\`` },
        items.length <= 5 ? items.map(({ name }) => name).join(' | ') : null,
      )
      return null
    }
    const [full, cap] = [get(values, 'full', 'bound') ?? null, get(values, 'max', 'bound') ?? null]
    if (full === 0) {
      report.error(entries.full!.value, 'full-zero', { zh: '满分要大于零', en: 'the full score is greater than zero' })
      return null
    }
    return {
      ...common,
      kind: 'score',
      items,
      full: full === 'open' ? null : full,
      cap: cap === 'open' ? null : cap,
      bands,
      quota,
      tie,
      round: get(values, 'round', 'rounding') ?? { mode: 'half-up', step: 1 },
      open: full === 'open' || cap === 'open',
    }
  },
  sentence: values => {
    const items = get(values, 'items', 'items')!
    const bands = get(values, 'bands', 'bands')!
    const list = bands.map(({ name, from }) => (from === null ? name : `${name} ≥ ${from}`))
    return { zh: `${items.length} 项评分：${list.join('、')}`, en: `${items.length} items: ${list.join(', ')}` }
  },
}

function placeOf({ value, items }: { value: { text: string; at: number }; items: { text: string; at: number }[] }, word: string) {
  const line = [value, ...items].find(({ text }) => text.includes(word)) ?? value
  const from = line.text.indexOf(word)
  return from < 0 ? line : { text: word, at: line.at + from }
}
