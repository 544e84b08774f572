/** A list of questions, answered one after the other until one of them decides. */
import type { Answer, Decide, Outcome } from './rule-sheets.ts'

/** By question; null where nobody has answered yet. */
export type Answers = readonly ({ answer: Answer; remark?: string } | null)[]
/** Questions count from 1. `reasons`: the deciding one first, then what further answers would have said as well. */
export type Decision =
  | { state: 'asking' | 'remark'; question: number; text: string }
  | {
      state: 'decided'
      outcome: Outcome
      question: number | null
      reason: string | null
      reasons: string[]
      remark: string | null
    }

export function decisionOf(rule: Decide, answers: Answers): Decision {
  for (const [i, { text, answer, outcome, reason }] of rule.ask.entries()) {
    const given = answers[i]
    if (!given) return { state: 'asking', question: i + 1, text }
    if (given.answer !== answer) continue
    const remark = given.remark?.trim() ?? ''
    if (rule.remark && remark === '') return { state: 'remark', question: i + 1, text }
    const also = rule.ask.filter((other, k) => k > i && other.outcome === outcome && answers[k]?.answer === other.answer)
    const reasons = [reason, ...also.map(other => other.reason)].filter(text => text !== null)
    return { state: 'decided', outcome, question: i + 1, reason, reasons, remark: remark === '' ? null : remark }
  }
  return { state: 'decided', outcome: rule.otherwise, question: null, reason: null, reasons: [], remark: null }
}
