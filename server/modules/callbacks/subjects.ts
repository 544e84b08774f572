import type { SubjectSpec } from '../../platform/subjects.ts'

export const callbackSubjects = {
  callback: { permission: 'tickets:read', roots: ['ticket'] },
} as const satisfies Record<string, SubjectSpec>
