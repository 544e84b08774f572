/** How a row of `clocks` and a violation of the gate look on the wire, and the clock that a list shows beside a ticket. Shared by tickets, dispatch and standards. */
import type { ClockView, GateViolation as GateViolationView } from '@sansheng/contract/clocks.ts'
import type { GateViolation } from '@sansheng/rulebook/engine'
import type { ClockRow } from './clock-row.ts'
import { iso, isoOrNull } from './ctx.ts'

/** The columns of a clock that its view needs. */
export const clockColumns = [
  'id',
  'case_id',
  'rule_id',
  'kind',
  'per',
  'per_id',
  'root_kind',
  'root_id',
  'started_at',
  'due_at',
  'warn_at',
  'state',
  'breached_at',
  'settled_at',
  'exempted_seq',
  'pauses',
  'period',
  'within',
  'term_ms',
  'used_ms',
  'clause',
  'record_only',
] as const

export function clockView(row: ClockRow, now: number): ClockView {
  const state = row.state as ClockView['state']
  const pausedAt = state === 'paused' ? ((row.pauses as { from: number; to: number | null }[]).at(-1)?.from ?? null) : null
  const end = row.settled_at ?? now
  const late = state === 'late' || (state === 'running' && end > row.due_at)
  return {
    id: row.id,
    ruleId: row.rule_id,
    clause: row.clause as ClockView['clause'],
    kind: row.kind as ClockView['kind'],
    state,
    breached: late,
    exempted: row.exempted_seq !== null,
    within: row.within,
    startedAt: iso(row.started_at),
    dueAt: iso(row.due_at),
    warnAt: isoOrNull(row.warn_at),
    settledAt: isoOrNull(row.settled_at),
    pausedAt: isoOrNull(pausedAt),
    termMs: row.term_ms,
    usedMs: state === 'running' ? usedNow(row, now) : row.used_ms,
    overMs: late ? end - row.due_at : null,
    period: row.period,
    subject: { kind: (row.per_id === null ? 'case' : row.per) as ClockView['subject']['kind'], id: row.per_id ?? row.case_id },
    root: { kind: row.root_kind as ClockView['root']['kind'], id: row.root_id },
    caseId: row.case_id,
    recordOnly: row.record_only,
  }
}

/** Between start and due the share of the wall clock stands for the share of the term: near enough to draw a bar, the verdict never reads it. */
function usedNow(row: ClockRow, now: number): number {
  if (now >= row.due_at) return row.term_ms
  return Math.round((row.term_ms * (now - row.started_at)) / Math.max(1, row.due_at - row.started_at))
}

/** What `nextClockOf` gives: a clock that is open, of the case that is known, so without settlement and case. */
const nextClockColumns = clockColumns.filter(c => c !== 'settled_at' && c !== 'case_id')

/** Joins the earliest running clock of a ticket, else one that stands still, for a select over `tickets` under the alias given; as text. */
export function nextClockOf(ticketAlias: string, clockAlias: string): string {
  const columns = nextClockColumns
    .map(c => (c === 'pauses' ? `case when state = 'paused' then pauses end as pauses` : c))
    .join(', ')
  // the index has them in this order: one row is read, and paused ones only where none runs
  const first = (state: 'running' | 'paused') => `(select ${columns} from clocks
    where site_id = ${ticketAlias}.site_id and case_id = ${ticketAlias}.case_id and state = '${state}'
      and (root_kind <> 'ticket' or root_id = ${ticketAlias}.id)
    order by due_at limit 1)`
  return `left join lateral (${first('running')} union all ${first('paused')} limit 1) ${clockAlias} on true`
}

/** A violation of the gate as screens and other programs see it. */
export function violationView(violation: GateViolation): GateViolationView {
  const missing = 'missing' in violation.why ? violation.why.missing : []
  const over = 'over' in violation.why ? violation.why.over : null
  return {
    ruleId: violation.ruleId,
    clause: violation.clause,
    missing,
    count: over?.count ?? null,
    max: over?.max ?? null,
    note: violation.note,
  }
}
