/** Roles that a person holds, with the reach that a grant of each usually has. */
import type { Person } from '@sansheng/contract/people.ts'
import { roles } from '@sansheng/rulebook/vocabulary'

export type AssignableRole = Person['grants'][number]['role']
export type Scope = Person['grants'][number]['scope']

const ofTheCase = ['front-owner', 'handler', 'department']
export const assignableRoles = Object.keys(roles).filter(r => !ofTheCase.includes(r)) as AssignableRole[]
/** Field workers and heads see the work of their departments; everybody else that of the site. */
export const usualScope = (role: AssignableRole): Scope => (role === 'worker' || role === 'department-head' ? 'team' : 'site')
