/** Tickets as the API shows them: one statement for the ticket with its notes, one for its clocks, one for its customer. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { ActorRef, PersonRef } from '@sansheng/contract/people.ts'
import type { FaultAnswers, FollowUp, JoinedContact, PromiseView, Ticket } from '@sansheng/contract/tickets.ts'
import type { GateViolation } from '@sansheng/rulebook/engine'
import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import { mustReach } from '../../platform/access.ts'
import type { ClockRow } from '../../platform/clock-row.ts'
import { clockColumns, clockView, violationView } from '../../platform/clock-view.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { type CustomerRow, customersById, customerView, shownCustomer } from '../customers/index.ts'
import { actorAs, actorOf } from '../people/index.ts'
import { ownersOf } from './step.ts'
import type { TicketRow } from './store.ts'

type Named = TicketRow & { department: Ticket['department']; front_owner: ActorRef; handler: PersonRef | null }

/** A person as JSON, for a select list; null when the column is. */
const personAs = (column: string): RawBuilder<PersonRef> =>
  sql<PersonRef>`(select jsonb_build_object('id', p.id, 'name', p.name, 'staffNumber', p.staff_number) from persons p where p.id = ${sql.ref(column)})`
const departmentAs = sql`(select jsonb_build_object('id', d.id, 'name', d.name) from departments d where d.site_id = t.site_id and d.id = t.department_id)`
const milliseconds = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`

function coreOf(row: Noted) {
  return {
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    kind: row.kind as Ticket['kind'],
    category: row.category,
    field: row.field as Ticket['field'],
    urgency: row.urgency as Ticket['urgency'],
    status: row.status as Ticket['status'],
    waitingFor: row.waiting_for as Ticket['waitingFor'],
    title: row.title,
    address: row.address,
    department: row.department,
    frontOwner: row.front_owner,
    handler: row.handler,
    receivedAt: iso(row.received_at),
    registeredAt: iso(row.registered_at),
    closedAt: isoOrNull(row.closed_at),
    promisedAt: isoOrNull(row.promised_at),
    version: row.version,
  }
}

type Noted = Named & {
  promises: {
    id: string
    due: number
    words: string | null
    made: number
    by: ActorRef
    keptAt: number | null
    moved: number | null
  }[]
  joined: {
    contactId: string
    at: number
    channel: JoinedContact['channel']
    receiver: ActorRef
    customerName: string | null
    summary: string | null
  }[]
  notes: { id: string; at: number; by: ActorRef; note: string | null; customerInformed: boolean }[]
}

/** Whoever called again about the matter of the ticket `t`: each contact that joined its case, also one that came into it. */
const joinedContacts = sql`coalesce((select jsonb_agg(to_jsonb(j) - 'received' order by j.received, j."contactId") from (
    select k.id as "contactId", ${milliseconds('k.received_at')} as at, k.received_at as received, k.channel, ${actorAs('k.received_by')} as receiver,
      u.name as "customerName", k.summary
    from contacts k ${shownCustomer('k.site_id', 'k.customer_id')}
    where k.site_id = t.site_id and k.outcome = 'joined' and t.case_id = coalesce(k.joined_case_id, k.case_id)
      and (k.joined_case_id = t.case_id or k.case_id = t.case_id)
    order by k.received_at desc limit 100) j), '[]')`

/** One ticket; outside of the actor's reach it does not exist. `violations`: what the gate would have liked of the act that it answers. */
export async function ticketView(ctx: Ctx, siteId: number, id: string, violations: GateViolation[] = []): Promise<Ticket> {
  const { rows } = await sql<Noted>`
    select t.*, ${departmentAs} as department, ${actorAs('t.front_owner_id')} as front_owner, ${personAs('t.handler_id')} as handler,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'due', ${milliseconds('m.due_at')}, 'words', m.words, 'made', ${milliseconds('m.made_at')},
        'by', ${actorAs('m.made_by')}, 'keptAt', ${milliseconds('m.kept_at')}, 'moved', ${milliseconds('m.moved_at')}) order by m.made_at, m.id)
        from promises m where m.site_id = t.site_id and m.ticket_id = t.id), '[]') as promises,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'at', ${milliseconds('f.at')}, 'by', ${actorAs('f.by')}, 'note', f.note,
        'customerInformed', f.customer_informed) order by f.at, f.id) from follow_ups f where f.site_id = t.site_id and f.ticket_id = t.id), '[]') as notes,
      ${joinedContacts} as joined
    from tickets t where t.site_id = ${siteId} and t.id = ${id}`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new Fault('not_found')
  mustReach(ctx.actor, 'tickets:read', siteId, ownersOf(row))
  const customer =
    row.customer_id === null ? undefined : (await customersById(ctx, siteId, [row.customer_id])).get(row.customer_id)
  return await present(ctx, row, customer ?? null, violations)
}

/** What a registration knows already. `clocks`: as they were written; read here when null. */
export type NewTicketParts = {
  department: { id: string; name: string } | null
  customer: CustomerRow | null
  promise: { id: string; dueAt: number; words: string | null } | null
  clocks: ClockRow[] | null
}

/** A ticket that this transaction has just written, its front owner being who acts. */
export async function newTicketView(
  ctx: Ctx,
  ticket: TicketRow,
  parts: NewTicketParts,
  violations: GateViolation[],
): Promise<Ticket> {
  const me = actorOf(ctx.actor)
  const { promise, department, customer, clocks } = parts
  const promises = promise
    ? [
        {
          id: promise.id,
          due: promise.dueAt,
          words: promise.words,
          made: ticket.registered_at,
          by: me,
          keptAt: null,
          moved: null,
        },
      ]
    : []
  return await present(
    ctx,
    {
      ...ticket,
      department: department && { id: department.id, name: department.name },
      front_owner: me,
      handler: null,
      promises,
      notes: [],
      joined: [],
    },
    customer,
    violations,
    clocks ?? undefined,
  )
}

async function present(
  ctx: Ctx,
  row: Noted,
  customer: CustomerRow | null,
  violations: GateViolation[],
  read?: ClockRow[],
): Promise<Ticket> {
  const clocks = read ?? clocksOfTicket(row, await clocksOfCase(ctx, row))
  return {
    ...coreOf(row),
    description: row.description,
    fault: row.fault as FaultAnswers | null,
    customer: customer ? customerView(customer) : null,
    contactId: row.contact_id,
    notifiedAt: isoOrNull(row.notified_at),
    acceptedAt: isoOrNull(row.accepted_at),
    waitingSince: isoOrNull(row.waiting_since),
    transfers: row.transfers,
    transferSummary: row.transfer_summary,
    result: row.result,
    reopened: row.reopened,
    promises: row.promises.map(promiseView),
    followUps: row.notes.map(followUpView),
    joined: row.joined.map(contact => ({ ...contact, at: iso(contact.at) })),
    clocks: clocks.map(clock => clockView(clock, ctx.now())),
    warnings: violations.map(violationView),
  }
}

/** The clocks of the matter, those of its other tickets included. */
export async function clocksOfCase(ctx: Ctx, row: TicketRow): Promise<ClockRow[]> {
  return await ctx.db
    .selectFrom('clocks')
    .select(clockColumns)
    .where('site_id', '=', row.site_id)
    .where('case_id', '=', row.case_id)
    .execute()
}

/** Clocks of the matter and of this ticket, in the order in which they started. */
export const clocksOfTicket = (row: TicketRow, clocks: ClockRow[]): ClockRow[] =>
  clocks
    .filter(clock => clock.root_kind !== 'ticket' || clock.root_id === row.id)
    .sort((a, b) => a.started_at - b.started_at || a.due_at - b.due_at || (a.id < b.id ? -1 : 1))

const promiseView = (m: Noted['promises'][number]): Static<typeof PromiseView> => ({
  id: m.id,
  dueAt: iso(m.due),
  words: m.words,
  madeAt: iso(m.made),
  madeBy: m.by,
  keptAt: isoOrNull(m.keptAt),
  movedAt: isoOrNull(m.moved),
})

const followUpView = (f: Noted['notes'][number]): Static<typeof FollowUp> => ({
  id: f.id,
  at: iso(f.at),
  by: f.by,
  note: f.note,
  customerInformed: f.customerInformed,
})
