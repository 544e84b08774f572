/** Rows of approvals, of their steps, and of what was said. */
import type { ConsentProgress, Delegation } from '@sansheng/rulebook/kinds'
import type { RefKind, Role } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'

export type ApprovalState = 'waiting' | 'granted' | 'refused' | 'withdrawn' | 'ended'
export type ApprovalRow = {
  id: string
  subject_kind: RefKind
  subject_id: string
  case_id: string
  title: string
  requested_by: string | null
  requester_roles: Role[]
  requested_at: number
  state: ApprovalState
  decided_at: number | null
  decided_by: string | null
  reminded_at: number | null
}
export type AnswerRow = {
  approval_id: string
  person_id: string
  behalf_of: string | null
  roles: Role[]
  given: boolean
  by_asking: boolean
  reason: string | null
  at: number
}
export type StepRow = {
  approval_id: string
  n: number
  rule_id: string
  clause: ConsentProgress['steps'][number]['clause']
  roles: Role[]
  mode: 'any' | 'all'
  delegable: boolean
  state: 'later' | 'waiting' | 'given' | 'refused'
  due_at: number | null
  late: boolean
  given_by: string[]
  escalated_at: number | null
}

const columns = sql`id, subject_kind, subject_id, case_id, title, requested_by, requester_roles, requested_at, state, decided_at, decided_by, reminded_at`

export async function approvalById(ctx: Ctx, siteId: number, id: string): Promise<ApprovalRow | null> {
  const { rows } = await sql<ApprovalRow>`select ${columns} from approvals where site_id = ${siteId} and id = ${id}`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

/** The last approval that was asked for a subject. */
export async function latestApproval(
  ctx: Ctx,
  siteId: number,
  { kind, id }: { kind: RefKind; id: string },
): Promise<ApprovalRow | null> {
  const { rows } = await sql<ApprovalRow>`select ${columns} from approvals
    where site_id = ${siteId} and subject_kind = ${kind} and subject_id = ${id} order by requested_at desc, id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

const shown = 100
/** What waits for a step that one of these roles may give, or somebody who gave this person his say. */
export async function waitingFor(ctx: Ctx, siteId: number, personId: string, roles: readonly Role[]): Promise<ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`select ${columns} from approvals a
    where a.site_id = ${siteId} and a.state = 'waiting' and a.requested_by is distinct from ${personId}::uuid
      and not exists (select from approval_answers w where w.site_id = a.site_id and w.approval_id = a.id and w.person_id = ${personId})
      and exists (select from approval_steps s where s.site_id = a.site_id and s.approval_id = a.id and s.state = 'waiting'
        and (s.roles && ${[...roles]}::text[] or exists (select from approval_delegations d
          where s.delegable and d.site_id = a.site_id and d.approval_id = a.id and d.to_person = ${personId} and d.roles && s.roles)))
    order by a.requested_at, a.id limit ${shown}`.execute(ctx.db)
  return rows
}

export async function stepsOf(ctx: Ctx, siteId: number, ids: readonly string[]): Promise<StepRow[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<StepRow>`select approval_id, n, rule_id, clause, roles, mode, delegable, state, due_at, late, given_by, escalated_at
    from approval_steps where site_id = ${siteId} and approval_id = any(${[...ids]}::uuid[]) order by approval_id, n`.execute(
      ctx.db,
    )
  return rows
}

export async function answersOf(ctx: Ctx, siteId: number, ids: readonly string[]): Promise<AnswerRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AnswerRow>`select approval_id, person_id, behalf_of, roles, given, by_asking, reason, at
    from approval_answers where site_id = ${siteId} and approval_id = any(${[...ids]}::uuid[]) order by at, person_id`.execute(
    ctx.db,
  )
  return rows
}

export async function delegationsOf(
  ctx: Ctx,
  siteId: number,
  ids: readonly string[],
): Promise<(Delegation & { approvalId: string })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<
    Delegation & { approvalId: string }
  >`select approval_id as "approvalId", from_person as "from", to_person as "to", roles
    from approval_delegations where site_id = ${siteId} and approval_id = any(${[...ids]}::uuid[]) order by at, from_person`.execute(
    ctx.db,
  )
  return rows
}

export type NewApproval = Pick<
  ApprovalRow,
  'id' | 'subject_kind' | 'subject_id' | 'case_id' | 'title' | 'requested_by' | 'requester_roles'
>
export async function insertApproval(ctx: Ctx, siteId: number, draft: NewApproval): Promise<ApprovalRow> {
  const row = {
    ...draft,
    requested_at: ctx.now(),
    state: 'waiting' as const,
    decided_at: null,
    decided_by: null,
    reminded_at: null,
  }
  await ctx.db
    .insertInto('approvals')
    .values({ site_id: siteId, ...row, requester_roles: [...draft.requester_roles], requested_at: iso(row.requested_at) })
    .execute()
  return row
}

export async function insertAnswer(
  ctx: Ctx,
  siteId: number,
  answer: Omit<AnswerRow, 'at' | 'behalf_of'> & { behalf_of?: string | null },
): Promise<AnswerRow> {
  const row = { behalf_of: null, ...answer, at: ctx.now() }
  await ctx.db
    .insertInto('approval_answers')
    .values({ site_id: siteId, ...row, roles: [...row.roles], at: iso(row.at) })
    .execute()
  return row
}

export async function insertDelegation(
  ctx: Ctx,
  siteId: number,
  approvalId: string,
  { from, to, roles }: Delegation,
): Promise<void> {
  await sql`insert into approval_delegations (site_id, approval_id, from_person, to_person, roles, at)
    values (${siteId}, ${approvalId}, ${from}, ${to}, ${[...roles]}::text[], ${iso(ctx.now())})
    on conflict (site_id, approval_id, from_person) do update set to_person = excluded.to_person, roles = excluded.roles, at = excluded.at`.execute(
    ctx.db,
  )
}

/** Keeps where each step stands; that a step was escalated stays. */
export async function saveSteps(ctx: Ctx, siteId: number, approvalId: string, steps: ConsentProgress['steps']): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map((step, n) => ({
    n,
    rule_id: step.ruleId,
    clause: step.clause,
    roles: step.roles,
    mode: step.mode,
    delegable: step.delegable,
    state: step.state,
    due_at: isoOrNull(step.dueAt),
    late: step.late,
    given_by: step.by,
  }))
  await sql`insert into approval_steps (site_id, approval_id, n, rule_id, clause, roles, mode, delegable, state, due_at, late, given_by)
    select ${siteId}::int, ${approvalId}::uuid, n, rule_id, clause, roles, mode, delegable, state, due_at, late, given_by
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(n int, rule_id text, clause jsonb, roles text[], mode text, delegable boolean, state text, due_at timestamptz,
      late boolean, given_by uuid[])
    on conflict (site_id, approval_id, n) do update set state = excluded.state, due_at = excluded.due_at, late = excluded.late, given_by = excluded.given_by`.execute(
    ctx.db,
  )
}

export async function markEscalated(ctx: Ctx, siteId: number, approvalId: string, n: number): Promise<void> {
  await ctx.db
    .updateTable('approval_steps')
    .set({ escalated_at: iso(ctx.now()), late: true })
    .where('site_id', '=', siteId)
    .where('approval_id', '=', approvalId)
    .where('n', '=', n)
    .execute()
}

export async function markReminded(ctx: Ctx, siteId: number, id: string): Promise<void> {
  await ctx.db
    .updateTable('approvals')
    .set({ reminded_at: iso(ctx.now()) })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

export async function decideApproval(
  ctx: Ctx,
  siteId: number,
  id: string,
  state: Exclude<ApprovalState, 'waiting'>,
): Promise<void> {
  await ctx.db
    .updateTable('approvals')
    .set({ state, decided_at: iso(ctx.now()), decided_by: personIdOf(ctx.actor) })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

/** The question no longer stands, so nobody is asked any more. */
export async function endApprovals(ctx: Ctx, siteId: number, ids: readonly string[]): Promise<void> {
  for (const id of ids) await decideApproval(ctx, siteId, id, 'ended')
}

/** Why each was asked for, by its id. */
export async function reasonsOf(ctx: Ctx, siteId: number, approvals: readonly ApprovalRow[]): Promise<Map<string, string>> {
  const asked = approvals.map(({ id, case_id, subject_id }) => ({ id, case_id, subject_id }))
  const { rows } = await sql<{ id: string; value: string | null }>`
    select a.id, e.value from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(id uuid, case_id uuid, subject_id text) cross join lateral (
      select v.value from events e join event_values v on v.site_id = e.site_id and v.case_id = e.case_id and v.seq = e.seq and v.name = 'note'
      where e.site_id = ${siteId} and e.case_id = a.case_id and e.type = 'approval.requested' and e.subject_id = a.subject_id
      order by e.seq desc limit 1) e`.execute(ctx.db)
  return new Map(rows.flatMap(({ id, value }) => (value === null ? [] : [[id, value] as const])))
}
