import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import type { Subject } from '../../platform/subjects.ts'

export type NewNotification = {
  id: string
  person_id: string
  why: string
  params: unknown
  clause: unknown
  case_id: string | null
  subject_kind: string | null
  subject_id: string | null
  root_kind: string | null
  root_id: string | null
  clock_id: string | null
}

/** All persons in one statement. A program that acted or asked has no bell. */
export async function insertNotifications(ctx: Ctx, siteId: number, rows: readonly NewNotification[]): Promise<void> {
  await sql`insert into notifications (site_id, id, person_id, why, at, params, clause, case_id, subject_kind, subject_id, root_kind, root_id, clock_id)
    select ${siteId}::int, id, person_id, why, ${iso(ctx.now())}::timestamptz, params, clause, case_id, subject_kind, subject_id, root_kind, root_id, clock_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid, why text, params jsonb, clause jsonb, case_id uuid,
      subject_kind text, subject_id text, root_kind text, root_id uuid, clock_id uuid)
    where exists (select from persons p where p.id = r.person_id)`.execute(ctx.db)
}

/** Turns unread entries of one root and reason to what happened last, and counts; gives the persons whose entries these are. */
export async function renewUnread(
  ctx: Ctx,
  siteId: number,
  persons: readonly string[],
  { why, root, subject }: { why: string; root: Subject; subject: Subject },
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`update notifications
    set at = ${iso(ctx.now())}::timestamptz, subject_kind = ${subject.kind}, subject_id = ${subject.id},
      params = params || jsonb_build_object('count', coalesce((params ->> 'count')::int, 1) + 1)
    where site_id = ${siteId} and person_id = any(${[...persons]}::uuid[]) and root_id = ${root.id}::uuid and root_kind = ${root.kind}
      and why = ${why} and read_at is null returning person_id`.execute(ctx.db)
  return rows.map(row => row.person_id)
}

/** Marks what is unread of one person: these, those of a root, or all; returns how many. */
export async function markRead(
  ctx: Ctx,
  siteId: number,
  personId: string,
  { ids, rootId }: { ids?: readonly string[] | undefined; rootId?: string | undefined },
): Promise<number> {
  let marking = ctx.db
    .updateTable('notifications')
    .set({ read_at: iso(ctx.now()) })
    .where('site_id', '=', siteId)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
  if (ids) marking = marking.where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
  if (rootId) marking = marking.where('root_id', '=', rootId)
  return Number((await marking.executeTakeFirst()).numUpdatedRows)
}
