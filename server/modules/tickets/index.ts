export { factsAfter, followForm } from './follow-form.ts'
export type { DispatchPort } from './register.ts'
export { wireName } from './rules.ts'
export { type Acting, type LockedTicket, lockTicket, mustBeFresh, refsOf, ticketIn } from './step.ts'
