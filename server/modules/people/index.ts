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
export { cookieName, type Sessions, sessions } from './sessions.ts'
