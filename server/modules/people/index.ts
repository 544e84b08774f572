export { accountConsent } from './account-requests.ts'
export { cookieName } from './credentials.ts'
export { firstPerson } from './first-person.ts'
export { departmentsWith, personsWith } from './named.ts'
export { createPerson } from './persons.ts'
export { type Provider, type ProviderSettings, providerAt } from './provider.ts'
export {
  actorAs,
  actorOf,
  actorRefs,
  type DepartmentRow,
  departmentById,
  departmentByName,
  departmentNamed,
  isMember,
  mustBeDepartment,
  mustBePerson,
  peopleOf,
  personRefs,
  personsWithRole,
  personsWithRoles,
  siteById,
} from './refs.ts'
export { rolesWith } from './rules.ts'
export { newFirstPassword } from './secrets.ts'
export { sessions } from './sessions.ts'
export { listTokens } from './token-store.ts'
export { createToken, revokeToken } from './tokens.ts'
