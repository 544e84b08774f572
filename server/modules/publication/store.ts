/** Rows of drafts and of submitted texts. */

import type { GateViolation } from '@sansheng/contract/clocks.ts'
import type { AcceptedDifference } from '@sansheng/contract/publication.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { principalId } from '../../platform/principal.ts'

export type PublicationRow = {
  id: string
  base_id: string
  approval_id: string
  override_reason: string | null
  override_violations: GateViolation[] | null
  differences: AcceptedDifference[]
  base_number: number
  title: string
  note: string | null
  trial: boolean
  submitted_by: string | null
  submitted_roles: Role[]
  submitted_at: number
  state: 'waiting' | 'published' | 'refused' | 'withdrawn' | 'overtaken'
  decided_at: number | null
  decided_by: string | null
  version_id: string | null
  version_number: number | null
}
/** A text that is to pass although the standard in force refuses it, and by what: whoever consents sees these. */
export type Override = { reason: string; violations: GateViolation[] }

const columns = sql`p.id, p.base_id, p.approval_id, p.override_reason, p.override_violations, p.differences, b.number as base_number, p.title, p.note, p.trial, p.submitted_by, p.submitted_roles, p.submitted_at, p.state,
  p.decided_at, p.decided_by, p.version_id, v.number as version_number`
const joined = sql`publications p join standard_versions b on b.id = p.base_id left join standard_versions v on v.id = p.version_id`

export async function publicationById(
  ctx: Ctx,
  siteId: number,
  id: string,
): Promise<(PublicationRow & { source: string }) | null> {
  const { rows } = await sql<
    PublicationRow & { source: string }
  >`select ${columns}, p.source from ${joined} where p.site_id = ${siteId} and p.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

const shown = 50
export async function newestPublications(ctx: Ctx, siteId: number): Promise<PublicationRow[]> {
  const { rows } = await sql<PublicationRow>`select ${columns} from ${joined} where p.site_id = ${siteId}
    order by p.submitted_at desc, p.id desc limit ${shown}`.execute(ctx.db)
  return rows
}

export async function waitingPublication(ctx: Ctx, siteId: number): Promise<PublicationRow | null> {
  const { rows } =
    await sql<PublicationRow>`select ${columns} from ${joined} where p.site_id = ${siteId} and p.state = 'waiting'`.execute(
      ctx.db,
    )
  return rows[0] ?? null
}

export async function insertPublication(
  ctx: Ctx,
  siteId: number,
  p: {
    id: string
    approvalId: string
    override: Override | null
    differences: readonly AcceptedDifference[]
    baseId: string
    title: string
    source: string
    note: string | null
    trial: boolean
    roles: readonly Role[]
  },
): Promise<void> {
  await ctx.db
    .insertInto('publications')
    .values({
      site_id: siteId,
      id: p.id,
      approval_id: p.approvalId,
      override_reason: p.override?.reason ?? null,
      override_violations: p.override && JSON.stringify(p.override.violations),
      differences: JSON.stringify(p.differences),
      base_id: p.baseId,
      title: p.title,
      source: p.source,
      note: p.note,
      trial: p.trial,
      submitted_by: principalId(ctx.actor),
      submitted_roles: [...p.roles],
      submitted_at: iso(ctx.now()),
      state: 'waiting',
    })
    .execute()
}

export async function decidePublication(
  ctx: Ctx,
  siteId: number,
  id: string,
  state: 'published' | 'refused' | 'withdrawn',
  versionId: string | null = null,
): Promise<void> {
  await ctx.db
    .updateTable('publications')
    .set({ state, decided_at: iso(ctx.now()), decided_by: principalId(ctx.actor), version_id: versionId })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

/** Another version is in force now: what waited was weighed against the one before. Gives the approvals that nobody needs any more. */
export async function overtakeWaiting(ctx: Ctx, siteId: number, except: string | null): Promise<string[]> {
  const { rows } = await sql<{
    id: string
    approval_id: string
  }>`update publications set state = 'overtaken', decided_at = ${iso(ctx.now())}, decided_by = ${principalId(ctx.actor)}
    where site_id = ${siteId} and state = 'waiting' and id is distinct from ${except}::uuid returning id, approval_id`.execute(
    ctx.db,
  )
  for (const { id } of rows) await giveBack(ctx, siteId, id)
  return rows.map(r => r.approval_id)
}

/** A text that was not published is a draft again, unless somebody began another one. */
export async function giveBack(ctx: Ctx, siteId: number, id: string): Promise<void> {
  await sql`insert into standard_drafts (site_id, source, version, saved_at, saved_by)
    select site_id, source, 1, ${iso(ctx.now())}, submitted_by from publications where site_id = ${siteId} and id = ${id}
    on conflict do nothing`.execute(ctx.db)
}

/** Keeps the draft if nobody was faster; null when the version has moved on. */
export async function upsertDraft(
  ctx: Ctx,
  siteId: number,
  source: string,
  expected: number,
): Promise<{ version: number } | null> {
  const saved = { source, saved_at: iso(ctx.now()), saved_by: principalId(ctx.actor) }
  if (expected === 0) {
    const made = await ctx.db
      .insertInto('standard_drafts')
      .values({ site_id: siteId, version: 1, ...saved })
      .onConflict(c => c.doNothing())
      .returning('version')
      .executeTakeFirst()
    return made ?? null
  }
  const changed = await ctx.db
    .updateTable('standard_drafts')
    .set({ ...saved, version: expected + 1 })
    .where('site_id', '=', siteId)
    .where('version', '=', expected)
    .returning('version')
    .executeTakeFirst()
  return changed ?? null
}

export async function deleteDraft(ctx: Ctx, siteId: number): Promise<void> {
  await ctx.db.deleteFrom('standard_drafts').where('site_id', '=', siteId).execute()
}
