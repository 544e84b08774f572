export { changeCustomer, ensureCustomer, recordReveal } from './commands.ts'
export { caseWithinReach, customersById, findCustomerByPhone, premisesById } from './queries.ts'
export { type CustomerRow, customerState, type PremisesRow } from './rules.ts'
export { customerView } from './views.ts'
