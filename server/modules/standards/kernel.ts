/** The port through which every module runs under the standard: gate, observation, routing, and what they leave in the database. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { GateHit, Observation } from '@sansheng/rulebook/engine'
import { gate, observe, overridden, routeTo } from '@sansheng/rulebook/engine'
import { festivalOf } from '@sansheng/rulebook/time'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { may, rolesAt } from '../../platform/access.ts'
import { hitView } from '../../platform/clock-view.ts'
import { type Ctx, keep } from '../../platform/ctx.ts'
import { type Case, merge, record } from '../../platform/events/index.ts'
import type { GateQuestion, Kernel } from '../../platform/kernel.ts'
import { offsetAt } from '../../platform/serials.ts'
import { tellOf } from './announce.ts'
import type { Book, Books } from './books.ts'
import { openClocks, storeOutcome } from './store.ts'

export function standardsKernel(books: Books): Kernel {
  return {
    inForce: (_ctx, siteId) => books.inForce(siteId),
    async load(ctx, kase) {
      kase.clocks = kase.rulebook ? await openClocks(ctx, kase.siteId, kase.id) : []
    },
    async gate(ctx, kase, question) {
      if (!kase.rulebook) return []
      return await ask(ctx, kase, question, await books.byId(kase.rulebook))
    },
    async observe(ctx, kase, event) {
      if (!kase.rulebook) return
      const book = await books.byId(kase.rulebook)
      const seen = { ...event, facts: { ...event.facts, time: timeFacts(book, event.at) } }
      absorb(kase, observe(book.rulebook, { clocks: kase.clocks ?? [], counts: kase.counts }, seen, ctx.newId), event.seq)
    },
    async route(_ctx, kase, facts) {
      if (!kase.rulebook) return null
      return routeTo((await books.byId(kase.rulebook)).rulebook, merge(kase.facts, facts))
    },
    async store(ctx, cases) {
      await storeOutcome(ctx, cases, id => books.byId(id))
      await tellOf(ctx, cases, id => books.byId(id))
    },
  }
}

/** Takes what an observation says into the case, to be written with the flush. */
export function absorb(
  kase: Case,
  seen: Pick<Observation, 'started' | 'changed' | 'findings' | 'announcements' | 'counts'>,
  seq: number,
): void {
  const clocks = new Map((kase.clocks ?? []).map(c => [c.id, c]))
  for (const { clock } of seen.changed) {
    const fresh = kase.started.findIndex(c => c.id === clock.id)
    if (fresh >= 0) kase.started[fresh] = clock
    else kase.changed.set(clock.id, clock)
    if (clock.state === 'running' || clock.state === 'paused') clocks.set(clock.id, clock)
    else clocks.delete(clock.id)
  }
  for (const clock of seen.started) {
    kase.started.push(clock)
    if (clock.state === 'running' || clock.state === 'paused') clocks.set(clock.id, clock)
  }
  kase.clocks = [...clocks.values()]
  kase.counts = { ...kase.counts, ...seen.counts }
  kase.announcements.push(...seen.announcements)
  for (const finding of seen.findings) kase.findings.push({ ...finding, seq })
}

async function ask(ctx: Ctx, kase: Case, question: GateQuestion, book: Book): Promise<GateHit[]> {
  const at = ctx.now()
  const role = rolesAt(ctx.actor, kase.siteId)[0]
  const facts: Facts = {
    ...merge(kase.facts, question.facts),
    agent: { ...(role ? { role } : {}), probation: ctx.actor.probation },
    event: { type: question.action, source: ctx.source },
    time: timeFacts(book, at),
  }
  const { action, subject } = question
  const verdict = gate(book.rulebook, {
    action,
    subject,
    facts,
    refs: { ...kase.refs, ...question.refs },
    counts: kase.counts,
    at,
  })
  if (verdict.outcome !== 'deny') {
    for (const finding of verdict.findings) kase.findings.push({ ...finding, seq: kase.seq + 1 })
    return verdict.outcome === 'warn' ? verdict.hits : []
  }
  const overridable = may(ctx.actor, 'tickets:override', kase.siteId) && mayOverride(ctx, kase, verdict.overridableBy)
  if (question.override && overridable) {
    const reason = question.override.reason
    const { seq } = await record(ctx, kase, {
      type: 'gate.overridden',
      subject: { kind: 'case', id: kase.id },
      refs: question.refs,
      detail: { action, rules: verdict.hits.map(h => h.ruleId).join(' ') },
      values: { reason },
    })
    for (const finding of overridden(verdict.findings)) kase.findings.push({ ...finding, seq })
    return verdict.hits
  }
  keep(ctx, {
    siteId: kase.siteId,
    caseId: kase.id,
    caseKind: kase.kind,
    event: {
      type: 'gate.denied',
      subject: { kind: 'case', id: kase.id },
      refs: kase.isNew ? {} : question.refs,
      detail: { action, rules: verdict.hits.map(h => h.ruleId).join(' ') },
    },
    findings: verdict.findings,
  })
  const first = verdict.hits[0]!
  throw new Fault(
    'gate.denied',
    { clause: first.clause.number, title: first.clause.title, overridable },
    { detail: { hits: verdict.hits.map(hitView), overridable } },
  )
}

/** A rule that names nobody cannot be overridden. */
function mayOverride(ctx: Ctx, kase: Case, roles: string[]): boolean {
  return rolesAt(ctx.actor, kase.siteId).some(r => roles.includes(r))
}

/** Hour, weekday (Monday is 1) and festival in the zone of the site. */
export function timeFacts(book: Pick<Book, 'zone'>, at: number): NonNullable<Facts['time']> {
  const local = new Date(at + offsetOf(book.zone, at))
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
