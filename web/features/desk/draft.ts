/** What the agent has typed of one contact, and what becomes of it: a record, a ticket. */
import type { Contact, contacts } from '@sansheng/contract/contacts.ts'
import { type FaultPart, faultParts } from '@sansheng/contract/facts/index.ts'
import type { IntakeFields } from '@sansheng/contract/intake-draft.ts'
import { oneLine } from '@sansheng/contract/one-line.ts'
import { isOnlyPhoneSigns, readPhone } from '@sansheng/contract/phone.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import type { TicketDraft } from '@sansheng/contract/tickets.ts'
import { cutText } from '@sansheng/rulebook/vocabulary'
import { labelled } from '../../app/punctuation.ts'

export type Kind = TicketDraft['kind']
/** `urgency` null: as the standard proposes; `departmentId` null: as it routes. */
export type Draft = IntakeFields
export type Patch = Partial<Draft>

/** What is recorded of the contact, under what was typed since. */
export function draftOf(contact: Contact, patch: Patch): Draft {
  return {
    customerId: contact.customer?.id ?? null,
    phone: '',
    phoneDeclined: false,
    name: '',
    nameDeclined: false,
    premisesId: contact.premises?.id ?? null,
    address: contact.address ?? contact.premises?.address ?? '',
    about: contact.about,
    category: '',
    urgency: null,
    departmentId: null,
    fault: { phenomenon: '', location: '', operation: '' },
    declined: [],
    title: '',
    promisedAt: null,
    summary: contact.summary ?? '',
    noticeGiven: contact.noticeGiven,
    ...patch,
  }
}

/** Only what the server does not know yet; null when there is nothing to write down. */
export function recordBody(draft: Draft, contact: Contact): BodyOf<typeof contacts.record> | null {
  const { name, phone } = callerOf(draft)
  const caller = {
    ...(name ? { name } : {}),
    ...(draft.nameDeclined ? { nameDeclined: true } : {}),
    ...(readPhone(phone) ? { phone } : {}),
    ...(draft.phoneDeclined ? { phoneDeclined: true } : {}),
  }
  const address = oneLine(draft.address)
  const summary = draft.summary.trim()
  const body = {
    ...(draft.about && draft.about !== contact.about ? { about: draft.about } : {}),
    ...(summary && summary !== contact.summary ? { summary } : {}),
    ...(draft.customerId && draft.customerId !== contact.customer?.id ? { customerId: draft.customerId } : {}),
    ...(!draft.customerId && Object.keys(caller).length > 0 ? { customer: caller } : {}),
    ...(isWithoutNumber(draft, contact) && readPhone(phone) ? { customer: { name: contact.customer!.name, phone } } : {}),
    ...(draft.premisesId && draft.premisesId !== contact.premises?.id ? { premisesId: draft.premisesId } : {}),
    ...(address && address !== (contact.address ?? contact.premises?.address) ? { address } : {}),
    ...(draft.noticeGiven && !contact.noticeGiven ? { noticeGiven: true } : {}),
  }
  return Object.keys(body).length > 0 ? body : null
}

/** Whether the customer of the contact is known by name alone: his number can still be written down. */
export const isWithoutNumber = (draft: Draft, contact: Contact): boolean =>
  draft.customerId !== null &&
  draft.customerId === contact.customer?.id &&
  contact.customer.phoneMasked === null &&
  Boolean(contact.customer.name)

/** A number that stands where the name belongs is the number. */
function callerOf(draft: Draft): { name: string; phone: string } {
  const [name, phone] = [oneLine(draft.name), draft.phone.trim()]
  return phone === '' && isOnlyPhoneSigns(name) && readPhone(name) ? { name: '', phone: name } : { name, phone }
}

/** The heading of the ticket as long as nobody wrote another: where, and what. */
export function titleOf(draft: Draft): string {
  if (draft.title.trim()) return cutText(oneLine(draft.title), 120)
  const what = draft.fault.phenomenon.trim() || draft.category.trim() || draft.summary.trim().split(/[。\n]/)[0] || ''
  return cutText([oneLine(draft.address), oneLine(what)].filter(Boolean).join('，'), 120)
}

/** What was said, with the answers about a fault that would have stood on a ticket of its own. */
export function wordsOf(draft: Draft, labelOf: (part: FaultPart) => string): string {
  const answers = faultParts.flatMap(part =>
    draft.fault[part].trim() ? [labelled(labelOf(part), draft.fault[part].trim())] : [],
  )
  return [draft.summary.trim(), answers.join('；')].filter(Boolean).join('\n')
}

/** `K`: null while nobody said what it is about. */
export function ticketBody<K extends Kind | null>(
  contactId: string,
  draft: Draft & { about: K },
  promiseWords: string | null,
): Omit<TicketDraft, 'kind'> & { kind: K } {
  const answered = faultParts.filter(part => draft.fault[part].trim())
  const declined = draft.declined.filter(part => !answered.includes(part))
  const fault = {
    ...Object.fromEntries(answered.map(part => [part, draft.fault[part].trim()])),
    ...(declined.length > 0 ? { declined } : {}),
  }
  return {
    contactId,
    kind: draft.about,
    category: oneLine(draft.category),
    ...(draft.urgency ? { urgency: draft.urgency } : {}),
    ...(draft.departmentId ? { departmentId: draft.departmentId } : {}),
    title: titleOf(draft),
    ...(draft.summary.trim() ? { description: draft.summary.trim() } : {}),
    ...(oneLine(draft.address) ? { address: oneLine(draft.address) } : {}),
    ...(Object.keys(fault).length > 0 ? { fault } : {}),
    ...(draft.promisedAt ? { promisedAt: draft.promisedAt } : {}),
    ...(draft.promisedAt && promiseWords ? { promiseWords } : {}),
    ...(draft.noticeGiven ? { noticeGiven: true } : {}),
  }
}
