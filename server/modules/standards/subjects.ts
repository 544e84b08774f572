import { sql } from 'kysely'
import type { SubjectSpec } from '../../platform/subjects.ts'

export const standardSubjects = {
  standard: {
    permission: 'standards:read',
    everybody: true,
    path: () => '/standard',
    rows: sql`select site_id, id, null::uuid as case_id, null::text as number, title, null::uuid as handler_id, null::uuid as front_owner_id,
      null::uuid as department_id, array[published_by] as persons from standard_versions`,
  },
} as const satisfies Record<string, SubjectSpec>
