/** What happens by itself: clocks that fire, calendars that recompute. */

import { type Finding, type Firing, fire, recompute } from '@sansheng/rulebook/engine'
import { compileCalendar } from '@sansheng/rulebook/time'
import { type Kysely, sql } from 'kysely'
import { type Ctx, iso, later } from '../../platform/ctx.ts'
import { type Case, lockCase, record } from '../../platform/events/index.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import type { DueRow, DueSource } from '../../platform/jobs/worker.ts'
import type { Origin, Transact } from '../../platform/transact.ts'
import type { DB } from '../../schema.gen.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import type { Calendars } from './compiled-texts.ts'
import { absorb } from './kernel.ts'
import { releaseLease } from './store.ts'

export type DueClock = DueRow & { siteId: number; id: string; caseId: string }

/** Short: firing is safe to begin twice, and what a killed worker held waits this long. */
const lease = 10_000

export function clockSource(needs: {
  db: Kysely<DB>
  transact: Transact
  origin: Origin
  compiledStandards: CompiledStandards
}): DueSource<DueClock> {
  return {
    name: 'clocks',
    async take(now, limit) {
      const { rows } = await sql<{ site_id: number; id: string; case_id: string; next_fire_at: number }>`
        update clocks set lease_until = ${iso(now + lease)}
        where (site_id, id) in (select site_id, id from clocks where next_fire_at <= ${iso(now)} and (lease_until is null or lease_until <= ${iso(now)})
          order by next_fire_at limit ${limit} for update skip locked)
        returning site_id, id, case_id, next_fire_at`.execute(needs.db)
      return rows.map(r => ({ siteId: r.site_id, id: r.id, caseId: r.case_id, dueAt: r.next_fire_at }))
    },
    run: row => needs.transact.write(needs.origin, ctx => fireClock(ctx, needs.compiledStandards, row)),
    async next(now) {
      const { rows } = await sql<{
        at: number | null
      }>`select least(
          (select next_fire_at from clocks where next_fire_at > ${iso(now)} order by next_fire_at limit 1),
          (select min(greatest(next_fire_at, lease_until)) from clocks where next_fire_at <= ${iso(now)})) as at`.execute(
        needs.db,
      )
      return rows[0]?.at ?? null
    },
  }
}

const eventOf = { warn: 'clock.warned', breach: 'clock.breached', escalate: 'clock.escalated' } as const

/** Fires one clock if it is still due now that its case is held: somebody may have settled it meanwhile. */
async function fireClock(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  row: Pick<DueClock, 'siteId' | 'id' | 'caseId'>,
): Promise<void> {
  const caseRow = await lockCase(ctx, row.siteId, row.caseId)
  const clock = caseRow.clocks?.find(c => c.id === row.id)
  if (!clock || clock.nextFireAt === null || clock.nextFireAt > ctx.now()) return await releaseLease(ctx, row.siteId, row.id)
  const { rulebook } = await compiledStandards.byId(clock.rulebook)
  const firing = fire(rulebook, clock, ctx.now(), ctx.newId)
  const rule = rulebook.byId.get(clock.ruleId)!
  absorb(
    caseRow,
    {
      started: firing.started,
      changed: [{ clock: firing.clock, why: 'ended' }],
      findings: [],
      announcements: firing.announcements,
      counts: caseRow.counts,
    },
    caseRow.seq + 1,
    clock.rulebook,
  )
  for (const finding of firing.findings)
    caseRow.findings.push({ ...finding, seq: caseRow.seq + 1 + stepOf(firing, finding), rulebook: clock.rulebook })
  for (const step of firing.fired)
    await record(ctx, caseRow, {
      type: eventOf[step.kind],
      subject: { kind: 'clock', id: clock.id },
      refs: { ...clock.refs, clock: clock.id },
      detail: {
        rule: clock.ruleId,
        clause: rule.clause.number,
        title: rule.clause.title,
        step: step.step,
        due: iso(clock.dueAt),
        to: step.to.join(' '),
        ...(step.passedOver ? { passedOver: true } : {}),
        ...(rule.record || rulebook.trial ? { recordOnly: true } : {}),
      },
    })
}

/** The step that a finding stands for, by its place: each step becomes an event of its own. */
function stepOf({ fired }: Firing, { verdict }: Finding): number {
  return verdict === 'breached'
    ? fired.findIndex(step => step.kind === 'breach')
    : fired.findIndex(step => step.kind !== 'breach' && !step.passedOver)
}

/** Recomputes the running clocks of one case after a calendar changed; each move is an event with the old and the new due. */
async function recomputeCase(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  caseRow: Case,
  name: string,
  calendars: Calendars,
): Promise<void> {
  const made = compileCalendar(calendars[name]!.spec, { name, version: calendars[name]!.version })
  for (const clock of caseRow.clocks ?? []) {
    const { rulebook } = await compiledStandards.byId(clock.rulebook)
    for (const moved of recompute({ ...rulebook, calendars: { ...rulebook.calendars, [name]: made } }, [clock], ctx.now())) {
      absorb(
        caseRow,
        { started: [], changed: [{ clock: moved.clock, why: 'moved' }], findings: [], announcements: [], counts: caseRow.counts },
        caseRow.seq + 1,
        clock.rulebook,
      )
      await record(ctx, caseRow, {
        type: 'clock.recomputed',
        subject: { kind: 'clock', id: clock.id },
        refs: { ...clock.refs, clock: clock.id },
        detail: {
          rule: clock.ruleId,
          calendar: name,
          version: made.version,
          oldDue: iso(clock.dueAt),
          newDue: iso(moved.clock.dueAt),
        },
      })
    }
  }
}

export type RecomputePayload = { siteId: number; name: string; calendars: Calendars; caseIds: string[] }
const casesAtOnce = 50

/** Cases with open clocks are handed out in pieces, so that no transaction holds many of them. */
export function recomputeLater(ctx: Ctx, payload: RecomputePayload): void {
  for (let at = 0; at < payload.caseIds.length; at += casesAtOnce)
    later(ctx, {
      siteId: payload.siteId,
      kind: 'standards.recompute',
      dueAt: ctx.now(),
      payload: { ...payload, caseIds: payload.caseIds.slice(at, at + casesAtOnce) },
    })
}

export function recomputeJobs(compiledStandards: CompiledStandards): JobHandlers {
  return {
    'standards.recompute': async (ctx, job) => {
      const { siteId, name, calendars, caseIds } = job.payload as RecomputePayload
      for (const id of [...caseIds].sort())
        await recomputeCase(ctx, compiledStandards, await lockCase(ctx, siteId, id), name, calendars)
      return null
    },
  }
}
