/** What a module may ask the standard besides gate, observation and route: typed questions, each answered with the clause it came from. */
import type { ClauseRef } from '@sansheng/rulebook/document'
import type { Decision, Fee, FeeAsk, Marks, Placed, Scored, ScriptState, ScriptStep, Waiting } from '@sansheng/rulebook/kinds'
import type { Action, Facts, Role } from '@sansheng/rulebook/vocabulary'

/** Which rule of the standard in force answers, and where it is written. */
export type Source = { ruleId: string; clause: ClauseRef }
type Answered<T> = Source & T

type ScriptTurn = { state: ScriptState; step: ScriptStep | null }
type PhraseFound = Source & { phrase: string; from: number; to: number; say: string | null }
type ConsentNeeded = Source & { steps: { mode: 'any' | 'all'; roles: Role[] }[] }

/**
 * Each answers null, or with an empty list, where the site has no standard in force or the standard no such rule that runs. `at` is the instant
 * that the question is asked for: the rule must be in force then.
 */
export type Questions<Context> = {
  /** Answers given so far to a list of questions → what is asked next, or how it is decided. */
  decide(ctx: Context, siteId: number, ruleId: string, answers: DecideAnswers): Promise<Answered<{ decision: Decision }> | null>
  /** A waiting list in the order of a rule. */
  order(ctx: Context, siteId: number, ruleId: string, list: readonly Waiting[]): Promise<Answered<{ placed: Placed[] }> | null>
  /** Marks on a sheet → points and band, or what is missing. */
  score(ctx: Context, siteId: number, ruleId: string, marks: Marks): Promise<Answered<{ scored: Scored }> | null>
  /** The fee of a month or of one time in cents, and the day by which it is due. */
  charge(
    ctx: Context,
    siteId: number,
    ruleId: string,
    question: FeeAsk,
  ): Promise<Answered<{ fee: Fee | null; dueOn: string | null }> | null>
  /** Forbidden phrases in a text that is about to be said or sent. */
  phrases(ctx: Context, siteId: number, text: string): Promise<PhraseFound[]>
  /** Where a script stands: at its beginning without a state, else after this answer. */
  script(ctx: Context, siteId: number, ruleId: string, turn: ScriptAsk): Promise<Answered<ScriptTurn> | null>
  /** Who has to consent before this action, rule by rule. */
  approval(ctx: Context, siteId: number, action: Action, facts: Facts): Promise<ConsentNeeded[]>
}

type DecideAnswers = readonly ({ answer: 'yes' | 'no'; remark?: string } | null)[]
type ScriptAsk = { state?: ScriptState; facts: Facts; answer?: 'yes' | 'no' }
