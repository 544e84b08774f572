/** The one draft of a site that people work on. */
import { Fault } from '@sansheng/contract/fault.ts'
import { sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { actorAs } from '../people/index.ts'
import { upsertDraft } from './store.ts'

export async function saveDraft(ctx: Ctx, siteId: number, source: string, expected: number): Promise<{ version: number }> {
  const saved = await upsertDraft(ctx, siteId, source, expected)
  if (saved) return saved
  return await refuseStale(ctx, siteId)
}

/** Refuses when somebody saved the draft since this version of it was looked at. */
export async function mustBeNewestDraft(ctx: Ctx, siteId: number, expected: number): Promise<void> {
  const draft = await ctx.db.selectFrom('standard_drafts').select('version').where('site_id', '=', siteId).executeTakeFirst()
  if ((draft?.version ?? 0) > expected) await refuseStale(ctx, siteId)
}

async function refuseStale(ctx: Ctx, siteId: number): Promise<never> {
  const now = await sql<{
    version: number
    name: string | null
    saved_at: number
  }>`select d.version, ${actorAs('d.saved_by')} ->> 'name' as name, d.saved_at from standard_drafts d where d.site_id = ${siteId}`.execute(
    ctx.db,
  )
  const row = now.rows[0]
  throw new Fault('stale', { by: row?.name ?? '', at: row ? iso(row.saved_at) : '' }, { detail: { version: row?.version ?? 0 } })
}
