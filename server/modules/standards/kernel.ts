/** The port through which every module runs under the standard: gate, observation, routing, and what they leave in the database. */

import type { GateDenied } from '@sansheng/contract/clocks.ts'
import { momentFacts } from '@sansheng/contract/facts/index.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { CaseEvent, Clock, GateVerdict, GateViolation, Observation } from '@sansheng/rulebook/engine'
import { gate, mergeFacts, observe, overridden, routeTo, urgencyOf } from '@sansheng/rulebook/engine'
import type { Rulebook } from '@sansheng/rulebook/kinds'
import { timeFacts } from '@sansheng/rulebook/time'
import type { Action, Facts, RefKind } from '@sansheng/rulebook/vocabulary'
import { may, rolesAt } from '../../platform/access.ts'
import { violationView } from '../../platform/clock-view.ts'
import { type Ctx, recordRefusal } from '../../platform/ctx.ts'
import { type Case, knownFacts, record, withSubject } from '../../platform/events/index.ts'
import type { GateQuestion, Kernel, Override, SeenViolation } from '../../platform/kernel.ts'
import type { CaseKind } from '../../platform/module.ts'
import { isOnProbation } from '../../platform/principal.ts'
import { informOf, tellOf } from './announce.ts'
import type { CompiledStandard, CompiledStandards } from './compiled-standards.ts'
import { keepAnswerable } from './keep-answerable.ts'
import { outcomeRows, subjectOfClock, unwrittenClocks } from './outcome.ts'
import { standardsQuestions } from './questions.ts'
import { clocksEndedBy, openClocks } from './store.ts'

export function standardsKernel(
  compiledStandards: CompiledStandards,
  caseKinds: Readonly<Record<string, CaseKind>>,
): Kernel<Ctx> {
  /** Observes an event under one version: the one in force starts and counts, an earlier one only looks after the clocks that it began. */
  async function follow(ctx: Ctx, caseRow: Case, event: CaseEvent, version: string, open: readonly Clock[]): Promise<void> {
    const standard = await compiledStandards.byId(version)
    const timed = { ...event, facts: { ...event.facts, time: timeFacts(standard, event.at) } }
    const onlyOpenClocks = version !== caseRow.rulebook
    const clocks = open.filter(c => c.rulebook === version)
    const ended = event.undoes === undefined ? undefined : await clocksEndedBy(ctx, caseRow, event.undoes, version)
    const state = { clocks, counts: caseRow.counts, ended }
    absorb(caseRow, observe(standard.rulebook, state, timed, ctx.newId, { onlyOpenClocks }), event.seq, version)
  }

  /** A question about what a case knows now, with the facts that an act would add. */
  function asked<T>(answer: (rulebook: Rulebook, facts: Facts, on: Action, at: number) => T | null) {
    return async (
      ctx: Ctx,
      caseRow: Case,
      { action, refs, facts }: { action: Action; refs: Case['refs']; facts: Facts },
    ): Promise<T | null> => {
      if (!caseRow.rulebook) return null
      const standard = await compiledStandards.byId(caseRow.rulebook)
      const about = { action, refs: { ...caseRow.refs, ...refs }, facts }
      return answer(standard.rulebook, factsNow(ctx, caseRow, about, standard), action, ctx.now())
    }
  }

  return {
    async versionFor(_ctx, siteId, kind, opened) {
      const spec = caseKinds[kind]
      if (!spec) throw new Error(`No module declares cases of the kind ${kind}.`)
      if (spec.observed !== true) return null
      return opened === undefined || spec.permanent ? await compiledStandards.inForce(siteId) : opened
    },
    async load(ctx, caseRow) {
      caseRow.clocks = caseRow.rulebook ? await openClocks(ctx, caseRow.siteId, caseRow.id) : []
    },
    async gate(ctx, caseRow, question) {
      if (!caseRow.rulebook) return []
      return await ask(ctx, caseRow, question, await compiledStandards.byId(caseRow.rulebook))
    },
    async observe(ctx, caseRow, event) {
      if (!caseRow.rulebook) return
      const open = caseRow.clocks ?? []
      await follow(ctx, caseRow, event, caseRow.rulebook, open)
      // clocks of a lasting case that began under an earlier version go on under it
      for (const earlier of new Set(open.map(c => c.rulebook)))
        if (earlier !== caseRow.rulebook) await follow(ctx, caseRow, event, earlier, open)
      bindRoots(ctx, caseRow, event)
      await keepAnswerable(ctx, compiledStandards, caseRow, event)
    },
    route: asked(routeTo),
    urgency: asked(urgencyOf),
    inform: informOf,
    ...standardsQuestions(compiledStandards),
    async store(ctx, cases) {
      await tellOf(ctx, cases, id => compiledStandards.byId(id))
      return await outcomeRows(ctx, cases, id => compiledStandards.byId(id))
    },
    unwrittenClocks: (ctx, caseRow) => unwrittenClocks(ctx, caseRow, id => compiledStandards.byId(id)),
  }
}

/**
 * A clock that began before there was a ticket is opened through the ticket from the event on that names both: what it is about has found the
 * thing that people open for it.
 */
function bindRoots(ctx: Ctx, caseRow: Case, event: CaseEvent): void {
  const concerned = withSubject(event)
  const bound = (clock: Clock): Clock => {
    for (const kind in clock.refs) {
      const other = concerned[kind as RefKind]
      if (other !== undefined && other !== clock.refs[kind as RefKind]) return clock
    }
    const subject = subjectOfClock(clock)
    const own = ctx.subjects.rootOf(subject, clock.refs)
    if (clock.root !== null && (clock.root.kind !== own.kind || clock.root.id !== own.id)) return clock
    const root = ctx.subjects.rootOf(subject, { ...concerned, ...clock.refs })
    return root.kind === own.kind && root.id === own.id ? clock : { ...clock, root }
  }
  caseRow.started = caseRow.started.map(bound)
  for (const clock of [...caseRow.changed.values()]) caseRow.changed.set(clock.id, bound(clock))
  caseRow.clocks = (caseRow.clocks ?? []).map(clock => {
    const after = bound(clock)
    if (after !== clock && !caseRow.started.some(c => c.id === clock.id)) caseRow.changed.set(after.id, after)
    return after
  })
}

/** Takes what an observation says into the case, to be written with the flush. */
export function absorb(
  caseRow: Case,
  observation: Pick<Observation, 'started' | 'changed' | 'findings' | 'announcements' | 'counts'>,
  seq: number,
  rulebook: string,
): void {
  const clocks = new Map((caseRow.clocks ?? []).map(c => [c.id, c]))
  for (const { clock } of observation.changed) {
    const fresh = caseRow.started.findIndex(c => c.id === clock.id)
    if (fresh >= 0) caseRow.started[fresh] = clock
    else caseRow.changed.set(clock.id, clock)
    if (clock.state === 'running' || clock.state === 'paused') clocks.set(clock.id, clock)
    else clocks.delete(clock.id)
  }
  for (const clock of observation.started) {
    caseRow.started.push(clock)
    if (clock.state === 'running' || clock.state === 'paused') clocks.set(clock.id, clock)
  }
  caseRow.clocks = [...clocks.values()]
  caseRow.counts = { ...caseRow.counts, ...observation.counts }
  for (const announcement of observation.announcements) caseRow.announcements.push({ ...announcement, rulebook })
  for (const finding of observation.findings) caseRow.findings.push({ ...finding, seq, rulebook })
}

async function ask(ctx: Ctx, caseRow: Case, question: GateQuestion, standard: CompiledStandard): Promise<GateViolation[]> {
  const at = ctx.now()
  const { action, subject } = question
  const refs = { ...caseRow.refs, ...question.refs }
  const about = { action, refs: withSubject({ refs, subject }), facts: question.facts }
  const facts = factsNow(ctx, caseRow, about, standard)
  const verdict = gate(standard.rulebook, {
    action,
    subject,
    facts,
    refs,
    counts: caseRow.counts,
    at,
  })
  if (verdict.outcome !== 'deny') {
    for (const finding of verdict.findings) caseRow.findings.push({ ...finding, seq: caseRow.seq + 1, rulebook: standard.id })
    return verdict.outcome === 'warn' ? verdict.violations : []
  }
  const { override } = question
  const authority = override?.authority
  const overridable =
    authority !== undefined ||
    (may(ctx.actor, 'standards:override', caseRow.siteId) && mayOverride(ctx, caseRow, verdict.overridableBy))
  if (override && overridable && isSeen(override, verdict)) {
    const { reason } = override
    const { seq } = await record(ctx, caseRow, {
      type: 'gate.overridden',
      subject: { kind: 'case', id: caseRow.id },
      refs: question.refs,
      detail: { action, ...refusedBy(verdict.violations), ...(authority ? { authority } : {}) },
      values: { reason },
    })
    for (const finding of overridden(verdict.findings)) caseRow.findings.push({ ...finding, seq, rulebook: standard.id })
    return verdict.violations
  }
  recordRefusal(ctx, {
    siteId: caseRow.siteId,
    caseId: caseRow.id,
    caseKind: caseRow.kind,
    event: {
      type: 'gate.denied',
      subject: { kind: 'case', id: caseRow.id },
      refs: caseRow.isNew ? {} : question.refs,
      detail: { action, ...refusedBy(verdict.violations) },
    },
    findings: verdict.findings.map(finding => ({ ...finding, rulebook: standard.id })),
  })
  const first = verdict.violations[0]!
  throw new Fault(
    'gate.denied',
    { clause: first.clause.number, title: first.clause.title, overridable },
    {
      detail: {
        violations: verdict.violations.map(violationView),
        overridable,
        passed: override && authority === undefined ? [...override.rules] : [],
      } satisfies GateDenied,
    },
  )
}

/** Which rules refuse, where they stand, and the facts that they miss. */
function refusedBy(violations: readonly GateViolation[]): Record<string, string> {
  const missing = new Set(violations.flatMap(({ why }) => ('missing' in why ? why.missing : [])))
  const clauses = new Set(violations.map(({ clause }) => clause.number).filter(number => number !== ''))
  return {
    rules: violations.map(({ ruleId }) => ruleId).join(' '),
    ...(clauses.size > 0 ? { clauses: [...clauses].join(' ') } : {}),
    ...(missing.size > 0 ? { missing: [...missing].join(' ') } : {}),
  }
}

/** What is read before an action: the case as it would be afterwards, who acts, and when. */
function factsNow(
  ctx: Ctx,
  caseRow: Case,
  { action, refs, facts }: Pick<GateQuestion, 'action' | 'refs' | 'facts'>,
  standard: Pick<CompiledStandard, 'zone'>,
): Facts {
  const roles = rolesAt(ctx.actor, caseRow.siteId)
  return {
    ...mergeFacts(knownFacts(caseRow, refs), facts),
    ...momentFacts({ roles, probation: isOnProbation(ctx.actor) }, { type: action, source: ctx.source }),
    time: timeFacts(standard, ctx.now()),
  }
}

/** Whether everything that denies now was seen when it was decided to let it pass: the same rule, nothing more missing, no more of it. */
function isSeen(override: Override, verdict: Extract<GateVerdict, { outcome: 'deny' }>): boolean {
  if (override.authority === 'machine') return true
  const seen: readonly SeenViolation[] =
    override.authority === 'agreed' ? override.seen : override.rules.map(ruleId => ({ ruleId }))
  const denied = verdict.findings.filter(finding => finding.verdict === 'denied')
  return denied.every(({ ruleId }) => {
    const before = seen.find(violation => violation.ruleId === ruleId)
    const now = verdict.violations.find(violation => violation.ruleId === ruleId)!
    if (!before) return false
    if ('over' in now.why) return before.count == null || now.why.over.count <= before.count
    return before.missing === undefined || now.why.missing.every(path => before.missing!.includes(path))
  })
}

/** A rule that names nobody cannot be overridden. */
function mayOverride(ctx: Ctx, caseRow: Case, roles: string[]): boolean {
  return rolesAt(ctx.actor, caseRow.siteId).some(r => roles.includes(r))
}
