import type { CaseEvent, GateViolation } from '@sansheng/rulebook/engine'
import type { Urgency } from '@sansheng/rulebook/kinds'
import type { Action, Facts, RefKind, Role } from '@sansheng/rulebook/vocabulary'
import type { RawBuilder } from 'kysely'
import type { Case, CaseKind } from './case.ts'
import type { ClockRow } from './clock-row.ts'
import type { Questions } from './questions.ts'

export type GateQuestion = {
  action: Action
  subject: { kind: RefKind; id: string }
  refs: Case['refs']
  /** Facts as they would be after the action; merged over what is known of the subject. */
  facts: Facts
  override?: Override | undefined
}

/** What the gate answered when somebody decided to go past it; what it denies beyond that is denied again. */
export type SeenViolation = { ruleId: string; missing?: readonly string[]; count?: number | null }
/** On the machine itself everything passes; two persons who agreed, or somebody with the right, pass what they saw. */
export type Override =
  | { reason: string; authority: 'machine' }
  | { reason: string; authority: 'agreed'; seen: readonly SeenViolation[] }
  | { reason: string; authority?: undefined; rules: readonly string[] }

/** `what`: names the thing where no clause does. */
export type Word = { to: Role[]; subject: { kind: RefKind; id: string }; refs: Case['refs']; what: string }

/**
 * What a command asks the standard; `app.ts` connects the module `standards` here, and no module imports it.
 * `Context` is what a command runs in; it is a parameter because that context carries the kernel itself.
 */
export type Kernel<Context> = Questions<Context> & {
  /**
   * The version under which a case of this kind is observed and gated: the one in force when it opened, for a lasting thing the one in force
   * now; null where the site has published none, or where the kind is not observed. `opened`: the version of a case that exists already.
   */
  versionFor(ctx: Context, siteId: number, kind: CaseKind, opened?: string | null): Promise<string | null>
  /** Reads what observation needs of a case that exists already: its open clocks. */
  load(ctx: Context, caseRow: Case): Promise<void>
  /** Throws the fault `gate.denied` with its violations, or returns what the standard would have liked. */
  gate(ctx: Context, caseRow: Case, question: GateQuestion): Promise<GateViolation[]>
  /** Observes one event; what follows is gathered on the case until `store`. */
  observe(ctx: Context, caseRow: Case, event: CaseEvent): Promise<void>
  /** Which department the standard sends it to, by name. */
  route(
    ctx: Context,
    caseRow: Case,
    question: { action: Action; refs: Case['refs']; facts: Facts },
  ): Promise<{ department: string; ruleId: string } | null>
  /** How urgent the standard holds it, and by which rule; the facts carry no urgency that the standard has to go by. */
  urgency(
    ctx: Context,
    caseRow: Case,
    question: { action: Action; refs: Case['refs']; facts: Facts },
  ): Promise<{ urgency: Urgency; ruleId: string } | null>
  /** Rings the bell of those who stand behind these roles for a subject of the case. */
  inform(ctx: Context, caseRow: Case, word: Word): Promise<void>
  /** Tells people what was announced, and gives what writes clocks and findings of all cases, as parts of the last statement. */
  store(ctx: Context, cases: Case[]): Promise<RawBuilder<unknown>[]>
  /** The clocks that this transaction has started or changed for a case and not written yet, as their rows will read. */
  unwrittenClocks(ctx: Context, caseRow: Case): Promise<ClockRow[]>
}
