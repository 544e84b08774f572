import { sql } from 'kysely'
import type { SubjectSpec } from '../../platform/subjects.ts'

export const noticeSubjects = {
  notice: {
    permission: 'notices:read',
    everybody: true,
    path: () => '/notices',
    rows: sql`select site_id, id, id as case_id, number, title, null::uuid as handler_id, null::uuid as front_owner_id, null::uuid as department_id,
      array[received_by] as persons from notices`,
  },
} as const satisfies Record<string, SubjectSpec>
