/**
 * Exemption from a breach. One person asks and says why, another agrees through the approvals; then an event of the case exempts it. The
 * clock stays as late as it was: what is exempted stands beside the breach and is counted apart.
 */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Clock } from '@sansheng/rulebook/engine'
import { clockFinding, isBreached } from '@sansheng/rulebook/engine'
import { consentOfAnother } from '@sansheng/rulebook/kinds'
import { may } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { type Case, lockCase, record } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'
import { type ApprovalOwner, type ApprovalRow, type ApprovalsNeeds, ask, latestApproval } from '../approvals/index.ts'
import { notify } from '../notifications/index.ts'
import { rolesWith } from '../people/index.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import { rootOfClock, subjectOfClock } from './outcome.ts'
import { clockViewById, maySeeClock, reasonOfRequest } from './queries.ts'
import { clockById } from './store.ts'

type Breach = Clock & { caseId: string }

/** Asks that somebody else exempts a breach. */
export async function requestExemption(
  ctx: Ctx,
  needs: { compiledStandards: CompiledStandards; approvals: ApprovalsNeeds },
  siteId: number,
  id: string,
  reason: string,
): Promise<void> {
  const { caseId } = await breachInReach(ctx, siteId, id)
  const caseRow = await lockCase(ctx, siteId, caseId)
  const clock = await breachInReach(ctx, siteId, id)
  refuseUnlessOpen(clock, ctx.now())
  const latest = await latestApproval(ctx, siteId, { kind: 'clock', id })
  if (latest?.state === 'waiting') throw new Fault('exemption.waiting')
  const { clause } = (await needs.compiledStandards.byId(clock.rulebook)).rulebook.byId.get(clock.ruleId)!
  await ask(ctx, needs.approvals, caseRow, {
    id: ctx.newId(),
    subject: { kind: 'clock', id },
    title: `${clause.number} ${clause.title}`,
    detail: { rule: clock.ruleId, clause: clause.number, title: clause.title, due: iso(clock.dueAt) },
    note: reason,
  })
}

/** What approvals ask of exemptions: one other person with the permission agrees, and the answer exempts the breach. */
export function exemptionConsent(compiledStandards: CompiledStandards): ApprovalOwner {
  return {
    async plan(ctx, siteId, { subject_id: id }) {
      const clock = (await clockViewById(ctx, siteId, id))!
      return { rules: [consentOfAnother('clock.exempted', clock, rolesWith('standards:exempt'))], facts: {} }
    },
    async about(ctx, siteId, { subject_id: id }) {
      const clock = (await clockById(ctx, siteId, id))!
      return { refs: clock.refs, why: 'exempt', subject: subjectOfClock(clock), root: rootOfClock(ctx, clock), clockId: id }
    },
    mayWithdraw: () => false,
    async decided(ctx, siteId, approval, outcome) {
      if (outcome === 'granted') await exempt(ctx, compiledStandards, siteId, approval)
      if (outcome !== 'withdrawn') await tellAsker(ctx, siteId, approval, outcome === 'granted' ? 'exempted' : 'refused')
    },
  }
}

/** Exempts a breach by the act of whoever agrees; his reach and his permission are those of this moment. */
async function exempt(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number, approval: ApprovalRow): Promise<void> {
  if (!may(ctx.actor, 'standards:exempt', siteId)) throw new Fault('forbidden', { needs: 'standards:exempt' })
  const clock = await breachInReach(ctx, siteId, approval.subject_id)
  refuseUnlessOpen(clock, ctx.now())
  const caseRow = await lockCase(ctx, siteId, clock.caseId)
  const { clause } = (await compiledStandards.byId(clock.rulebook)).rulebook.byId.get(clock.ruleId)!
  const { seq } = await record(ctx, caseRow, {
    type: 'clock.exempted',
    subject: { kind: 'clock', id: clock.id },
    refs: { ...clock.refs, clock: clock.id },
    detail: {
      rule: clock.ruleId,
      clause: clause.number,
      title: clause.title,
      due: iso(clock.dueAt),
      requestedBy: approval.requested_by,
      approval: approval.id,
    },
    values: { reason: await reasonOfRequest(ctx, siteId, clock.caseId, clock.id) },
  })
  markExempted(caseRow, clock, seq, ctx.now())
}

/** The clock keeps its state and its due instant; the finding stands beside that of the breach. */
function markExempted(caseRow: Case, before: Clock, seq: number, at: number): void {
  const open = caseRow.clocks?.find(c => c.id === before.id)
  const clock: Clock = { ...(open ?? before), exemptedSeq: seq }
  if (open) caseRow.clocks = caseRow.clocks!.map(c => (c.id === clock.id ? clock : c))
  caseRow.changed.set(clock.id, clock)
  caseRow.findings.push({ ...clockFinding(clock, 'exempted', at, seq), seq, rulebook: clock.rulebook })
}

async function breachInReach(ctx: Ctx, siteId: number, id: string): Promise<Breach> {
  const clock = await clockById(ctx, siteId, id)
  if (!clock || !(await maySeeClock(ctx, siteId, id))) throw new Fault('not_found')
  return clock
}

function refuseUnlessOpen(clock: Clock, now: number): void {
  if (clock.exemptedSeq !== null) throw new Fault('exemption.done')
  if (!isBreached(clock, now) || clock.supersededSeq !== null) throw new Fault('exemption.early')
}

async function tellAsker(ctx: Ctx, siteId: number, approval: ApprovalRow, why: 'exempted' | 'refused'): Promise<void> {
  const { requested_by: by, case_id: caseId, title, subject_id: id } = approval
  if (by === null || by === personIdOf(ctx.actor)) return
  const clock = (await clockById(ctx, siteId, id))!
  const leads = { subject: subjectOfClock(clock), root: rootOfClock(ctx, clock), clockId: id }
  await notify(ctx, { siteId, why, caseId, persons: [by], params: { what: title }, ...leads })
}
