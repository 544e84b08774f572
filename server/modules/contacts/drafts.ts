/** What somebody has typed of a contact and not recorded yet. It is his alone; whoever else takes the contact up begins with what is recorded. */
import type { contacts as contract } from '@sansheng/contract/contacts.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { draftDays, type IntakePatch } from '@sansheng/contract/intake-draft.ts'
import type { BodyOf, ReplyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { mustReach } from '../../platform/access.ts'
import { announce, type Ctx, iso } from '../../platform/ctx.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { contactById } from './queries.ts'
import { takeBackMs } from './rules.ts'

/** A program has no desk. */
const mustBePerson = (ctx: Ctx): string => mustBeStaff(ctx.actor).personId

type Saved = { fields: IntakePatch; saved_at: number }

export async function draftOf(ctx: Ctx, siteId: number, contactId: string): Promise<ReplyOf<typeof contract.draft>> {
  const { rows } = await sql<Saved>`select fields, saved_at from intake_drafts
    where site_id = ${siteId} and person_id = ${mustBePerson(ctx)} and contact_id = ${contactId}`.execute(ctx.db)
  const [row] = rows
  return { draft: row ? { fields: row.fields, savedAt: iso(row.saved_at) } : null }
}

export async function listDrafts(ctx: Ctx, siteId: number): Promise<ReplyOf<typeof contract.drafts>> {
  const { rows } = await sql<{ contact_id: string; saved_at: number }>`
    select d.contact_id, d.saved_at from intake_drafts d join contacts k on k.site_id = d.site_id and k.id = d.contact_id
    where d.site_id = ${siteId} and d.person_id = ${mustBePerson(ctx)} and k.closed_at is null
    order by d.saved_at desc, d.contact_id limit 200`.execute(ctx.db)
  return { items: rows.map(row => ({ contactId: row.contact_id, savedAt: iso(row.saved_at) })) }
}

/** Two devices that type into different fields both keep theirs; of one field the last word stands. */
export async function saveDraft(
  ctx: Ctx,
  siteId: number,
  contactId: string,
  { fields, drop = [] }: BodyOf<typeof contract.saveDraft>,
): Promise<{ savedAt: string }> {
  const personId = mustBePerson(ctx)
  const contact = await contactById(ctx, siteId, contactId)
  if (!contact) throw new Fault('not_found')
  mustReach(ctx.actor, 'contacts:receive', siteId, { persons: [contact.received_by], departmentId: null })
  if (contact.closed_at !== null) throw new Fault('state.wrong', { outcome: contact.outcome })
  const savedAt = iso(ctx.now())
  await sql`insert into intake_drafts as d (site_id, person_id, contact_id, fields, saved_at)
    values (${siteId}, ${personId}, ${contactId}, ${JSON.stringify(fields)}::jsonb, ${savedAt})
    on conflict (site_id, person_id, contact_id)
    do update set fields = (d.fields - ${[...drop]}::text[]) || excluded.fields, saved_at = excluded.saved_at`.execute(ctx.db)
  announce(ctx, { siteId, type: 'draft', refs: { contact: contactId }, persons: [personId] })
  return { savedAt }
}

export async function discardDraft(ctx: Ctx, siteId: number, contactId: string): Promise<void> {
  const personId = mustBePerson(ctx)
  const { numAffectedRows } = await sql`delete from intake_drafts
    where site_id = ${siteId} and person_id = ${personId} and contact_id = ${contactId}`.execute(ctx.db)
  if (numAffectedRows === 0n) return
  announce(ctx, { siteId, type: 'draft', refs: { contact: contactId }, persons: [personId] })
}

/** Drafts go with the answer or the ticket; of an end that may be taken back they stay until it cannot be any more. */
export async function purgeDrafts(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  await sql`delete from intake_drafts d where d.saved_at <= ${iso(now - draftDays * 24 * 60 * 60_000)}
    or exists (select from contacts k where k.site_id = d.site_id and k.id = d.contact_id and k.closed_at <= ${iso(now - takeBackMs)})`.execute(
    ctx.db,
  )
}
