/** Past days under a draft, as work for later: in parts, so that clocks and people never wait for it. Writes no clock and no finding. */
import { Fault } from '@sansheng/contract/fault.ts'
import { mostChanges } from '@sansheng/contract/what-if.ts'
import type { Changed } from '@sansheng/rulebook/replay'
import { may } from '../../platform/access.ts'
import { type Ctx, later } from '../../platform/ctx.ts'
import type { JobHandlers } from '../../platform/jobs/jobs.ts'
import { mustBeStaff, personIdOf } from '../../platform/principal.ts'
import { siteById } from '../people/index.ts'
import { type CompiledStandard, type CompiledStandards, inheritable, invalid } from '../standards/index.ts'
import { addPart, type Differs, replayPart, type Sides, sidesOf, untouched } from './past.ts'
import { countOpened } from './past-cases.ts'
import { submittedText } from './queries.ts'
import { cancelRuns, deleteRun, insertChanges, insertRun, keepProgress, openRuns, type RunRow, runById } from './store.ts'

const longest = 366 * 86_400_000
const retention = 30 * 86_400_000
/** Runs of a site at the same time. */
const mostOpen = 3
/** Cases in one part: a fraction of a second, one transaction. */
const part = 500
/** Milliseconds between two parts, in which due clocks and other work get their turn. */
const breath = 10

export type Wanted = { source?: string | undefined; publicationId?: string | undefined; from: number; until: number }

/** Takes in the question; whoever had one open has asked anew. */
export async function startRun(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number, wanted: Wanted): Promise<string> {
  await siteById(ctx, siteId)
  const { source, publicationId } = await textOf(ctx, siteId, wanted)
  const from = wanted.from
  const until = Math.min(wanted.until, ctx.now())
  if (!(from < until) || until - from > longest) throw new Fault('invalid.time')
  const base = await baseOf(ctx, compiledStandards, siteId, publicationId)
  const sides = await sidesOf(ctx.db, compiledStandards.compileText, { siteId, source, inherited: await inheritable() }, base)
  if ('problems' in sides) throw invalid(sides.problems.filter(problem => problem.severity === 'error'))
  const { front } = sides.after.document
  await cancelRuns(ctx, siteId, { by: mustBeStaff(ctx.actor).personId })
  if ((await openRuns(ctx, siteId)) >= mostOpen) throw new Fault('what-if.many')
  const id = ctx.newId()
  await insertRun(ctx, siteId, {
    id,
    title: front.title ?? front.standard ?? '',
    source,
    publication_id: publicationId,
    base_id: base?.id ?? null,
    from_at: from,
    until_at: until,
    total: await countOpened(ctx.db, { siteId, from, until }),
    rules: untouched(sides),
  })
  later(ctx, { siteId, kind: 'simulation.replay', dueAt: ctx.now(), payload: { siteId, id }, key: id })
  later(ctx, { siteId, kind: 'simulation.forget', dueAt: ctx.now() + retention, payload: { siteId, id }, key: id })
  return id
}

async function textOf(ctx: Ctx, siteId: number, { source, publicationId }: Wanted) {
  if ((source === undefined) === (publicationId === undefined))
    throw new Fault('invalid', {}, { fields: [{ path: '/source', message: 'either|{"names":["source","publicationId"]}' }] })
  if (source !== undefined) {
    if (!may(ctx.actor, 'standards:write', siteId)) throw new Fault('forbidden', { needs: 'standards:write' })
    return { source, publicationId: null }
  }
  const row = await submittedText(ctx, siteId, publicationId!)
  if (!row) throw new Fault('not_found')
  return { source: row.source, publicationId: row.id }
}

/** A submission is weighed against the version that it was submitted against. */
async function baseOf(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  publicationId: string | null,
): Promise<CompiledStandard | null> {
  const id = publicationId ? (await submittedText(ctx, siteId, publicationId))!.base_id : await compiledStandards.inForce(siteId)
  return id ? await compiledStandards.byId(id) : null
}

/** Whoever asked may stop it, or somebody who may publish. */
export const mayCancel = (ctx: Ctx, siteId: number, run: RunRow): boolean =>
  (run.state === 'waiting' || run.state === 'running') &&
  !run.failed &&
  (run.created_by === personIdOf(ctx.actor) || may(ctx.actor, 'standards:publish', siteId))

/** A run that is over already stays as it is. */
export async function cancelRun(ctx: Ctx, siteId: number, id: string): Promise<void> {
  const run = await visibleRun(ctx, siteId, id)
  if (run.state === 'done' || run.state === 'cancelled') return
  if (!mayCancel(ctx, siteId, run)) throw new Fault('forbidden', { needs: 'standards:publish' })
  await cancelRuns(ctx, siteId, { id })
}

/** A run of a draft shows to those who draft; one of a submission to everybody who reads the standard. */
export async function visibleRun(ctx: Ctx, siteId: number, id: string): Promise<RunRow> {
  const run = await runById(ctx, siteId, id)
  if (!run || (run.publication_id === null && !may(ctx.actor, 'standards:write', siteId))) throw new Fault('not_found')
  return run
}

export function simulationJobs(compiledStandards: CompiledStandards): JobHandlers {
  const compiled = new Map<string, Sides>()
  return {
    'simulation.replay': async (ctx, job) => {
      const { siteId, id } = job.payload as { siteId: number; id: string }
      const run = await runById(ctx, siteId, id)
      const sides = compiled.get(id)
      compiled.delete(id)
      if (run?.state !== 'waiting' && run?.state !== 'running') return null
      const known = sides ?? (await sidesAgain(ctx, compiledStandards, siteId, run))
      if (!(await nextPart(ctx, siteId, run, known))) return null
      keepLast(compiled, id, known)
      return ctx.now() + breath
    },
    'simulation.forget': async (ctx, job) => {
      const { siteId, id } = job.payload as { siteId: number; id: string }
      await deleteRun(ctx, siteId, id)
      return null
    },
  }
}

/** Another node may finish what began here, so the oldest make room. */
function keepLast(compiled: Map<string, Sides>, id: string, sides: Sides): void {
  if (compiled.size >= mostOpen) compiled.delete(compiled.keys().next().value!)
  compiled.set(id, sides)
}

async function sidesAgain(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number, run: RunRow): Promise<Sides> {
  const base = run.base_id ? await compiledStandards.byId(run.base_id) : null
  const sides = await sidesOf(
    ctx.db,
    compiledStandards.compileText,
    { siteId, source: run.source, inherited: await inheritable() },
    base,
  )
  if ('problems' in sides) throw new Error(`The draft of the run ${run.id} does not compile any more.`)
  return sides
}

/** True while something is left to do. */
async function nextPart(ctx: Ctx, siteId: number, run: RunRow, sides: Sides): Promise<boolean> {
  const { zone } = await siteById(ctx, siteId)
  const before = run.cursor_case === null ? null : { at: run.cursor_at!, caseId: run.cursor_case }
  const request = { siteId, zone, from: run.from_at, until: run.until_at }
  const { cursor, cases, events, ...found } = await replayPart(ctx.db, request, sides, before, part)
  const places = new Map(run.rules.map(rule => [rule.ruleId, rule.changed]))
  const rules: Differs[] = run.rules
  addPart(rules, found)
  const finished = cases < part
  const saved = await keepProgress(ctx, siteId, {
    ...{ id: run.id, rules, cursor, finished },
    done: finished ? run.total : Math.min(run.total, run.done + cases),
    events: run.events + events,
    changed: run.changed + found.changed.length,
  })
  if (!saved) return false
  await insertChanges(ctx, siteId, run.id, placed(found.changed, places))
  return !finished
}

/** Numbers the changes of each rule on from what is kept already, up to as many as are kept. */
function placed(changed: readonly Changed[], places: Map<string, number>): (Changed & { place: number })[] {
  return changed.flatMap(change => {
    const place = (places.get(change.ruleId) ?? 0) + 1
    places.set(change.ruleId, place)
    return place <= mostChanges ? [{ ...change, place }] : []
  })
}
