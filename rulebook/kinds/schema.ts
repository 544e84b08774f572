/** What a kind of rule is made of: its keys as data (checker, form and documentation read them) and how the typed rule is built. */
import type { Block, Entry, LocalizedText, Report } from '../document/index.ts'
import {
  consentOrders,
  entryOf,
  ignorable,
  type Key,
  keys,
  lateBases,
  outcomes,
  paymentOrders,
  targetPeriods,
} from '../document/index.ts'
import { type Kind, kinds, type Locale, localeOf, lookup, nameOf, nearest, type Vocabulary } from '../vocabulary/index.ts'
import * as acts from './acts.ts'
import * as goals from './goals.ts'
import * as named from './named.ts'
import * as ranks from './ranks.ts'
import { routes } from './route-lines.ts'
import type { Rule } from './rule.ts'
import type { Common } from './rule-parts.ts'
import * as sums from './sums.ts'
import { ladder, perPeriod, term, times, warnings } from './terms.ts'
import * as value from './values.ts'
import * as words from './words.ts'

/** Types of values; the form of the editor chooses its field by this name. */
export const types = {
  id: value.id,
  line: value.line,
  truth: value.truth,
  date: value.date,
  mode: value.mode,
  basis: value.basis,
  option: value.option,
  per: value.per,
  perPeriod,
  calendar: value.calendar,
  bound: value.bound,
  events: named.eventList,
  start: named.ends('last'),
  finish: named.ends('all'),
  condition: value.condition,
  facts: named.paths(),
  disclosureFacts: named.paths('disclosure'),
  measure: named.measure,
  roles: named.roleList,
  routes,
  term: term(false),
  byTerm: term(true),
  warnings,
  ladder,
  times,
  phrases: words.phrases,
  words: words.words,
  places: words.placeList,
  ignorable: value.wordOf(ignorable, 'ignore-unknown', { zh: '忽略', en: 'thing to ignore' }),
  questions: words.questions,
  outcome: value.wordOf(outcomes, 'outcome-unknown', { zh: '结果', en: 'outcome' }),
  steps: acts.steps,
  consents: acts.consents,
  consentOrder: value.wordOf(consentOrders, 'order-unknown', { zh: '次序', en: 'order' }),
  criteria: ranks.criteria,
  weights: ranks.weights,
  items: ranks.items,
  bands: ranks.bands,
  quotas: ranks.quotas,
  tie: ranks.tie,
  rounding: sums.rounding,
  price: sums.price,
  vacancies: sums.vacancies,
  months: sums.wholeOf('months'),
  days: sums.wholeOf('days'),
  dueDay: sums.dueDay,
  rate: sums.rate,
  lateBase: value.wordOf(lateBases, 'base-unknown', { zh: '基数', en: 'base' }),
  cap: sums.cap,
  paymentOrder: value.wordOf(paymentOrders, 'payments-unknown', { zh: '冲抵', en: 'order of payments' }),
  measureOf: goals.measureOf,
  ids: words.ids,
  goal: goals.goal,
  targetPeriod: value.wordOf(targetPeriods, 'period-unknown', { zh: '周期', en: 'period' }),
} satisfies Record<string, value.ValueType<unknown>>
export type TypeName = keyof typeof types
type ValueOf<T extends TypeName> = (typeof types)[T] extends value.ValueType<infer V> ? V : never

export type KeySpec = {
  type: TypeName
  required?: boolean /** Name of the key in Chinese, where this kind has its own. */
  zh?: string
  help: LocalizedText
}
export type Values = { [K in Key]?: unknown }

export type KindSchema = {
  kind: Kind
  keys: Partial<Record<Key, KeySpec>>
  /** Null when the values do not make a rule; the report then says why. */
  build: (values: Values, common: Common, where: Where) => Rule | null
  sentence: (values: Values, vocabulary: Vocabulary) => LocalizedText
}
/** Places of the entries, for messages of `build`, the names of the standard, and its default calendar. */
export type Where = {
  report: Report
  vocabulary: Vocabulary
  entries: Partial<Record<Key, Entry>>
  block: Block
  calendar: string
  locale: Locale
}

/** Keys that every rule may have. */
export const commonKeys: Partial<Record<Key, KeySpec>> = {
  id: { type: 'id', help: { zh: '编号，换版也不变', en: 'stays the same across versions' } },
  when: {
    type: 'condition',
    help: { zh: '只在这个条件下适用；在开始的那一刻读一次', en: 'applies only then; read once, at the start' },
  },
  note: { type: 'line', help: { zh: '给人看的说明', en: 'a remark for people' } },
  basis: { type: 'basis', help: { zh: '依据：本地决定、规范或法规', en: 'local choice, standard or law' } },
  since: { type: 'date', help: { zh: '从这一天起有效', en: 'first day in force' } },
  until: { type: 'date', help: { zh: '到这一天为止有效', en: 'last day in force' } },
  option: {
    type: 'option',
    help: {
      zh: '几种取法之一：选项的名字 = 取法；没有选用的不运行',
      en: 'one of several ways: option = alternative; runs only when chosen',
    },
  },
  trial: { type: 'truth', help: { zh: '是：这一条先看不拦，只记录', en: 'true: this rule only records for now' } },
  proposed: { type: 'truth', help: { zh: '拟议：有人认可之前不运行', en: 'runs only after a person accepts it' } },
}

export function get<T extends TypeName>(values: Values, key: Key, _type: T): ValueOf<T> | undefined {
  return values[key] as ValueOf<T> | undefined
}

/** Reads the entries of a block by a schema: unknown and repeated keys, missing ones and wrong values are reported. */
export function readValues(
  block: Block,
  schema: KindSchema,
  reading: value.Reading,
): { values: Values; entries: Where['entries']; ok: boolean } {
  const specs = { ...commonKeys, ...schema.keys }
  const { report } = reading
  const values: Values = {}
  const entries: Where['entries'] = {}
  let ok = true
  for (const entry of block.entries) {
    const key = lookup<Key>(keys, entry.key.text)
    if (key === 'rule') continue
    const spec = key && specs[key]
    if (!spec) {
      unknownKey(entry, schema, key, report)
      ok = false
    } else if (entries[key]) {
      report.error(entry.key, 'key-twice', { zh: `「${entry.key.text}」写了两次`, en: `\`${entry.key.text}\` is written twice` })
      ok = false
    } else {
      entries[key] = entry
      const read = types[spec.type].read(entry, reading)
      if (read === null) ok = false
      else values[key] = read
    }
  }
  const rule = entryOf(block, 'rule')
  const locale = localeOf(rule?.key.text ?? 'rule')
  for (const [key, spec] of Object.entries({ ...specs, id: { ...specs.id!, required: true } }) as [Key, KeySpec][]) {
    if (!spec.required || entries[key]) continue
    const name = { zh: spec.zh ?? nameOf(keys, key, 'zh'), en: key }
    report.error(
      rule?.value ?? block.at,
      'key-missing',
      { zh: `这条规则还缺「${name.zh}」`, en: `this rule has no \`${name.en}\`` },
      `${name[locale]}:`,
    )
    ok = false
  }
  return { values, entries, ok }
}

function unknownKey(entry: Entry, schema: KindSchema, known: Key | null, report: Report): void {
  const specs = { ...schema.keys, ...commonKeys } as Partial<Record<Key, KeySpec>>
  const locale = localeOf(entry.key.text)
  const names = (Object.keys(specs) as Key[]).map(key => (locale === 'zh' ? (specs[key]!.zh ?? nameOf(keys, key, 'zh')) : key))
  const kind = { zh: nameOf(kinds, schema.kind, 'zh'), en: schema.kind }
  report.error(
    entry.key,
    'key-unknown',
    { zh: `「${kind.zh}」规则没有「${entry.key.text}」这一项`, en: `a \`${kind.en}\` rule has no key \`${entry.key.text}\`` },
    known ? null : nearest(names, entry.key.text),
  )
}
