/** What registering a ticket asks the gate, in this order, each with the facts as they would be afterwards. */
import type { Action, Facts } from '@sansheng/rulebook/vocabulary'
import { type ContactState, contactFacts, registeredContact } from './contact.ts'
import { formFacts, newForm } from './form.ts'
import { promiseFacts, type TicketFacts, type TicketState, ticketFacts } from './ticket.ts'

/** `contact`: before the ticket grew from it. `departmentId`: of the department that the ticket names, where there is one. */
export type Registration = {
  ticket: TicketState
  contact: ContactState
  departmentId?: string | null
  noticeGiven?: boolean | undefined
}

export function registrationFacts({ ticket, contact, noticeGiven }: Registration): TicketFacts & Pick<Facts, 'contact'> {
  return { ...ticketFacts(ticket), contact: contactFacts(registeredContact(contact, { noticeGiven })) }
}

/** A new promise: the gate reads it with the facts of its ticket. */
export const newPromiseFacts = (dueAt: number) => promiseFacts(dueAt, false)

export type Question = { action: Action; facts: Facts }

/** `dispatch`: with its form, made at once, and the department told where there is one. */
export function registrationQuestions(registration: Registration, dispatch: boolean): Question[] {
  const { ticket } = registration
  const facts = registrationFacts(registration)
  const questions: Question[] = [{ action: 'ticket.registered', facts }]
  const withPromise = ticket.promisedAt === null ? facts : { ...facts, ...newPromiseFacts(ticket.promisedAt) }
  if (ticket.promisedAt !== null) questions.push({ action: 'promise.made', facts: withPromise })
  if (!dispatch) return questions
  const withForm = { ...withPromise, ...formFacts({ ...newForm, department: registration.departmentId ?? null }) }
  questions.push({ action: 'dispatch.made', facts: withForm })
  if (ticket.department !== null)
    questions.push({ action: 'ticket.notified', facts: { ...withForm, ...ticketFacts({ ...ticket, status: 'notified' }) } })
  return questions
}
