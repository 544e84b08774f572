export { cookieName } from './credentials.ts'
export { type FirstPerson, firstPerson } from './first-person.ts'
export {
  type DepartmentRow,
  departmentById,
  departmentByName,
  isMember,
  mustBeDepartment,
  mustBePerson,
  mustBePersons,
  personRefs,
  personsWithRole,
  personsWithRoles,
  type SiteRow,
  siteById,
} from './refs.ts'
export { rolesWith } from './rules.ts'
export { type Sessions, sessions } from './sessions.ts'
export { createToken } from './tokens.ts'
