/** Figures and the cases behind them as files. That somebody took one away is an event of the standard. */
import { type ComplianceTable, mostRows, type TableRow, type TargetRow } from '@sansheng/contract/compliance.ts'
import { type Definition, definitions } from '@sansheng/contract/compliance-definitions.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { findZone, toLocal } from '@sansheng/rulebook/time'
import { kinds } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import { lockOrOpenCase, record } from '../../platform/events/index.ts'
import { lastSeal, sealHash } from '../../platform/events/seal.ts'
import { siteById } from '../people/index.ts'
import { standardCase } from '../standards/index.ts'
import { type CsvValue, csv } from './csv.ts'
import type { SubjectRow } from './figures.ts'
import type { Period } from './tally.ts'

export type File = { name: string; text: string; rows: number }
type ExportDetail = {
  what: 'table' | 'subjects'
  rows: number
  period: Period
  more?: Record<string, string>
  /** The public key that seals are believed by. */
  sealPublicKey: string
}

const rowStates: Record<TableRow['state'], string> = {
  measured: '',
  'record-only': '只记录',
  unmeasured: '尚未计量',
  open: '待定，未运行',
  proposed: '待认领，未运行',
  retired: '已停用',
  reworded: '原来的写法',
}
const verdicts: Record<string, string> = {
  met: '达标',
  late: '超时',
  breached: '超时未完',
  superseded: '更正',
  running: '在走',
  paused: '暂停',
  void: '不计',
  passed: '通过',
  routed: '已分派',
  denied: '拦下',
  warned: '提醒',
  overridden: '放行',
  recorded: '只记',
}

/** One line for each rule, period and group; a rule without any has one line without figures. */
export function tableLines(table: ComplianceTable): CsvValue[][] {
  const at = (instant: string) => wall(table.zone, Date.parse(instant))
  const lines = table.rows.flatMap(row => {
    const head = [
      row.clause.number,
      row.clause.title,
      row.ruleId,
      kinds[row.kind].zh,
      row.sentence,
      row.why === null ? rowStates[row.state] : `${rowStates[row.state]}：${row.why}`,
      row.version,
    ]
    if (row.cells.length === 0) return [[...head, at(table.from), at(table.to), null, ...Array<null>(13).fill(null)]]
    return row.cells.map(c => {
      const bucket = table.buckets[c.bucket]!
      const group = table.groups[c.group]!
      const timed = row.kind === 'deadline' || row.kind === 'cadence'
      return [
        ...head,
        at(bucket.from),
        at(bucket.to),
        table.group === 'none' ? null : (group.name ?? '（无）'),
        ...(timed
          ? [c.met, c.late + c.breached, c.breached, c.exempted, c.superseded, c.running, c.void]
          : Array<null>(7).fill(null)),
        ...(timed ? [null, null, null, null, null] : [c.passed, c.denied, c.overridden, c.warned, c.recorded]),
        c.rate === null ? null : Math.round(c.rate * 10_000) / 10_000,
      ]
    })
  })
  const targets = table.targets.flatMap(target =>
    target.periods.map(p => [
      target.clause.number,
      target.clause.title,
      target.ruleId,
      kinds.target.zh,
      target.sentence,
      target.unmeasured ? rowStates.unmeasured : stateOf(p),
      null,
      at(p.from),
      at(p.to),
      null,
      ...Array<null>(12).fill(null),
      p.value === null ? null : target.measure === 'ratio' ? Math.round(p.value * 10_000) / 10_000 : Math.round(p.value / 1000),
      p.n,
      p.reached === null ? null : p.reached ? '达到' : '没达到',
    ]),
  )
  return [
    // biome-ignore format: one line as it stands in the file
    ['条款号', '条款', '规则', '种类', '说明', '状态', '版本', '时段起', '时段止（不含）', '分组', '达标', '超时', '其中未完', '其中免责', '更正', '在走', '不计', '通过', '拦下', '放行', '提醒', '只记', '比率（指标是时长的为秒）', '指标的件数', '指标'],
    ...lines,
    ...targets,
    ...meanings(Object.keys(definitions) as Definition[]),
  ]
}

function stateOf({ open, before, earlier }: TargetRow['periods'][number]): string {
  const said = [
    open && '这一期还没走完',
    before && '当时还没有这样写',
    earlier > 0 && `另有 ${earlier} 件是按以前的措辞量的，不算在内`,
  ]
  return said.filter(Boolean).join('；')
}

export function subjectLines(zone: string, rows: readonly SubjectRow[]): CsvValue[][] {
  return [
    ['时刻', '结论', '超出（秒）', '工单号', '责任部门', '责任人', '工号', '免责'],
    ...rows.map(r => [
      wall(zone, r.at),
      verdicts[r.verdict] ?? r.verdict,
      r.over === null ? null : Math.round(r.over / 1000),
      r.number,
      r.department,
      r.answerable,
      r.staff,
      r.exempted ? '免责' : null,
    ]),
    ...meanings([
      'counted',
      'met',
      'late',
      'breached',
      'exempted',
      'superseded',
      'running',
      'void',
      'person',
      'department',
      'reach',
    ]),
  ]
}

const meanings = (which: Definition[]): CsvValue[][] => [[], ['说明'], ...which.map(key => [...definitions[key]])]

/** `2026-11-20 14:36:05` on the wall of the site. */
const wall = (zone: string, at: number): string =>
  new Date(toLocal(findZone(zone)!, at)).toISOString().slice(0, 19).replace('T', ' ')

/** What whoever holds the file checks the ledger by: the key, and where the seals stood. */
async function proofLines(ctx: Ctx, key: string): Promise<CsvValue[][]> {
  const seal = await lastSeal(ctx.db)
  const last: CsvValue[] = seal ? ['最近一次封存', seal.number, seal.sealedAt, sealHash(seal)] : ['最近一次封存', '还没有']
  return [[], ['封存公钥', key], last]
}

export async function file(
  ctx: Ctx,
  siteId: number,
  lines: CsvValue[][],
  { what, rows, period, more = {}, sealPublicKey }: ExportDetail,
): Promise<File> {
  if (rows > mostRows) throw new Fault('export.long', { limit: mostRows })
  const site = await siteById(ctx, siteId)
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  // No customer stands in these files: numbers of tickets and names of staff only.
  const facts = { data: { masked: true, subject: 'business' } } as const
  const subject = { kind: 'standard', id: caseRow.id } as const
  await ctx.kernel.gate(ctx, caseRow, { action: 'data.exported', subject, refs: {}, facts })
  const [from, to] = [wall(site.zone, period.from), wall(site.zone, period.to)]
  await record(ctx, caseRow, { type: 'data.exported', subject, facts, detail: { what, rows, from, to, ...more } })
  const days = [period.from, period.to - 1].map(at => wall(site.zone, at).slice(0, 10).replaceAll('-', ''))
  return {
    name: `${what === 'table' ? '达标' : '明细'}-${site.code}-${days.join('-')}.csv`,
    text: csv([...lines, ...(await proofLines(ctx, sealPublicKey))]),
    rows,
  }
}
