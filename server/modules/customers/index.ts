export { wholeNumber, withWholeNumber } from './area-code.ts'
export { changeCustomer, ensureCustomer, recordReveal } from './commands.ts'
export { eraseCustomers, erased, lockToErase } from './erase.ts'
export { lookUpSearched } from './look-ups.ts'
export { idsOfSame, shownCustomer } from './merged.ts'
export {
  caseWithinReach,
  customersById,
  findCustomerByPhone,
  mustReachCustomer,
  mustReachPremises,
  premisesById,
} from './queries.ts'
export { type CustomerRow, customerState, isIdOf, type PremisesRow } from './rules.ts'
export { customersWith, mayFindByParts } from './searched.ts'
export { customerView } from './views.ts'
