import { roles } from '@sansheng/rulebook/vocabulary'
import { OneOf } from './route.ts'

const assignableRoles = Object.fromEntries(
  Object.entries(roles).filter(([key]) => !['front-owner', 'handler', 'department'].includes(key)),
)
/** A role that a person may hold. */
export const AssignableRole = OneOf(assignableRoles)
