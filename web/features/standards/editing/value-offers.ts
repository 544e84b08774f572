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
  sortWords,
  spellings,
  stepWords,
  targetPeriods,
  ties,
} from '@sansheng/rulebook/document'
import type { TypeName } from '@sansheng/rulebook/kinds'
import { events, nameOf, refKinds, roles, type Tongue, units } from '@sansheng/rulebook/vocabulary'
import type { Choice, Known } from './choice.ts'
import { conditionOffer, factChoices } from './condition-offers.ts'

type Names = Readonly<Record<string, unknown>>
type Found = { from: number; choices: Choice[] } | null
/** `before` is the line of the value up to the caret. */
type ValueOffer = (before: string, tongue: Tongue, known: Known) => Found

const other = (tongue: Tongue): Tongue => (tongue === 'zh' ? 'en' : 'zh')
const named = (table: Names, tongue: Tongue, end = ''): Choice[] =>
  Object.keys(table).map(key => ({
    label: nameOf(table, key, tongue),
    detail: nameOf(table, key, other(tongue)),
    ...(end ? { apply: nameOf(table, key, tongue) + end, more: true } : {}),
  }))
/** Where the word under the caret begins: after a blank, a comma or a bracket. */
const wordStart = (before: string): number => before.length - /[^\s,，、()（）]*$/.exec(before)![0].length
const words =
  (of: (tongue: Tongue, known: Known) => Choice[]): ValueOffer =>
  (before, tongue, known) => ({ from: wordStart(before), choices: of(tongue, known) })
/** One value a line: the list stands at the start of the line only, so that a finished word is left in peace. */
const whole =
  (of: (tongue: Tongue, known: Known) => Choice[]): ValueOffer =>
  (_before, tongue, known) => ({ from: 0, choices: of(tongue, known) })

/** Figures cannot be listed; these show how they are written. */
const examples = (of: Record<Tongue, string[]>): ValueOffer => whole(tongue => of[tongue].map(label => ({ label })))

const eventChoices = (tongue: Tongue): Choice[] => named(events, tongue)
const roleChoices = (tongue: Tongue): Choice[] =>
  Object.keys(roles).map(key => ({
    label: `${rolePrefix[tongue]}${nameOf(roles, key, tongue)}`,
    detail: nameOf(roles, key, other(tongue)),
  }))
const unitChoices = (tongue: Tongue, ring = false): Choice[] =>
  named(units, tongue).filter((_, i) => ring || Object.keys(units)[i] !== 'ring')

/** Units after a figure; null elsewhere. */
function afterFigure(before: string, tongue: Tongue): Found {
  const figure = /(?:^|[\s+＋×])\d+(?:\.\d+)?(\s*)(\p{L}*)$/u.exec(before)
  if (!figure) return null
  const from = before.length - figure[2]!.length
  return { from, choices: unitChoices(tongue).map(c => ({ ...c, apply: figure[1] || figure[2] ? c.label : ` ${c.label}` })) }
}

/** The part after the word that begins a condition; null when there is none yet. */
function inCondition(before: string, tongue: Tongue): Found {
  const found = findWord({ text: before, at: 0 }, spellings(particles, 'when'))
  if (!found) return null
  const rest = before.slice(found.to)
  const skip = rest.length - rest.trimStart().length
  const offer = conditionOffer(rest.trimStart(), tongue)
  return offer && { ...offer, from: offer.from + found.to + skip }
}

function inRoles(before: string, tongue: Tongue): Found {
  const found = findWord({ text: before, at: 0 }, spellings(particles, 'to'))
  return found ? { from: Math.max(found.to, wordStart(before)), choices: roleChoices(tongue) } : null
}

const when = (tongue: Tongue): Choice => ({
  label: nameOf(particles, 'when', tongue),
  detail: tongue === 'zh' ? '后面写条件' : 'a condition follows',
  apply: `${nameOf(particles, 'when', tongue)} `,
  more: true,
})
const to = (tongue: Tongue): Choice => ({
  label: nameOf(particles, 'to', tongue),
  detail: tongue === 'zh' ? '后面写给谁' : 'whom it goes to',
  apply: `${nameOf(particles, 'to', tongue)} `,
  more: true,
})

const term: ValueOffer = (before, tongue) =>
  inCondition(before, tongue) ??
  afterFigure(before, tongue) ??
  (/\p{L}\s+\p{L}*$/u.test(before) && /\d/.test(before)
    ? { from: wordStart(before), choices: [when(tongue)] }
    : /^\s*(?:by|截至|到)\s+\S*$/.test(before)
      ? { from: wordStart(before), choices: factChoices(tongue, f => f.type === 'instant') }
      : {
          from: wordStart(before),
          choices: [
            ...(tongue === 'zh'
              ? ['10 分钟', '30 分钟', '1 小时', '1 工作日', '3 天']
              : ['10 min', '30 min', '1 h', '1 workday', '3 d']
            ).map(label => ({ label })),
            { ...named(openWords, tongue)[0]!, info: '数字还不知道；填好之前不运行，也不能发布' },
            { label: nameOf(particles, 'by', tongue), detail: '…', apply: `${nameOf(particles, 'by', tongue)} `, more: true },
          ],
        })

const steps =
  (examples: Record<Tongue, string[]>): ValueOffer =>
  (before, tongue) =>
    inRoles(before, tongue) ??
    (/[%％]\s+\S*$/.test(before) || /[+＋]\s*\d+\s*\p{L}+\s+\S*$/u.test(before)
      ? { from: wordStart(before), choices: [to(tongue)] }
      : (afterFigure(before, tongue) ?? { from: 0, choices: examples[tongue].map(label => ({ label })) }))

const condition: ValueOffer = (before, tongue) => conditionOffer(before, tongue)

export const valueOffers: Partial<Record<TypeName, ValueOffer>> = {
  truth: whole(tongue => named(bools, tongue)),
  mode: whole(tongue => named(modes, tongue)),
  basis: whole(tongue => named(bases, tongue)),
  per: whole(tongue => named(refKinds, tongue)),
  perPeriod: words(tongue => [...named(periods, tongue), ...named(refKinds, tongue)]),
  calendar: whole((_, known) => known.calendars.map(label => ({ label }))),
  bound: whole(tongue => named(openWords, tongue)),
  events: words(eventChoices),
  start: words(tongue => [...eventChoices(tongue), ...named({ last: qualifiers.last, any: qualifiers.any }, tongue, ' ')]),
  finish: words(tongue => [...eventChoices(tongue), ...named({ all: qualifiers.all, any: qualifiers.any }, tongue, ' ')]),
  condition,
  facts: words(tongue => factChoices(tongue)),
  askedFacts: words(tongue => factChoices(tongue, f => f.type === 'asked')),
  measure: whole(tongue => factChoices(tongue, f => f.type === 'int' || f.type === 'number')),
  roles: words(roleChoices),
  routes: (before, tongue, known) =>
    inCondition(before, tongue) ??
    (/\S\s+\S*$/.test(before)
      ? { from: wordStart(before), choices: [when(tongue)] }
      : { from: 0, choices: known.departments.map(label => ({ label })) }),
  term,
  byTerm: (before, tongue) =>
    inCondition(before, tongue) ?? { from: wordStart(before), choices: factChoices(tongue, f => f.type === 'instant') },
  warnings: steps({ zh: ['80%', '50%, 80%'], en: ['80%', '50%, 80%'] }),
  ladder: steps({
    zh: ['100% 给 岗位:班长', '+30 分钟 给 岗位:主任'],
    en: ['100% to role:shift-leader', '+30 min to role:director'],
  }),
  places: words(tongue => named(places, tongue)),
  ignorable: whole(tongue => named(ignorable, tongue)),
  outcome: whole(tongue => named(outcomes, tongue)),
  questions: (before, tongue) =>
    /(?:→|->|=>)\s*\S*$/.test(before)
      ? { from: wordStart(before), choices: named(outcomes, tongue) }
      : /\S\s+\S*$/.test(before)
        ? { from: wordStart(before), choices: named(answers, tongue, ' → ') }
        : null,
  steps: (before, tongue) => {
    const blank = /\{([^{}]*)$/.exec(before)
    if (blank)
      return { from: before.length - blank[0].length, choices: named(blanks, tongue).map(c => ({ ...c, label: `{${c.label}}` })) }
    return /^\s*\p{L}*$/u.test(before)
      ? { from: wordStart(before), choices: named(stepWords, tongue).map(c => ({ ...c, apply: `${c.label} ` })) }
      : afterFigure(before, tongue)
  },
  consents: (before, tongue) =>
    afterFigure(before, tongue) ?? inCondition(before, tongue) ?? { from: wordStart(before), choices: roleChoices(tongue) },
  consentOrder: whole(tongue => named(consentOrders, tongue)),
  criteria: (before, tongue) =>
    /\S\s+\S*$/.test(before)
      ? { from: wordStart(before), choices: named(sortWords, tongue) }
      : { from: 0, choices: [...named(sortWords, tongue), ...factChoices(tongue)] },
  weights: (before, tongue) =>
    inCondition(before, tongue) ?? (/\d\s+\S*$/.test(before) ? { from: wordStart(before), choices: [when(tongue)] } : null),
  items: (before, tongue) =>
    /\d\s*\p{L}*$/u.test(before) ? { from: wordStart(before), choices: named(itemKinds, tongue) } : null,
  tie: whole(tongue => named(ties, tongue)),
  rounding: (before, tongue) =>
    /\S\s+\S*$/.test(before)
      ? { from: wordStart(before), choices: Object.keys(roundingSteps).map(label => ({ label })) }
      : { from: 0, choices: named(roundings, tongue) },
  price: examples({ zh: ['2.80 元/平方米·月', '30 元/次'], en: ['2.80 CNY per m2 per month', '30 CNY per once'] }),
  dueDay: examples({ zh: ['每月 20 日', '每月 20 日前'], en: ['day 20', 'before day 20'] }),
  option: whole((_, known) => known.options.map(o => ({ label: `${o.name} = ${o.alternative}`, info: o.words }))),
  times: examples({ zh: ['1', '2..3'], en: ['1', '2..3'] }),
  goal: examples({ zh: ['>= 98%', '<= 15 天'], en: ['>= 98%', '<= 15 d'] }),
  rate: examples({ zh: ['3‰', '0.05%'], en: ['3‰', '0.05%'] }),
  cap: examples({ zh: ['100%', '500 元'], en: ['100%', '500 CNY'] }),
  vacancies: examples({ zh: ['90% 12 个月'], en: ['90% 12 months'] }),
  lateBase: whole(tongue => named(lateBases, tongue)),
  paymentOrder: whole(tongue => named(paymentOrders, tongue)),
  measureOf: whole(tongue => named(measures, tongue)),
  ids: words((_, known) => known.rules.map(rule => ({ label: rule.id, info: rule.says }))),
  targetPeriod: whole(tongue => named(targetPeriods, tongue)),
}
