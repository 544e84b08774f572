import { type RawBuilder, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { cover, wholeRow } from '../../platform/events/index.ts'
import { principalId } from '../../platform/principal.ts'
import { type ContactRow, registrable } from './rules.ts'

export async function insertContact(ctx: Ctx, siteId: number, row: ContactRow): Promise<void> {
  cover(ctx, row.case_id, 'contacts', written(siteId, row))
  await ctx.db.insertInto('contacts').values(written(siteId, row)).execute()
}

/** The same as a part of the statement that the transaction writes at last. */
export function newContactRow(ctx: Ctx, siteId: number, row: ContactRow): RawBuilder<unknown> {
  cover(ctx, row.case_id, 'contacts', written(siteId, row))
  const columns = Object.entries(written(siteId, row))
  return sql`contact as (insert into contacts (${sql.join(columns.map(([name]) => sql.ref(name)))})
    values (${sql.join(columns.map(([, value]) => value))}))`
}

function written(siteId: number, { received_at, closed_at, ...rest }: ContactRow) {
  return {
    ...rest,
    site_id: siteId,
    received_at: iso(received_at),
    closed_at: closed_at === null ? null : iso(closed_at),
    closed_by: closed_at === null ? null : rest.received_by,
  }
}

export type ContactPatch = Partial<
  Pick<
    ContactRow,
    | 'about'
    | 'customer_id'
    | 'name_disclosure'
    | 'phone_disclosure'
    | 'phone'
    | 'premises_id'
    | 'address'
    | 'summary'
    | 'notice_id'
    | 'notice_given'
    | 'joined_case_id'
    | 'end_reason'
  >
>

function endingOf(ctx: Ctx, end: { outcome: string; at: number } | 'open' | undefined) {
  if (end === undefined) return {}
  if (end === 'open') return { outcome: null, closed_at: null, closed_by: null }
  return { outcome: end.outcome, closed_at: iso(end.at), closed_by: principalId(ctx.actor) }
}

/** Whoever holds the case is alone with its contacts. `end`: how it ends, or that it is open again. */
export async function updateContact(
  ctx: Ctx,
  siteId: number,
  id: string,
  patch: ContactPatch,
  end?: { outcome: string; at: number } | 'open',
): Promise<void> {
  const ending = endingOf(ctx, end)
  if (Object.keys({ ...patch, ...ending }).length === 0) return
  const { row } = await ctx.db
    .with('drafts', db =>
      db
        .deleteFrom('intake_drafts')
        .where('site_id', '=', siteId)
        .where('contact_id', '=', id)
        .where(sql<boolean>`${ending.outcome === 'answered'}`),
    )
    .updateTable('contacts')
    .set({ ...patch, ...ending })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returning(wholeRow('contacts'))
    .executeTakeFirstOrThrow()
  cover(ctx, String(row.case_id), 'contacts', row)
}

/** A number that was written down wrongly, of a contact that left one. */
export async function correctPhone(ctx: Ctx, siteId: number, id: string, phone: string): Promise<void> {
  const done = await ctx.db
    .updateTable('contacts')
    .set({ phone })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('phone', 'is not', null)
    .returning(wholeRow('contacts'))
    .executeTakeFirst()
  if (done) cover(ctx, String(done.row.case_id), 'contacts', done.row)
}

/** False when the contact ended without a ticket. */
export async function registerContact(ctx: Ctx, siteId: number, id: string, noticeGiven: boolean | undefined): Promise<boolean> {
  const done = await ctx.db
    .with('drafts', db => db.deleteFrom('intake_drafts').where('site_id', '=', siteId).where('contact_id', '=', id))
    .updateTable('contacts')
    .set({
      outcome: 'registered',
      closed_at: sql`coalesce(closed_at, ${iso(ctx.now())}::timestamptz)` as never,
      closed_by: sql`coalesce(closed_by, ${principalId(ctx.actor)}::uuid)` as never,
      ...(noticeGiven === undefined ? {} : { notice_given: noticeGiven }),
    })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where(e => e.or([e('outcome', 'is', null), e('outcome', 'in', [...registrable])]))
    .returning(wholeRow('contacts'))
    .executeTakeFirst()
  if (done) cover(ctx, String(done.row.case_id), 'contacts', done.row)
  return done !== undefined
}
