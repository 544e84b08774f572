export { ensureCustomer } from './commands.ts'
export { caseWithinReach, customersById, findCustomerByPhone, premisesById } from './queries.ts'
export { type CustomerRow, customerState, maskPhone, type PremisesRow, phoneDigits } from './rules.ts'
export { customerView, premisesView } from './views.ts'
