/** What a contact is to the rest of the system: people open the ticket that grew from it, and before there is one, the contact itself. */
import { sql } from 'kysely'
import type { SubjectSpec } from '../../platform/subjects.ts'

const rows = sql`select site_id, id, case_id, null::text as number,
  coalesce(address, nullif(left(split_part(summary, E'\n', 1), 40), '')) as title, null::uuid as handler_id, null::uuid as front_owner_id,
  null::uuid as department_id, array[received_by] as persons from contacts`

const contact: SubjectSpec = {
  roots: ['ticket'],
  permission: 'contacts:read',
  path: id => `/desk?contact=${id}`,
  rows,
  // R020: whoever received it answers for it until somebody has the ticket
  async answerable(ctx, siteId, id) {
    const row = await ctx.db
      .selectFrom('contacts')
      .select('received_by')
      .where('site_id', '=', siteId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row ? { frontOwner: row.received_by, handler: row.received_by } : {}
  },
}

export const contactSubjects = {
  contact,
  call: { permission: 'contacts:read', roots: ['ticket', 'contact'] },
  conversation: { permission: 'contacts:read', roots: ['ticket', 'contact'] },
  visit: { permission: 'contacts:read', roots: ['ticket', 'contact'] },
} as const satisfies Record<string, SubjectSpec>
