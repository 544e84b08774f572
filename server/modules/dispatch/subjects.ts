/** What a dispatch form is to the rest of the system: it belongs to its ticket, and its worker and department see it. */
import { sql } from 'kysely'
import type { SubjectSpec } from '../../platform/subjects.ts'

export const formSubjects = {
  form: {
    roots: ['ticket'],
    permission: 'dispatch:read',
    path: id => `/forms/${id}`,
    rows: sql`select site_id, id, case_id, number, null::text as title, worker_id as handler_id, null::uuid as front_owner_id,
      case when released_at is null then department_id end as department_id,
      case when released_at is null then array[worker_id] else array[]::uuid[] end as persons from forms`,
  },
} as const satisfies Record<string, SubjectSpec>
