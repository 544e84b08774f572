/** Answers what modules ask of the rules of a site's standard that nobody runs by events. */
import { inForce, runs } from '@sansheng/rulebook/engine'
import {
  type Approve,
  beginScript,
  decisionOf,
  dueDayOf,
  feeOf,
  inOrder,
  nextStep,
  type Rule,
  type Rulebook,
  scoreOf,
  stepOf,
} from '@sansheng/rulebook/kinds'
import type { PhraseMatcher } from '@sansheng/rulebook/phrases'
import type { Ctx } from '../../platform/ctx.ts'
import type { Questions, Source } from '../../platform/questions.ts'
import type { CompiledStandards } from './compiled-standards.ts'

type Kind = Rule['kind']
type RuleOf<K extends Kind> = Extract<Rule, { kind: K }>

export function standardsQuestions(compiledStandards: CompiledStandards): Questions<Ctx> {
  async function rulebookOf(siteId: number): Promise<Rulebook | null> {
    const version = await compiledStandards.inForce(siteId)
    return version === null ? null : (await compiledStandards.byId(version)).rulebook
  }

  /** The rule of that id if it is of this kind, runs and is in force now, and what the answer made of it. */
  async function answered<K extends Kind, T>(
    ctx: Ctx,
    siteId: number,
    [kind, ruleId]: [K, string],
    answer: (rule: RuleOf<K>, rulebook: Rulebook) => T,
  ): Promise<(Source & T) | null> {
    const rulebook = await rulebookOf(siteId)
    const rule = rulebook?.byId.get(ruleId)
    if (!rulebook || rule?.kind !== kind || !runs(rule, rulebook.vocabulary) || !inForce(rule, ctx.now())) return null
    return { ...sourceOf(rule), ...answer(rule as RuleOf<K>, rulebook) }
  }

  return {
    decide: (ctx, siteId, id, answers) =>
      answered(ctx, siteId, ['decide', id], rule => ({ decision: decisionOf(rule, answers) })),
    order: (ctx, siteId, id, list) => answered(ctx, siteId, ['order', id], rule => ({ placed: inOrder(rule, list, ctx.now()) })),
    score: (ctx, siteId, id, marks) => answered(ctx, siteId, ['score', id], rule => ({ scored: scoreOf(rule, marks) })),
    charge: (ctx, siteId, id, question) =>
      answered(ctx, siteId, ['charge', id], (rule, rulebook) => ({
        fee: feeOf(rule, question),
        dueOn: dueDayOf(rule, question.month, rulebook.calendars[rule.calendar]),
      })),
    script: (ctx, siteId, id, { state, facts, answer }) =>
      answered(ctx, siteId, ['script', id], rule => {
        const now = ctx.now()
        const next = state ? nextStep(rule, state, { facts, now, ...(answer ? { answer } : {}) }) : beginScript(rule, facts, now)
        return { state: next, step: stepOf(rule, next) }
      }),
    async phrases(_ctx, siteId, text) {
      const rulebook = await rulebookOf(siteId)
      if (!rulebook) return []
      return (await matcherOf(rulebook))
        .find(text)
        .map(({ rule, ...found }) => ({ ...sourceOf(rulebook.byId.get(rule)!), ...found }))
    },
    async approval(ctx, siteId, action, facts) {
      const rulebook = await rulebookOf(siteId)
      if (!rulebook) return []
      const asking = rulebook.rules.filter(
        (rule): rule is Approve =>
          rule.kind === 'approve' &&
          rule.before.includes(action) &&
          runs(rule, rulebook.vocabulary) &&
          inForce(rule, ctx.now()) &&
          (!rule.when || rule.when.holds(facts)),
      )
      return asking.map(rule => ({ ...sourceOf(rule), steps: rule.consent.map(({ mode, roles }) => ({ mode, roles })) }))
    },
  }
}

const sourceOf = ({ id, clause }: Rule): Source => ({ ruleId: id, clause })

/** The table of characters behind a matcher is large: it is loaded when somebody looks for phrases, and a matcher is made once a version. */
const matchers = new WeakMap<Rulebook, PhraseMatcher>()
async function matcherOf(rulebook: Rulebook): Promise<PhraseMatcher> {
  const known = matchers.get(rulebook)
  if (known) return known
  const { phraseMatcherOf } = await import('@sansheng/rulebook/phrases')
  const made = phraseMatcherOf(rulebook)
  matchers.set(rulebook, made)
  return made
}
