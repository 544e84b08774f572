/** Compiled rules of the kinds that are asked, not run by events: words, questions, consents, ranks, points, money, goals. */

import type { Condition } from '../conditions/index.ts'
import type {
  answers,
  consentOrders,
  itemKinds,
  lateBases,
  outcomes,
  paymentOrders,
  places,
  priceEach,
  pricePer,
  roundings,
  targetPeriods,
} from '../document/index.ts'
import type { Duration } from '../time/index.ts'
import type { EventName, Path, Role } from '../vocabulary/index.ts'
import type { Common, Mode, Variant } from './rule-parts.ts'

export type Place = keyof typeof places
export type PhraseLine = { text: string /** What to say instead. */; say: string | null }
/** Either words that must not be used, or words of which one must be. */
export type Phrase = Common & {
  kind: 'phrase'
  forbid: PhraseLine[]
  polite: string[]
  except: string[]
  say: string | null
  ignorePunctuation: boolean
  /** Empty: everywhere. */
  where: Place[]
  mode: Mode
}

/** Steps count from 1, as they are written. `times` is how often the stretch is gone through in all. */
export type ScriptStep =
  | { do: 'say'; text: string; when: Condition | null }
  | { do: 'wait'; duration: Duration }
  | { do: 'repeat'; times: number; from: number }
  | { do: 'branch'; question: string | null; when: Condition | null; to: number | null; reason: string | null }
  | { do: 'end'; reason: string | null }
export type Script = Common & { kind: 'script'; on: EventName[]; steps: ScriptStep[] }

export type Answer = keyof typeof answers
export type Outcome = keyof typeof outcomes
/** The answer that ends the list, with what follows from it; the other one goes on to the next question. */
export type Question = { text: string; answer: Answer; outcome: Outcome; reason: string | null }
export type Decide = Common & {
  kind: 'decide'
  on: EventName[]
  ask: Question[]
  otherwise: Outcome
  /** The deciding answer needs a remark of the person who gave it. */
  remark: boolean
}

export type ConsentStep = { mode: 'any' | 'all'; roles: Role[]; within: Duration | null; when: Condition | null }
export type Approve = Common & {
  kind: 'approve'
  before: EventName[]
  matter: string | null
  consent: ConsentStep[]
  order: keyof typeof consentOrders
  /** For each step that has no time of its own. */
  within: Variant[]
  calendar: string
}

export type Criterion =
  | { by: 'condition'; when: Condition }
  | { by: 'first come'; within: Duration | null }
  | { by: 'highest' | 'lowest'; path: Path }
/** `per`: for each such unit waited. */
export type Weight = { points: number; per: 's' | 'min' | 'h' | null; when: Condition | null }
export type Order = Common & { kind: 'order'; sort: Criterion[]; weigh: Weight[] }

export type Rounding = { mode: keyof typeof roundings /** Hundredths: 1, 10 or 100. */; step: number }
export type ScoreItem = { name: string; kind: keyof typeof itemKinds; points: number }
/** From `from` up to the next higher band, which begins a new one; null takes whatever is left. */
export type Band = { name: string; from: number | null }
export type Quota = { band: string; ppm: number; mode: Rounding['mode'] }
export type Score = Common & {
  kind: 'score'
  items: ScoreItem[]
  /** What all points together are worth; null: their sum. */
  full: number | null
  cap: number | null
  bands: Band[]
  quota: Quota[]
  tie: { by: 'none' | 'all' } | { by: 'items'; items: string[] }
  round: Rounding
}

/** Ten-thousandths of a yuan for one square metre, piece or time; `each`: for every month, year or day. */
export type Price = { amount: number; per: keyof typeof pricePer; each: keyof typeof priceEach | null }
export type Vacancy = { ppm: number; months: number | null }
export type Charge = Common & {
  kind: 'charge'
  fee: string | null
  price: Price | null
  vacant: Vacancy[]
  /** Months that are collected in advance. */
  advance: number | null
  due: { day: number; included: boolean } | null
  roll: boolean
  calendar: string
  /** Late fee a day, in millionths of the base. */
  rate: number | null
  base: keyof typeof lateBases
  /** The first day that counts is so many days after the due day. */
  start: number
  cap: { ppm: number } | { cents: number } | null
  payments: keyof typeof paymentOrders
  round: Rounding
  /** Id of the approval under which a late fee may be waived. */
  waiver: string | null
}

export type Goal = { sign: '>=' | '<=' | '>' | '<' } & ({ ppm: number } | { duration: Duration })
export type Target = Common & {
  kind: 'target'
  measure: { by: 'ratio' | 'mean' } | { by: 'percentile'; percent: number }
  of: string[]
  goal: Goal | null
  per: keyof typeof targetPeriods
}
