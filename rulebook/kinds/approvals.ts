/** Where an approval stands, from what has been said so far. Nobody consents to what he asked for himself, nor twice. */
import type { Calendar, Duration } from '../time/index.ts'
import { dueAt } from '../time/index.ts'
import type { KnownFacts, Role } from '../vocabulary/index.ts'
import type { Approve, ConsentStep } from './rule-sheets.ts'

/** `behalf`: who gave `by` his say; the consent counts as that of both. */
export type Consent = { by: string; behalf?: string | null; roles: readonly Role[]; at: number; given: boolean }
export type ApprovalAsk = {
  requestedBy: string
  requestedAt: number
  facts: KnownFacts
  consents: readonly Consent[]
  now: number
}
export type StepState = {
  roles: Role[]
  mode: 'any' | 'all'
  /** `later`: its turn has not come. */
  state: 'later' | 'waiting' | 'given' | 'refused'
  since: number | null
  dueAt: number | null
  late: boolean
  by: string[]
}
export type Approval = {
  state: 'waiting' | 'given' | 'refused'
  decidedAt: number | null
  waitingFor: Role[]
  steps: StepState[]
}

/** Steps whose condition does not hold are left out; a rule whose steps are all left out needs no consent. */
export function approvalOf(rule: Approve, ask: ApprovalAsk, calendar: Calendar): Approval {
  const consents = ask.consents
    .filter(({ by, behalf }) => by !== ask.requestedBy && behalf !== ask.requestedBy)
    .sort((a, b) => a.at - b.at)
  const used = new Set<string>()
  const steps: StepState[] = []
  let since: number | null = ask.requestedAt
  let refusedAt: number | null = null
  let lastAt = ask.requestedAt
  for (const step of rule.consent) {
    if (step.when && !step.when.holds(ask.facts)) continue
    if (refusedAt !== null && rule.order === 'in turn') since = null
    if (since === null) {
      steps.push({ roles: step.roles, mode: step.mode, state: 'later', since: null, dueAt: null, late: false, by: [] })
      continue
    }
    const { state, decidedAt, by } = consentOf(step, consents, since, used)
    const term: Duration | null = step.within ?? termOf(rule, ask.facts)
    const due: number | null = term && dueAt(calendar, since, term)
    steps.push({
      roles: step.roles,
      mode: step.mode,
      state,
      since,
      dueAt: due,
      late: due !== null && (decidedAt ?? ask.now) > due,
      by,
    })
    if (state === 'refused') refusedAt = refusedAt === null ? decidedAt : Math.min(refusedAt, decidedAt!)
    if (decidedAt !== null) lastAt = Math.max(lastAt, decidedAt)
    if (rule.order === 'in turn') since = state === 'given' ? decidedAt : null
  }
  const state = refusedAt !== null ? 'refused' : steps.every(step => step.state === 'given') ? 'given' : 'waiting'
  return {
    state,
    decidedAt: state === 'waiting' ? null : (refusedAt ?? lastAt),
    waitingFor:
      state === 'waiting' ? [...new Set(steps.filter(step => step.state === 'waiting').flatMap(({ roles }) => roles))] : [],
    steps,
  }
}

function consentOf(
  { roles, mode }: ConsentStep,
  consents: readonly Consent[],
  since: number,
  used: Set<string>,
): { state: 'waiting' | 'given' | 'refused'; decidedAt: number | null; by: string[] } {
  const open = new Set(roles)
  const by: string[] = []
  for (const consent of consents) {
    const role = consent.roles.find(role => open.has(role))
    const voices = consent.behalf ? [consent.by, consent.behalf] : [consent.by]
    if (!role || consent.at < since || voices.some(voice => used.has(voice))) continue
    for (const voice of voices) used.add(voice)
    by.push(consent.by)
    if (!consent.given) return { state: 'refused', decidedAt: consent.at, by }
    open.delete(role)
    if (mode === 'any' || open.size === 0) return { state: 'given', decidedAt: consent.at, by }
  }
  return { state: 'waiting', decidedAt: null, by }
}

function termOf({ within }: Approve, facts: KnownFacts): Duration | null {
  const term = within.find(({ when }) => !when || when.holds(facts))?.term
  return term?.kind === 'span' ? term.duration : null
}
