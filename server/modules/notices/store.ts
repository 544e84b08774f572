import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { principalId } from '../../platform/principal.ts'
import type { NoticeState } from './rules.ts'

export type NewNotice = {
  id: string
  number: string
  kind: string
  title: string
  reason: string | null
  source: string
  planned: boolean
  places: string[]
  areas: string[]
  startsAt: number
  endsAt: number | null
}

export async function insertNotice(ctx: Ctx, siteId: number, n: NewNotice): Promise<void> {
  await ctx.db
    .insertInto('notices')
    .values({
      site_id: siteId,
      id: n.id,
      number: n.number,
      kind: n.kind,
      state: 'draft',
      title: n.title,
      reason: n.reason,
      source: n.source,
      planned: n.planned,
      places: n.places,
      areas: n.areas,
      starts_at: iso(n.startsAt),
      ends_at: isoOrNull(n.endsAt),
      received_at: iso(ctx.now()),
      received_by: principalId(ctx.actor),
      version: 1,
    })
    .execute()
}

/** Moves on to a state at an instant; whoever holds its case is alone. */
export async function setNoticeState(
  ctx: Ctx,
  siteId: number,
  id: string,
  state: Exclude<NoticeState, 'draft'>,
  at: number,
): Promise<void> {
  const mark =
    state === 'published'
      ? { published_at: iso(at), published_by: principalId(ctx.actor) }
      : { ended_at: iso(at), ended_by: principalId(ctx.actor) }
  await ctx.db
    .updateTable('notices')
    .set(e => ({ state, ...mark, version: e('version', '+', 1) }))
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}
