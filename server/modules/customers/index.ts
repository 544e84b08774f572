export { changeCustomer, ensureCustomer, recordReveal } from './commands.ts'
export { eraseCustomer, erased, lineOf } from './erase.ts'
export { lookUpSearched } from './look-ups.ts'
export {
  caseWithinReach,
  customersById,
  findCustomerByPhone,
  mustReachCustomer,
  mustReachPremises,
  premisesById,
} from './queries.ts'
export { type CustomerRow, customerState, type PremisesRow } from './rules.ts'
export { customersWith, mayFindByParts } from './searched.ts'
export { customerView } from './views.ts'
