import { Fault } from '@sansheng/contract/fault.ts'
import type { PersonRef } from '@sansheng/contract/people.ts'
import type { simulation } from '@sansheng/contract/simulation.ts'
import type { TrialReport } from '@sansheng/contract/trial.ts'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import type { Handlers } from '../../platform/http.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import { personRefs, personsWithRoles } from '../people/index.ts'
import { type CompiledStandard, type CompiledStandards, rootLink, standardInForce } from '../standards/index.ts'
import {
  type AlarmCount,
  alarmsByDay,
  alarmsOf,
  personsAlarmed,
  recordedByDay,
  rolesOfCase,
  trialRules,
  wouldDo,
} from './trial.ts'

const longest = 366 * 86_400_000

type Routes = Pick<typeof simulation, 'trialReport' | 'listAlarms'>

export function trialHandlers(compiledStandards: CompiledStandards): Handlers<Routes> {
  return {
    trialReport: async (ctx, { params, query, request }) => {
      const standard = await standardInForce(compiledStandards, params.siteId)
      return await report(ctx, standard, stretchOf(ctx, standard, query), localeOf(request))
    },
    listAlarms: async (ctx, { params: { siteId }, query }) => {
      const standard = await standardInForce(compiledStandards, siteId)
      const ids = query.ruleId ? [query.ruleId] : trialRules(standard).map(r => r.id)
      const limit = query.limit ?? 50
      const after = query.after ? readCursor(query.after, ['time', 'id', 'time']) : null
      const rows = await alarmsOf(ctx, siteId, ids, query.role, stretchOf(ctx, standard, query), {
        limit,
        before: after && { at: after[0], caseId: after[1], seq: after[2] },
      })
      const page = pageOfRows(rows, limit, r => [r.at, r.case_id, r.seq])
      const items = page.items.map(r => ({
        at: iso(r.at),
        ruleId: r.rule_id,
        why: r.why,
        step: r.step,
        clockId: r.clock_id,
        caseId: r.case_id,
        root: rootLink(ctx, r),
      }))
      return { items, next: page.next, total: null }
    },
  }
}

/** From its publication on, unless asked otherwise. */
function stretchOf(ctx: Ctx, standard: CompiledStandard, query: { from?: string | undefined; to?: string | undefined }) {
  const to = query.to ? Date.parse(query.to) : ctx.now() + 1
  const from = query.from ? Date.parse(query.from) : Math.max(standard.publishedAt, to - longest)
  if (!(from < to) || to - from > longest) throw new Fault('invalid.time')
  return { from, to }
}

/** Five statements, however many rules, days and people. */
async function report(
  ctx: Ctx,
  standard: CompiledStandard,
  stretch: { from: number; to: number },
  locale: Locale,
): Promise<TrialReport> {
  const { siteId, zone } = standard
  const rules = trialRules(standard)
  const ids = rules.map(r => r.id)
  const byId = new Map(rules.map(r => [r.id, r]))
  const stopped = await recordedByDay(ctx, siteId, zone, ids, stretch)
  const alarms = await alarmsByDay(ctx, siteId, zone, ids, stretch)
  const named = await personsAlarmed(ctx, siteId, ids, stretch)
  const personsByRole = await personsWithRoles(ctx, siteId)
  const persons = await personRefs(
    ctx,
    named.map(n => n.personId),
  )
  return {
    from: iso(stretch.from),
    to: iso(stretch.to),
    standard: { id: standard.id, number: standard.number, publishedAt: iso(standard.publishedAt) },
    whole: standard.trial || standard.rulebook.trial,
    rules: rules.map(r => ({ ruleId: r.id, kind: r.kind, clause: r.clause, sentence: r.sentence[locale] })),
    stopped: rules.flatMap(rule => {
      const days = stopped.filter(s => s.ruleId === rule.id)
      const would = wouldDo(standard, rule.id)
      if (days.length === 0 || !would) return []
      return [{ ruleId: rule.id, kind: rule.kind, clause: rule.clause, sentence: rule.sentence[locale], would, ...summed(days) }]
    }),
    alarms: [...new Set(alarms.map(a => a.role))]
      .map(role => {
        const own = alarms.filter(a => a.role === role)
        const count = own.reduce((sum, a) => sum + a.n, 0)
        const whom: { person: PersonRef; count: number }[] = rolesOfCase.includes(role)
          ? named
              .filter(n => n.role === role && persons.has(n.personId))
              .map(n => ({ person: persons.get(n.personId)!, count: n.n }))
          : (personsByRole.get(role) ?? []).map(person => ({ person, count }))
        return { role, count, persons: whom, steps: steps(own).map(s => ({ ...s, clause: byId.get(s.ruleId)!.clause })) }
      })
      .sort((a, b) => b.count - a.count),
  }
}

function steps(alarms: AlarmCount[]) {
  const found = new Map<string, AlarmCount[]>()
  for (const a of alarms) {
    const key = JSON.stringify([a.ruleId, a.why, a.step])
    found.set(key, [...(found.get(key) ?? []), a])
  }
  return [...found.values()].map(days => ({ ruleId: days[0]!.ruleId, why: days[0]!.why, step: days[0]!.step, ...summed(days) }))
}

const summed = (days: { day: string; n: number }[]) => ({
  count: days.reduce((sum, d) => sum + d.n, 0),
  days: days.map(d => ({ day: d.day, count: d.n })),
})
