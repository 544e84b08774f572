import { sql } from 'kysely'
import type { SubjectSpec } from '../../platform/subjects.ts'

export const personSubjects = {
  person: {
    permission: 'people:read',
    everybody: true,
    path: () => '/people',
    rows: sql`select home_site_id as site_id, id, id as case_id, staff_number as number, name as title, null::uuid as handler_id, null::uuid as front_owner_id,
      null::uuid as department_id, array[id] as persons from persons`,
  },
  token: { permission: 'people:services', everybody: true },
} as const satisfies Record<string, SubjectSpec>
