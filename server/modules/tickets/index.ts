export { factsAfter, followForm } from './follow-form.ts'
export type { DispatchPort } from './register.ts'
export { ticketsRoutes } from './routes.ts'
export { type Acting, type Held, holdTicket, refsOf } from './step.ts'
