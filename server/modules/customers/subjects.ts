import type { SubjectSpec } from '../../platform/subjects.ts'

/** Without rows: lists show a customer by the ticket or contact, never by name. */
export const customerSubjects = {
  customer: { permission: 'customers:read', everybody: true },
} as const satisfies Record<string, SubjectSpec>
