/** What may be written as the value of a key: by the type that the schema gives the key. */

import {
  answers,
  bases,
  blanks,
  bools,
  consentOrders,
  findWord,
  ignorable,
  itemKinds,
  lateBases,
  measures,
  modes,
  openWords,
  outcomes,
  particles,
  paymentOrders,
  periods,
  places,
  qualifiers,
  rolePrefix,
  roundingSteps,
  roundings,
  routeWords,
  sortWords,
  spellings,
  stepWords,
  targetPeriods,
  ties,
} from '@sansheng/rulebook/document'
import { levelsOf, type TypeName } from '@sansheng/rulebook/kinds'
import { type Locale, nameOf, roles, units } from '@sansheng/rulebook/vocabulary'
import type { Choice, Known } from './choice.ts'
import { conditionCompletion, factChoices } from './condition-completions.ts'
import { hintWords } from './hint-labels.ts'

type Names = Readonly<Record<string, unknown>>
type Found = { from: number; choices: Choice[] } | null
/** `before` is the line of the value up to the caret. */
type ValueCompletion = (before: string, locale: Locale, known: Known) => Found

const other = (locale: Locale): Locale => (locale === 'zh' ? 'en' : 'zh')
const named = (table: Names, locale: Locale, end = ''): Choice[] =>
  Object.keys(table).map(key => ({
    label: nameOf(table, key, locale),
    detail: nameOf(table, key, other(locale)),
    ...(end ? { apply: nameOf(table, key, locale) + end, more: true } : {}),
  }))
/** Where the word under the caret begins: after a blank, a comma or a bracket. */
const wordStart = (before: string): number => before.length - /[^\s,，、()（）]*$/.exec(before)![0].length
const words =
  (of: (locale: Locale, known: Known) => Choice[]): ValueCompletion =>
  (before, locale, known) => ({ from: wordStart(before), choices: of(locale, known) })
/** One value a line: the list stands at the start of the line only, so that a finished word is left in peace. */
const whole =
  (of: (locale: Locale, known: Known) => Choice[]): ValueCompletion =>
  (_before, locale, known) => ({ from: 0, choices: of(locale, known) })

/** Figures cannot be listed; these show how they are written. */
const examples = (of: Record<Locale, string[]>): ValueCompletion => whole(locale => of[locale].map(label => ({ label })))

const eventChoices = (locale: Locale, { vocabulary }: Known): Choice[] => named(vocabulary.events, locale)
const roleChoices = (locale: Locale): Choice[] =>
  Object.keys(roles).map(key => ({
    label: `${rolePrefix[locale]}${nameOf(roles, key, locale)}`,
    detail: nameOf(roles, key, other(locale)),
  }))
const unitChoices = (locale: Locale, ring = false): Choice[] =>
  named(units, locale).filter((_, i) => ring || Object.keys(units)[i] !== 'ring')

/** Units after a figure; null elsewhere. */
function afterFigure(before: string, locale: Locale): Found {
  const figure = /(?:^|[\s+＋×])\d+(?:\.\d+)?(\s*)(\p{L}*)$/u.exec(before)
  if (!figure) return null
  const from = before.length - figure[2]!.length
  return { from, choices: unitChoices(locale).map(c => ({ ...c, apply: figure[1] || figure[2] ? c.label : ` ${c.label}` })) }
}

/** The part after the word that begins a condition; null when there is none yet. */
function inCondition(before: string, locale: Locale, { vocabulary }: Known): Found {
  const found = findWord({ text: before, at: 0 }, spellings(particles, 'when'))
  if (!found) return null
  const rest = before.slice(found.to)
  const skip = rest.length - rest.trimStart().length
  const completion = conditionCompletion(rest.trimStart(), locale, vocabulary)
  return completion && { ...completion, from: completion.from + found.to + skip }
}

function inRoles(before: string, locale: Locale): Found {
  const found = findWord({ text: before, at: 0 }, spellings(particles, 'to'))
  return found ? { from: Math.max(found.to, wordStart(before)), choices: roleChoices(locale) } : null
}

const when = (locale: Locale): Choice => ({
  label: nameOf(particles, 'when', locale),
  detail: hintWords('condition'),
  apply: `${nameOf(particles, 'when', locale)} `,
  more: true,
})
const to = (locale: Locale): Choice => ({
  label: nameOf(particles, 'to', locale),
  detail: hintWords('recipient'),
  apply: `${nameOf(particles, 'to', locale)} `,
  more: true,
})

const term: ValueCompletion = (before, locale, known) =>
  inCondition(before, locale, known) ??
  afterFigure(before, locale) ??
  (/\p{L}\s+\p{L}*$/u.test(before) && /\d/.test(before)
    ? { from: wordStart(before), choices: [when(locale)] }
    : /^\s*(?:by|截至|到)\s+\S*$/.test(before)
      ? { from: wordStart(before), choices: factChoices(locale, known.vocabulary, f => f.type === 'instant') }
      : {
          from: wordStart(before),
          choices: [
            ...(locale === 'zh'
              ? ['10 分钟', '30 分钟', '1 小时', '1 工作日', '3 天']
              : ['10 min', '30 min', '1 h', '1 workday', '3 d']
            ).map(label => ({ label })),
            { ...named(openWords, locale)[0]!, info: hintWords('open') },
            { label: nameOf(particles, 'by', locale), detail: '…', apply: `${nameOf(particles, 'by', locale)} `, more: true },
          ],
        })

/** A line of a route: a department, an urgency, then the condition. */
const route: ValueCompletion = (before, locale, known) => {
  const condition = inCondition(before, locale, known)
  if (condition) return condition
  const from = wordStart(before)
  const urgency = named(routeWords, locale, ' ')
  const mark = findWord({ text: before, at: 0 }, spellings(routeWords, 'urgency'))
  if (mark)
    return { from, choices: /^\s+\S+\s/.test(before.slice(mark.to)) ? [when(locale)] : named(levelsOf(known.vocabulary), locale) }
  if (/\S\s+\S*$/.test(before)) return { from, choices: [when(locale), ...urgency] }
  return { from: 0, choices: [...known.departments.map(label => ({ label })), ...urgency] }
}

const steps =
  (examples: Record<Locale, string[]>): ValueCompletion =>
  (before, locale) =>
    inRoles(before, locale) ??
    (/[%％]\s+\S*$/.test(before) || /[+＋]\s*\d+\s*\p{L}+\s+\S*$/u.test(before)
      ? { from: wordStart(before), choices: [to(locale)] }
      : (afterFigure(before, locale) ?? { from: 0, choices: examples[locale].map(label => ({ label })) }))

const condition: ValueCompletion = (before, locale, known) => conditionCompletion(before, locale, known.vocabulary)

export const valueCompletions: Partial<Record<TypeName, ValueCompletion>> = {
  truth: whole(locale => named(bools, locale)),
  mode: whole(locale => named(modes, locale)),
  basis: whole(locale => named(bases, locale)),
  per: whole((locale, known) => named(known.vocabulary.refKinds, locale)),
  perPeriod: words((locale, known) => [...named(periods, locale), ...named(known.vocabulary.refKinds, locale)]),
  calendar: whole((_, known) => known.calendars.map(label => ({ label }))),
  bound: whole(locale => named(openWords, locale)),
  events: words(eventChoices),
  start: words((locale, known) => [
    ...eventChoices(locale, known),
    ...named({ last: qualifiers.last, any: qualifiers.any }, locale, ' '),
  ]),
  finish: words((locale, known) => [
    ...eventChoices(locale, known),
    ...named({ all: qualifiers.all, any: qualifiers.any }, locale, ' '),
  ]),
  condition,
  facts: words((locale, known) => factChoices(locale, known.vocabulary)),
  disclosureFacts: words((locale, known) => factChoices(locale, known.vocabulary, f => f.type === 'disclosure')),
  measure: whole((locale, known) => factChoices(locale, known.vocabulary, f => f.type === 'int' || f.type === 'number')),
  roles: words(roleChoices),
  routes: route,
  term,
  byTerm: (before, locale, known) =>
    inCondition(before, locale, known) ?? {
      from: wordStart(before),
      choices: factChoices(locale, known.vocabulary, f => f.type === 'instant'),
    },
  warnings: steps({ zh: ['80%', '50%, 80%'], en: ['80%', '50%, 80%'] }),
  ladder: steps({
    zh: ['100% 给 岗位:班长', '+30 分钟 给 岗位:主任'],
    en: ['100% to role:shift-leader', '+30 min to role:director'],
  }),
  places: words(locale => named(places, locale)),
  ignorable: whole(locale => named(ignorable, locale)),
  outcome: whole(locale => named(outcomes, locale)),
  questions: (before, locale) =>
    /(?:→|->|=>)\s*\S*$/.test(before)
      ? { from: wordStart(before), choices: named(outcomes, locale) }
      : /\S\s+\S*$/.test(before)
        ? { from: wordStart(before), choices: named(answers, locale, ' → ') }
        : null,
  steps: (before, locale) => {
    const blank = /\{([^{}]*)$/.exec(before)
    if (blank)
      return { from: before.length - blank[0].length, choices: named(blanks, locale).map(c => ({ ...c, label: `{${c.label}}` })) }
    return /^\s*\p{L}*$/u.test(before)
      ? { from: wordStart(before), choices: named(stepWords, locale).map(c => ({ ...c, apply: `${c.label} ` })) }
      : afterFigure(before, locale)
  },
  consents: (before, locale, known) =>
    afterFigure(before, locale) ??
    inCondition(before, locale, known) ?? { from: wordStart(before), choices: roleChoices(locale) },
  consentOrder: whole(locale => named(consentOrders, locale)),
  criteria: (before, locale, known) =>
    /\S\s+\S*$/.test(before)
      ? { from: wordStart(before), choices: named(sortWords, locale) }
      : { from: 0, choices: [...named(sortWords, locale), ...factChoices(locale, known.vocabulary)] },
  weights: (before, locale, known) =>
    inCondition(before, locale, known) ??
    (/\d\s+\S*$/.test(before) ? { from: wordStart(before), choices: [when(locale)] } : null),
  items: (before, locale) =>
    /\d\s*\p{L}*$/u.test(before) ? { from: wordStart(before), choices: named(itemKinds, locale) } : null,
  tie: whole(locale => named(ties, locale)),
  rounding: (before, locale) =>
    /\S\s+\S*$/.test(before)
      ? { from: wordStart(before), choices: Object.keys(roundingSteps).map(label => ({ label })) }
      : { from: 0, choices: named(roundings, locale) },
  price: examples({ zh: ['2.80 元/平方米·月', '30 元/次'], en: ['2.80 CNY per m2 per month', '30 CNY per once'] }),
  dueDay: examples({ zh: ['每月 20 日', '每月 20 日前'], en: ['day 20', 'before day 20'] }),
  option: whole((_, known) => known.options.map(o => ({ label: `${o.name} = ${o.alternative}`, info: o.words }))),
  times: examples({ zh: ['1', '2..3'], en: ['1', '2..3'] }),
  goal: examples({ zh: ['>= 98%', '<= 15 天'], en: ['>= 98%', '<= 15 d'] }),
  rate: examples({ zh: ['3‰', '0.05%'], en: ['3‰', '0.05%'] }),
  cap: examples({ zh: ['100%', '500 元'], en: ['100%', '500 CNY'] }),
  vacancies: examples({ zh: ['90% 12 个月'], en: ['90% 12 months'] }),
  lateBase: whole(locale => named(lateBases, locale)),
  paymentOrder: whole(locale => named(paymentOrders, locale)),
  measureOf: whole(locale => named(measures, locale)),
  ids: words((_, known) => known.rules.map(rule => ({ label: rule.id, info: rule.sentence }))),
  targetPeriod: whole(locale => named(targetPeriods, locale)),
}
