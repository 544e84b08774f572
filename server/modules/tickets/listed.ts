/**
 * A ticket as lists show it. Its values come as one JSON array: to read fifty rows of forty columns one by one took a third of the server's
 * processor time of a list.
 */
import type { TicketRow } from '@sansheng/contract/tickets.ts'
import { sql } from 'kysely'
import type { ClockRow } from '../../platform/clock-row.ts'
import { clockView, nextClockOf } from '../../platform/clock-view.ts'
import { millisecondsOfJson } from '../../platform/column-types.ts'
import { iso } from '../../platform/ctx.ts'
import { shownCustomer } from '../customers/index.ts'

/** The array of a row, of `tickets t` and what `listedWith` joins to it; its order is that of `Cells`, `Names` and `NextClock`. */
export const listedColumns =
  sql.raw(`json_build_array(t.id, t.case_id, t.number, t.kind, t.category, t.field, t.urgency, t.status,
  t.waiting_for, t.title, t.address, t.received_at, t.registered_at, t.closed_at, t.promised_at, t.version,
  json_build_array(d.id, d.name, t.front_owner_id,
    coalesce(f.name, (select s.name from service_tokens s where s.id = t.front_owner_id)), f.staff_number, h.id, h.name, h.staff_number, u.name),
  case when k.id is not null then json_build_array(k.id, k.rule_id, k.kind, k.per, k.per_id, k.root_kind, k.root_id, k.started_at, k.due_at,
    k.warn_at, k.state, k.breached_at, k.exempted_seq, k.pauses, k.period, k.within, k.term_ms, k.used_ms, k.clause, k.record_only) end) as cells`)

export const listedWith = sql`${sql.raw(`left join departments d on d.site_id = t.site_id and d.id = t.department_id
  left join persons f on f.id = t.front_owner_id left join persons h on h.id = t.handler_id`)}
  ${shownCustomer('t.site_id', 't.customer_id')} ${sql.raw(nextClockOf('t', 'k'))}`

type Cells = [
  ...[id: string, caseId: string, number: string, kind: TicketRow['kind'], category: string, field: TicketRow['field']],
  ...[urgency: TicketRow['urgency'], status: TicketRow['status'], waitingFor: TicketRow['waitingFor'], title: string],
  ...[address: string | null, receivedAt: string, registeredAt: string, closedAt: string | null, promisedAt: string | null],
  ...[version: number, names: Names, nextClock: NextClock | null],
]
type Names = [
  ...[departmentId: string | null, departmentName: string, frontId: string, frontName: string, frontNumber: string | null],
  ...[handlerId: string | null, handlerName: string, handlerNumber: string, customerName: string | null],
]
type NextClock = [
  ...[id: string, ruleId: string, kind: string, per: string, perId: string | null, rootKind: string, rootId: string],
  ...[
    startedAt: string,
    dueAt: string,
    warnAt: string | null,
    state: string,
    breachedAt: string | null,
    exemptedSeq: number | null,
  ],
  ...[pauses: unknown, period: number, within: string, termMs: number, usedMs: number, clause: unknown, recordOnly: boolean],
]
export type ListedRow = { cells: Cells }

/** What a page is sorted by. */
export const registeredAndId = ({ cells }: ListedRow): [number, string] => [millisecondsOfJson(cells[12]), cells[0]]

export function listedView({ cells }: ListedRow, now: number): TicketRow {
  const [id, caseId, number, kind, category, field, urgency, status, waitingFor, title, address, ...others] = cells
  const [receivedAt, registeredAt, closedAt, promisedAt, version, names, clock] = others
  const [departmentId, departmentName, frontId, frontName, frontNumber, handlerId, handlerName, handlerNumber, customer] = names
  return {
    id,
    caseId,
    number,
    kind,
    category,
    field,
    urgency,
    status,
    waitingFor,
    title,
    address,
    department: departmentId === null ? null : { id: departmentId, name: departmentName },
    // only a program has no staff number
    frontOwner: { kind: frontNumber === null ? 'service' : 'staff', id: frontId, name: frontName, staffNumber: frontNumber },
    handler: handlerId === null ? null : { id: handlerId, name: handlerName, staffNumber: handlerNumber },
    receivedAt: isoOfJson(receivedAt),
    registeredAt: isoOfJson(registeredAt),
    closedAt: closedAt === null ? null : isoOfJson(closedAt),
    promisedAt: promisedAt === null ? null : isoOfJson(promisedAt),
    version,
    customerName: customer,
    nextClock: clock === null ? null : clockView(clockRow(caseId, clock), now),
  }
}

/** An open clock has no settlement. */
function clockRow(caseId: string, clock: NextClock): ClockRow {
  const [id, ruleId, kind, per, perId, rootKind, rootId, startedAt, dueAt, warnAt, state, breachedAt, exemptedSeq, ...others] =
    clock
  const [pauses, period, within, termMs, usedMs, clause, recordOnly] = others
  return {
    id,
    case_id: caseId,
    rule_id: ruleId,
    kind,
    per,
    per_id: perId,
    root_kind: rootKind,
    root_id: rootId,
    started_at: millisecondsOfJson(startedAt),
    due_at: millisecondsOfJson(dueAt),
    warn_at: instantOrNull(warnAt),
    state,
    breached_at: instantOrNull(breachedAt),
    settled_at: null,
    exempted_seq: exemptedSeq,
    pauses,
    period,
    within,
    term_ms: termMs,
    used_ms: usedMs,
    clause,
    record_only: recordOnly,
  }
}

const isoOfJson = (text: string): string => iso(millisecondsOfJson(text))
const instantOrNull = (text: string | null): number | null => (text === null ? null : millisecondsOfJson(text))
