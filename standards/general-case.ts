/** Test data: a caller at the general hotline, and what its rules say of him. */
import type { Rule } from '@sansheng/rulebook/kinds'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { caller, rulebook } from './cases.ts'
import { type Walk, walk } from './walk.ts'

export const name = 'general-hotline'
export const book = rulebook(name)
export const day = '2026-11-20'
export const minutes = 60_000

export function start(facts: Facts = {}, rules = book): Walk {
  const case1 = walk(rules)
  case1.happen('intake.received', `${day} 10:00`, { ...caller, ...facts })
  return case1
}
export const ruleOf = <R extends Rule>(id: string, rules = book) => rules.byId.get(id) as R
/** Milliseconds from the start of a clock to its due instant. */
export const dueIn = (case1: Walk, id: string): number => case1.clock(id).dueAt - case1.clock(id).startedAt
