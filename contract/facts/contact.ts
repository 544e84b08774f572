/** A contact as the standard sees it, and how it changes when it is written down. */

import type { Disclosure, Facts } from '@sansheng/rulebook/vocabulary'
import type { Static } from 'typebox'
import { liesIn, readAddress } from '../address.ts'
import type { About, Contact, contacts, Outcome } from '../contacts.ts'
import type { Premises } from '../customers.ts'
import type { BodyOf } from '../route.ts'
import { type CustomerState, callerFacts, premisesFacts } from './customer.ts'
import { laterDisclosure } from './disclosure.ts'

export type ContactState = {
  channel: Contact['channel']
  about: Static<typeof About> | null
  outcome: Static<typeof Outcome> | null
  summary: string | null
  nameDisclosure: Disclosure
  phoneDisclosure: Disclosure
  noticeMatched: boolean
  noticeGiven: boolean
}

export function contactFacts(contact: ContactState): NonNullable<Facts['contact']> {
  return {
    channel: contact.channel,
    ...(contact.about === null ? {} : { about: contact.about }),
    ...(contact.outcome === null ? {} : { outcome: contact.outcome }),
    summary: contact.summary === null ? 'unknown' : 'given',
    noticeMatched: contact.noticeMatched,
    noticeGiven: contact.noticeGiven,
  }
}

/**
 * All that a contact says of its case. A contact that came into a case that was open already and says nothing of the customer or the place
 * leaves what the case knows of them.
 */
export function intakeFacts(
  contact: ContactState,
  { customer, premises, joins }: { customer: CustomerState | null; premises: Premises | null; joins: boolean },
): Facts {
  const knowsCustomer = customer !== null || contact.nameDisclosure !== 'unknown' || contact.phoneDisclosure !== 'unknown'
  return {
    contact: contactFacts(contact),
    ...(joins && !knowsCustomer ? {} : { customer: callerFacts(contact, customer) }),
    ...(joins && premises === null ? {} : { premises: premisesFacts(premises) }),
  }
}

export type ContactRecord = BodyOf<typeof contacts.record>
/** Whether name and number are known of whoever was found or written down for a contact. */
type Caller = { name: boolean; phone: boolean }
/** `elsewhere`: another place or customer, so that the notice found before may not cover it; `found`: whether one does now. */
type Notices = { elsewhere: boolean; found: boolean }

/** The contact after it was written down. */
export function recordedContact(before: ContactState, body: ContactRecord, caller: Caller, notices: Notices): ContactState {
  return {
    ...before,
    about: body.about ?? before.about,
    nameDisclosure: laterDisclosure(before.nameDisclosure, body.customer?.name ?? caller.name, body.customer?.nameDeclined),
    phoneDisclosure: laterDisclosure(before.phoneDisclosure, body.customer?.phone ?? caller.phone, body.customer?.phoneDeclined),
    summary: body.summary ?? before.summary,
    noticeMatched: notices.elsewhere || !before.noticeMatched ? notices.found : true,
    noticeGiven: body.noticeGiven ?? before.noticeGiven,
  }
}

/** Another place or another customer than before. */
export const isElsewhere = (body: ContactRecord, customerBefore: string | null, customerAfter: string | null): boolean =>
  body.address !== undefined || body.premisesId !== undefined || customerBefore !== customerAfter

/** The contact as it ends without a ticket. */
export function endedContact(before: ContactState, body: BodyOf<typeof contacts.close>): ContactState {
  return {
    ...before,
    outcome: body.outcome,
    summary: body.summary ?? before.summary,
    noticeGiven: body.noticeGiven ?? before.noticeGiven,
  }
}

/** The contact as a ticket grows from it. */
export function registeredContact(before: ContactState, draft: { noticeGiven?: boolean | undefined }): ContactState {
  return { ...before, outcome: 'registered', noticeGiven: draft.noticeGiven ?? before.noticeGiven }
}

/**
 * The premises that a contact is about after it was written down: those that were chosen; those of before unless the words now speak of
 * another place; else the one address of the customer, unless another address is named.
 */
export function premisesAfter(
  body: { address?: string | undefined },
  contact: { premises: Premises | null; address: string | null },
  customer: { premises: Premises[] } | null,
  chosen: Premises | null,
): Premises | null {
  if (chosen) return chosen
  const before = contact.premises
  if (before) return body.address === undefined || isAt(body.address, before) ? before : null
  return homeOf(customer, body.address ?? contact.address ?? undefined)
}

/** The one address of a customer is where it is about, unless the contact names another. */
export function homeOf(customer: { premises: Premises[] } | null, address: string | undefined): Premises | null {
  return address === undefined && customer?.premises.length === 1 ? customer.premises[0]! : null
}

/** Whether words for a place still speak of these premises: `槐荫里 7 栋 601 门口` does, another street does not. */
export function isAt(address: string, premises: Pick<Premises, 'address'>): boolean {
  const [words, known] = [readAddress(address), readAddress(premises.address)]
  return liesIn(words, known) || liesIn(known, words)
}
