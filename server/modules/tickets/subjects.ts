/** What tickets, promises and the answers about a fault are to the rest of the system. */
import { sql } from 'kysely'
import type { SubjectSpec } from '../../platform/subjects.ts'

const ticket: SubjectSpec = {
  permission: 'tickets:read',
  path: id => `/tickets/${id}`,
  rows: sql`select site_id, id, case_id, number, title, handler_id, front_owner_id, department_id, array[handler_id, front_owner_id] as persons
    from tickets`,
  answerable: (_ctx, _siteId, _id, { ticket = {} }) => ({
    frontOwner: ticket.frontOwner,
    handler: ticket.handler ?? ticket.frontOwner,
    department: ticket.department,
  }),
}

export const ticketSubjects = {
  ticket,
  promise: { permission: 'tickets:read', roots: ['ticket'] },
  complaint: { permission: 'tickets:read', roots: ['ticket'] },
} as const satisfies Record<string, SubjectSpec>
