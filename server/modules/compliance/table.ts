/** The table clause × period × group. */
import {
  type ComplianceTable,
  type Grouping,
  mostCells,
  noTally,
  rateOf,
  type TableRow,
  type Tally,
  type Unit,
} from '@sansheng/contract/compliance.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { RuleSummary } from '@sansheng/rulebook/kinds'
import { bucketsOf, findZone } from '@sansheng/rulebook/time'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { may } from '../../platform/access.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personRefs } from '../people/index.ts'
import { type CompiledStandard, type CompiledStandards, inReadingOrder } from '../standards/index.ts'
import { contactCount, type TallyRow, tally } from './figures.ts'
import type { Period } from './tally.ts'
import { targetRows } from './targets.ts'
import { type Earlier, earlierWordings } from './wording.ts'

export type TableQuestion = { period: Period; unit: Unit; group: Grouping }

export async function complianceTable(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  standard: CompiledStandard,
  { period, unit, group }: TableQuestion,
  locale: Locale,
): Promise<ComplianceTable> {
  const { siteId, zone } = standard
  const buckets = bucketsOf(findZone(zone)!, period, unit)
  const sites = group === 'site' ? await sitesWithFigures(ctx) : [{ id: siteId, name: '' }]
  const found = await tally(ctx, { sites: sites.map(s => s.id), period, buckets, group })
  const groups = await groupsOf(ctx, siteId, group, found, sites)
  const place = new Map(groups.map((g, i) => [g.id, i]))
  const rows = new Map(known(standard, ctx.now(), locale).map(row => [row.ruleId, row]))
  // Of other sites only what this site's standard knows is laid beside it: their rules have clauses of their own.
  for (const row of await retired(
    compiledStandards,
    found.filter(f => !rows.has(f.rule_id) && f.site_id === siteId),
    locale,
  ))
    rows.set(row.ruleId, row)
  const earlierOf = await earlierWordings(compiledStandards, standard, found)
  const lineOf = (f: TallyRow): string | null => {
    const row = rows.get(f.rule_id)
    if (!row) return null
    const earlier = row.state === 'retired' ? null : earlierOf(f)
    if (!earlier) return row.key
    const key = `${f.rule_id}@${earlier.standard.number}`
    if (!rows.has(key)) rows.set(key, rewordedRow(earlier, f.rule_id, key, locale))
    return key
  }
  const cells = new Map<string, Tally>()
  const sums = new Map<string, Tally>()
  for (const f of found) {
    const line = lineOf(f)
    if (line === null) continue
    const key = `${line} ${f.bucket} ${place.get(groupOf(f, group))!}`
    for (const [map, at] of [
      [cells, key],
      [sums, line],
    ] as const)
      addTo(map.get(at) ?? map.set(at, { ...noTally }).get(at)!, f)
  }
  if (cells.size > mostCells) throw new Fault('table.wide', { limit: mostCells })
  for (const [key, counts] of cells) {
    const [ruleId, bucket, at] = key.split(' ')
    rows.get(ruleId!)!.cells.push({ bucket: Number(bucket), group: Number(at), ...counts, rate: rateOf(counts) })
  }
  for (const row of rows.values()) {
    const sum = sums.get(row.key)
    if (!sum) continue
    row.sum = { ...sum, rate: rateOf(sum) }
    if (row.state === 'unmeasured') Object.assign(row, { state: 'measured', why: null })
    row.cells.sort((a, b) => a.group - b.group || a.bucket - b.bucket)
  }
  return {
    from: iso(period.from),
    to: iso(period.to),
    zone,
    unit,
    group,
    contacts: await contactCount(ctx, siteId, period),
    buckets: buckets.map(b => ({ ...b, from: iso(b.from), to: iso(b.to) })),
    groups,
    rows: besideEachOther([...rows.values()], standard.number),
    targets: await targetRows(ctx, compiledStandards, standard, period, locale),
  }
}

function addTo(tally: Tally, { verdict, n, exempted }: TallyRow): void {
  tally[verdict] += n
  tally.exempted += exempted
}

const groupOf = (f: TallyRow, group: Grouping): string | null => (group === 'site' ? String(f.site_id) : f.who)

function rowOf(rule: RuleSummary, state: TableRow['state'], version: number, locale: Locale): TableRow {
  const { id, kind, clause, sentence, unmeasured } = rule
  const why = state === 'unmeasured' ? (unmeasured?.[locale] ?? null) : null
  return {
    key: id,
    versions: [],
    ruleId: id,
    kind,
    clause,
    sentence: sentence[locale],
    why,
    state,
    version,
    sum: { ...noTally, rate: null },
    cells: [],
  }
}

function rewordedRow({ standard, versions }: Earlier, ruleId: string, key: string, locale: Locale): TableRow {
  const rule = standard.compiled.rules.find(({ id }) => id === ruleId)!
  return { ...rowOf(rule, 'reworded', standard.number, locale), key, versions }
}

/** Each earlier wording below the rule that it was of, the newest first. */
function besideEachOther(rows: TableRow[], inForce: number): TableRow[] {
  const earlier = rows.filter(row => row.state === 'reworded').sort((a, b) => b.version - a.version)
  return rows
    .filter(row => row.state !== 'reworded')
    .flatMap(row => {
      const own = earlier.filter(other => other.ruleId === row.ruleId)
      const taken = new Set(own.flatMap(other => other.versions))
      // the line in force has the versions that no earlier wording has, so that the cases behind it are its own
      const versions = Array.from({ length: inForce }, (_, i) => i + 1).filter(number => !taken.has(number))
      return own.length === 0 ? [row] : [{ ...row, versions: versions.slice(-200) }, ...own]
    })
}

const states: Partial<Record<RuleSummary['state'], TableRow['state']>> = { later: 'unmeasured', runs: 'measured' }

/** Targets stand in a list of their own; of alternatives only the chosen one is kept. */
const known = (standard: CompiledStandard, now: number, locale: Locale): TableRow[] =>
  inReadingOrder(standard.compiled, standard.compiled.rules)
    .filter(rule => rule.kind !== 'target' && rule.state !== 'unchosen')
    .map(rule => {
      const over = rule.untilAt !== null && rule.untilAt <= now
      return rowOf(rule, over ? 'retired' : (states[rule.state] ?? (rule.state as TableRow['state'])), standard.number, locale)
    })

/** Rules that ran in the period and stand in the standard no more, as the last version knew them under which they ran. */
async function retired(compiledStandards: CompiledStandards, found: TallyRow[], locale: Locale): Promise<TableRow[]> {
  const last = new Map<string, CompiledStandard>()
  for (const { rule_id, rulebook_id } of found) {
    const standard = await compiledStandards.byId(rulebook_id)
    if (standard.number > (last.get(rule_id)?.number ?? 0)) last.set(rule_id, standard)
  }
  return [...last].flatMap(([id, standard]) => {
    const rule = standard.compiled.rules.find(r => r.id === id)
    return rule ? [rowOf(rule, 'retired', standard.number, locale)] : []
  })
}

async function sitesWithFigures(ctx: Ctx): Promise<{ id: number; name: string }[]> {
  const all = await ctx.db.selectFrom('sites').select(['id', 'name']).where('id', '>', 0).orderBy('name').execute()
  return all.filter(site => may(ctx.actor, 'standards:read', site.id))
}

/** Who stands beside whom: by name, nobody last. */
async function groupsOf(ctx: Ctx, siteId: number, group: Grouping, found: TallyRow[], sites: { id: number; name: string }[]) {
  const ids = [...new Set(found.map(f => groupOf(f, group)))]
  if (group === 'none') return [{ id: null, name: null }]
  const names = new Map<string, string>(sites.map(s => [String(s.id), s.name]))
  const named = ids.filter(id => id !== null)
  if (group === 'department' && named.length > 0) {
    const rows = await ctx.db
      .selectFrom('departments')
      .select(['id', 'name'])
      .where('site_id', '=', siteId)
      .where('id', 'in', named)
      .execute()
    for (const { id, name } of rows) names.set(id, name)
  }
  if (group === 'person') for (const [id, p] of await personRefs(ctx, named)) names.set(id, `${p.name} ${p.staffNumber}`)
  return ids
    .map(id => ({ id, name: id === null ? null : (names.get(id) ?? id) }))
    .sort((a, b) => (a.id === null ? 1 : b.id === null ? -1 : a.name!.localeCompare(b.name!, 'zh-CN') || (a.id < b.id ? -1 : 1)))
}
