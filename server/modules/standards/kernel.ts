/** The port through which every module runs under the standard: gate, observation, routing, and what they leave in the database. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { GateViolation, Observation } from '@sansheng/rulebook/engine'
import { gate, mergeFacts, observe, overridden, routeTo } from '@sansheng/rulebook/engine'
import { festivalOf } from '@sansheng/rulebook/time'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { may, rolesAt } from '../../platform/access.ts'
import { violationView } from '../../platform/clock-view.ts'
import { type Ctx, keep } from '../../platform/ctx.ts'
import { type Case, knownFacts, record, withSubject } from '../../platform/events/index.ts'
import type { GateQuestion, Kernel } from '../../platform/kernel.ts'
import { isOnProbation } from '../../platform/principal.ts'
import { offsetAt } from '../../platform/serials.ts'
import { tellOf } from './announce.ts'
import type { CompiledStandard, CompiledStandards } from './compiled-standards.ts'
import { openClocks, storeOutcome } from './store.ts'

export function standardsKernel(compiledStandards: CompiledStandards): Kernel<Ctx> {
  return {
    inForce: (_ctx, siteId) => compiledStandards.inForce(siteId),
    async load(ctx, caseRow) {
      caseRow.clocks = caseRow.rulebook ? await openClocks(ctx, caseRow.siteId, caseRow.id) : []
    },
    async gate(ctx, caseRow, question) {
      if (!caseRow.rulebook) return []
      return await ask(ctx, caseRow, question, await compiledStandards.byId(caseRow.rulebook))
    },
    async observe(ctx, caseRow, event) {
      if (!caseRow.rulebook) return
      const standard = await compiledStandards.byId(caseRow.rulebook)
      const seen = { ...event, facts: { ...event.facts, time: timeFacts(standard, event.at) } }
      absorb(
        caseRow,
        observe(standard.rulebook, { clocks: caseRow.clocks ?? [], counts: caseRow.counts }, seen, ctx.newId),
        event.seq,
      )
    },
    async route(_ctx, caseRow, { refs, facts }) {
      if (!caseRow.rulebook) return null
      return routeTo((await compiledStandards.byId(caseRow.rulebook)).rulebook, mergeFacts(knownFacts(caseRow, refs), facts))
    },
    async store(ctx, cases) {
      await storeOutcome(ctx, cases, id => compiledStandards.byId(id))
      await tellOf(ctx, cases, id => compiledStandards.byId(id))
    },
  }
}

/** Takes what an observation says into the case, to be written with the flush. */
export function absorb(
  caseRow: Case,
  seen: Pick<Observation, 'started' | 'changed' | 'findings' | 'announcements' | 'counts'>,
  seq: number,
): void {
  const clocks = new Map((caseRow.clocks ?? []).map(c => [c.id, c]))
  for (const { clock } of seen.changed) {
    const fresh = caseRow.started.findIndex(c => c.id === clock.id)
    if (fresh >= 0) caseRow.started[fresh] = clock
    else caseRow.changed.set(clock.id, clock)
    if (clock.state === 'running' || clock.state === 'paused') clocks.set(clock.id, clock)
    else clocks.delete(clock.id)
  }
  for (const clock of seen.started) {
    caseRow.started.push(clock)
    if (clock.state === 'running' || clock.state === 'paused') clocks.set(clock.id, clock)
  }
  caseRow.clocks = [...clocks.values()]
  caseRow.counts = { ...caseRow.counts, ...seen.counts }
  caseRow.announcements.push(...seen.announcements)
  for (const finding of seen.findings) caseRow.findings.push({ ...finding, seq })
}

async function ask(ctx: Ctx, caseRow: Case, question: GateQuestion, standard: CompiledStandard): Promise<GateViolation[]> {
  const at = ctx.now()
  const role = rolesAt(ctx.actor, caseRow.siteId)[0]
  const facts: Facts = {
    ...mergeFacts(
      knownFacts(caseRow, withSubject({ refs: { ...caseRow.refs, ...question.refs }, subject: question.subject })),
      question.facts,
    ),
    agent: { ...(role ? { role } : {}), probation: isOnProbation(ctx.actor) },
    event: { type: question.action, source: ctx.source },
    time: timeFacts(standard, at),
  }
  const { action, subject } = question
  const verdict = gate(standard.rulebook, {
    action,
    subject,
    facts,
    refs: { ...caseRow.refs, ...question.refs },
    counts: caseRow.counts,
    at,
  })
  if (verdict.outcome !== 'deny') {
    for (const finding of verdict.findings) caseRow.findings.push({ ...finding, seq: caseRow.seq + 1 })
    return verdict.outcome === 'warn' ? verdict.violations : []
  }
  const overridable = may(ctx.actor, 'tickets:override', caseRow.siteId) && mayOverride(ctx, caseRow, verdict.overridableBy)
  if (question.override && overridable) {
    const reason = question.override.reason
    const { seq } = await record(ctx, caseRow, {
      type: 'gate.overridden',
      subject: { kind: 'case', id: caseRow.id },
      refs: question.refs,
      detail: { action, rules: verdict.violations.map(h => h.ruleId).join(' ') },
      values: { reason },
    })
    for (const finding of overridden(verdict.findings)) caseRow.findings.push({ ...finding, seq })
    return verdict.violations
  }
  keep(ctx, {
    siteId: caseRow.siteId,
    caseId: caseRow.id,
    caseKind: caseRow.kind,
    event: {
      type: 'gate.denied',
      subject: { kind: 'case', id: caseRow.id },
      refs: caseRow.isNew ? {} : question.refs,
      detail: { action, rules: verdict.violations.map(h => h.ruleId).join(' ') },
    },
    findings: verdict.findings,
  })
  const first = verdict.violations[0]!
  throw new Fault(
    'gate.denied',
    { clause: first.clause.number, title: first.clause.title, overridable },
    { detail: { violations: verdict.violations.map(violationView), overridable } },
  )
}

/** A rule that names nobody cannot be overridden. */
function mayOverride(ctx: Ctx, caseRow: Case, roles: string[]): boolean {
  return rolesAt(ctx.actor, caseRow.siteId).some(r => roles.includes(r))
}

/** Hour, weekday (Monday is 1) and festival in the zone of the site. */
export function timeFacts(standard: Pick<CompiledStandard, 'zone'>, at: number): NonNullable<Facts['time']> {
  const local = new Date(at + offsetOf(standard.zone, at))
  const festival = festivalOf(Math.floor(local.getTime() / 86_400_000))
  return { hour: local.getUTCHours(), weekday: local.getUTCDay() || 7, ...(festival ? { festival } : {}) }
}

/** Offsets change at most twice a year: one look an hour is enough. */
const offsets = new Map<string, { hour: number; offset: number }>()
function offsetOf(zone: string, at: number): number {
  const hour = Math.floor(at / 3_600_000)
  const known = offsets.get(zone)
  if (known?.hour === hour) return known.offset
  const offset = offsetAt(zone, at)
  offsets.set(zone, { hour, offset })
  return offset
}
