/**
 * What the standard would read if the agent registered now: what the server will make of the bodies that the desk would send, by the same
 * projections.
 */
import type { Contact } from '@sansheng/contract/contacts.ts'
import { type Customer, nameless, type Premises } from '@sansheng/contract/customers.ts'
import {
  type ContactRecord,
  type ContactState,
  type CustomerState,
  endedContact,
  intakeFacts,
  isAt,
  isElsewhere,
  momentFacts,
  newCustomerState,
  newTicketState,
  premisesAfter,
  type Question,
  type Registration,
  recordedContact,
  registrationFacts,
  registrationQuestions,
  siteFacts,
} from '@sansheng/contract/facts/index.ts'
import type { Me } from '@sansheng/contract/people.ts'
import type { Urgency } from '@sansheng/rulebook/kinds'
import { timeFacts } from '@sansheng/rulebook/time'
import type { Action, Facts, Role } from '@sansheng/rulebook/vocabulary'
import { type Draft, recordBody, ticketBody } from './draft.ts'
import type { Standard, Verdict } from './standard.ts'

export type Intake = {
  contact: Contact
  draft: Draft
  me: Pick<Me, 'probation'>
  at: Pick<Me['sites'][number], 'site' | 'roles'>
  /** Whether a notice in force covers the place that is typed. */
  noticeFound: boolean
  /** The departments of the site; null while they are not read. */
  departments: readonly { id: string; name: string }[] | null
  now: number
}
/** What a screen shows before anything is sent. */
export type Preview = {
  facts: Facts
  /** Where the standard sends it, and how urgent it holds it. */
  routed: ReturnType<Standard['route']>
  proposed: ReturnType<Standard['urgency']>
  /** As chosen, else as proposed. */
  urgency: Urgency
  /** What registering asks the gate, with the form and the notification of the department or without. */
  questions(dispatch: boolean): Question[]
  registering(dispatch: boolean): Verdict
  answering: Verdict
}
const passes: Verdict = { denied: [], warned: [], counted: [], overridable: false }

export function previewOf(intake: Intake, standard: Standard | null): Preview {
  const { draft, now } = intake
  const written = writtenDown(intake)
  const registration = (urgency: Urgency, department: string | null): Registration => ({
    ticket: { ...newTicket(intake, department, intake.contact.address ?? written.premises?.address ?? null), urgency },
    contact: written.contact,
    departmentId: intake.departments?.find(({ name }) => name === department)?.id ?? null,
    noticeGiven: draft.noticeGiven || undefined,
  })
  const withMoment = (question: Question): Question => ({
    action: question.action,
    facts: { ...written.facts, ...question.facts, ...moment(intake, question.action) },
  })
  const registered = (urgency: Urgency, department: string | null) =>
    withMoment({ action: 'ticket.registered', facts: registrationFacts(registration(urgency, department)) }).facts
  const asked = draft.about ? standard : null
  const proposed = asked?.urgency(registered(draft.urgency ?? 'normal', null), now) ?? null
  const urgency = draft.urgency ?? proposed?.urgency ?? 'normal'
  const routed = asked?.route(registered(urgency, null), now) ?? null
  const department = departmentAfter(intake, routed)
  const questions = (dispatch: boolean) => registrationQuestions(registration(urgency, department), dispatch).map(withMoment)
  const answered = endedContact(written.contact, { outcome: 'answered' })
  return {
    facts: registered(urgency, department),
    urgency,
    routed,
    proposed,
    questions,
    registering: dispatch => (standard && draft.about ? standard.ask(questions(dispatch), now) : passes),
    answering: standard
      ? standard.ask([withMoment({ action: 'contact.answered', facts: intakeFacts(answered, written) })], now)
      : passes,
  }
}

/** The department that was chosen, else the one that the standard names if the site has it. */
function departmentAfter({ draft, departments }: Intake, routed: ReturnType<Standard['route']>): string | null {
  if (draft.departmentId) return departments?.find(({ id }) => id === draft.departmentId)?.name ?? null
  return routed && (departments?.some(({ name }) => name === routed.department) ?? true) ? routed.department : null
}

/** Where the server would look for notices once this is written down: premises stay until other words are sent that speak of another place. */
export function placeTyped(contact: Contact, draft: Draft): { address: string; premisesId: string | null } {
  const { premises } = contact
  const sent = recordBody(draft, contact)?.address
  const stays = premises !== null && (sent === undefined || isAt(sent, premises))
  return { address: sent ?? contact.address ?? '', premisesId: draft.premisesId ?? (stays ? premises.id : null) }
}

function moment({ me, at, now }: Intake, action: Action): Facts {
  const { site, roles } = at
  return {
    ...momentFacts({ roles: roles as Role[], probation: me.probation }, { type: action, source: 'screen' }),
    time: timeFacts(site, now),
  }
}

/** `address`: of the contact, for a ticket that names none. */
function newTicket({ contact, draft, at }: Intake, department: string | null, address: string | null): Registration['ticket'] {
  const { site } = at
  const body = ticketBody(contact.id, draft, null)
  return newTicketState(
    { ...body, address: body.address ?? address },
    {
      siteKind: site.kind,
      frontOwner: contact.receiver.id,
      department,
    },
  )
}

type Written = {
  contact: ContactState
  customer: CustomerState | null
  premises: Premises | null
  joins: boolean
  facts: Facts
}
/** Contact, caller and place as they will be once what is typed has been written down. */
function writtenDown(intake: Intake): Written {
  const { contact, draft, at } = intake
  const body = recordBody(draft, contact)
  const before = stateOf(contact)
  const joins = contact.outcome === 'joined'
  const caller = callerAfter(body, contact)
  const premises = body ? placeAfter(body, contact, caller.premises) : contact.premises
  const after = body
    ? recordedContact(
        before,
        body,
        { name: caller.state?.name === 'given', phone: caller.state?.phone === 'given' || contact.phoneMasked !== null },
        { elsewhere: isElsewhere(body, contact.customer?.id ?? null, caller.id), found: intake.noticeFound },
      )
    : before
  const state = { customer: caller.state, premises, joins }
  return { contact: after, ...state, facts: { ...siteFacts(at.site), ...intakeFacts(after, state) } }
}

function stateOf(contact: Contact): ContactState {
  const { channel, about, outcome, summary, nameDisclosure, phoneDisclosure, noticeId, noticeGiven } = contact
  return { channel, about, outcome, summary, nameDisclosure, phoneDisclosure, noticeMatched: noticeId !== null, noticeGiven }
}

type CallerAfter = { id: string | null; state: CustomerState | null; premises: Premises[] }
/** Whoever was chosen; whoever is written down for the first time; else whom the contact knows. */
function callerAfter(body: ContactRecord | null, contact: Contact): CallerAfter {
  const { customer } = contact
  if (body?.customerId) return { id: body.customerId, state: newCustomerState({ name: nameless }), premises: [] }
  const caller = body?.customer
  if (caller?.name || caller?.phone) {
    const phone = caller.phone ?? (caller.phoneDeclined ? undefined : (contact.phoneMasked ?? undefined))
    return { id: null, state: newCustomerState({ ...caller, phone }), premises: [] }
  }
  return { id: customer?.id ?? null, state: customer && customerState(customer), premises: customer?.premises ?? [] }
}

function customerState({ tier, role, elder, name, phoneMasked }: Customer): CustomerState {
  return {
    tier,
    role,
    elder,
    name: name === nameless ? 'unknown' : 'given',
    phone: phoneMasked === null ? 'unknown' : 'given',
  }
}

/** Premises that were chosen but not read yet are known by their address alone. */
function placeAfter(body: ContactRecord, contact: Contact, premises: Premises[]): Premises | null {
  const chosen = body.premisesId
    ? (premises.find(one => one.id === body.premisesId) ?? {
        id: body.premisesId,
        code: null,
        address: body.address ?? '',
        area: null,
        use: 'home' as const,
      })
    : null
  return premisesAfter(body, contact, { premises }, chosen)
}
