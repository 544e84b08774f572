/** Pure projections: what the standard reads of tickets, contacts, customers, forms, call-backs and notices. Server and browser share them. */

export { changedFacts } from './changed.ts'
export {
  type ContactRecord,
  type ContactState,
  contactFacts,
  endedContact,
  homeOf,
  intakeFacts,
  isAt,
  isElsewhere,
  premisesAfter,
  recordedContact,
  registeredContact,
} from './contact.ts'
export {
  type CustomerState,
  callerFacts,
  customerFacts,
  newCustomerState,
  premisesFacts,
} from './customer.ts'
export { type Danger, dangerOf } from './danger.ts'
export { disclosureOf, laterDisclosure } from './disclosure.ts'
export { callbackFacts, formFacts } from './form.ts'
export { momentFacts, siteFacts } from './moment.ts'
export { type NoticeDetails, noticeFacts } from './notice.ts'
export { newPromiseFacts, type Question, type Registration, registrationFacts, registrationQuestions } from './registration.ts'
export {
  dangerOfTicket,
  defaultField,
  type FaultPart,
  faultFacts,
  faultParts,
  mergeFault,
  newTicketState,
  promiseFacts,
  type TicketFacts,
  type TicketState,
  ticketFacts,
} from './ticket.ts'
