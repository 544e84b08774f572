import type { Outcome as OutcomeSchema } from '@sansheng/contract/contacts.ts'
import type { Asked, Facts, facts as vocabulary } from '@sansheng/rulebook/vocabulary'
import type { Static } from 'typebox'
import { type CustomerRow, customerFacts, type PremisesRow, premisesFacts } from '../customers/index.ts'

export type Outcome = Static<typeof OutcomeSchema>
export type ContactRow = {
  id: string
  case_id: string
  channel: keyof typeof vocabulary.contact.fields.channel.values
  about: keyof typeof vocabulary.contact.fields.about.values | null
  outcome: Outcome | null
  received_at: number
  received_by: string
  closed_at: number | null
  customer_id: string | null
  name_asked: Asked
  phone_asked: Asked
  phone: string | null
  premises_id: string | null
  address: string | null
  summary: string | null
  notice_id: string | null
  notice_told: boolean
}

/** The contact itself; whoever registers a ticket from it hands these to its event. */
export function contactFacts(row: ContactRow): NonNullable<Facts['contact']> {
  return {
    channel: row.channel,
    ...(row.about === null ? {} : { about: row.about }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    summary: row.summary === null ? 'unknown' : 'given',
    noticeMatched: row.notice_id !== null,
    noticeTold: row.notice_told,
  }
}

/** R054: who is on the line, as far as he is known or said. A name or number that he would not give is declined, not missing. */
export function callerFacts(row: ContactRow, customer: CustomerRow | null): NonNullable<Facts['customer']> {
  const known = customerFacts(customer)
  return {
    ...known,
    name: known.name === 'given' ? 'given' : row.name_asked,
    phone: known.phone === 'given' ? 'given' : row.phone_asked,
  }
}

/** All that a contact tells the case. A later contact that says nothing of the customer or the place leaves what is known. */
export function intakeFacts(row: ContactRow, customer: CustomerRow | null, premises: PremisesRow | null, joins: boolean): Facts {
  const says = {
    customer: customer !== null || row.name_asked !== 'unknown' || row.phone_asked !== 'unknown',
    premises: premises !== null,
  }
  return {
    contact: contactFacts(row),
    ...(joins && !says.customer ? {} : { customer: callerFacts(row, customer) }),
    ...(joins && !says.premises ? {} : { premises: premisesFacts(premises) }),
  }
}

/** The one address of a customer is where it is about, unless the contact names another. */
export function homeOf(customer: CustomerRow | null, address: string | undefined): PremisesRow | null {
  return address === undefined && customer?.premises.length === 1 ? customer.premises[0]! : null
}

/** Whether words for a place still speak of these premises: `槐荫里 7 栋 601 门口` does, another street does not. */
export function isAt(address: string, premises: PremisesRow): boolean {
  const [said, known] = [bare(address), bare(premises.address)]
  return said.includes(known) || known.includes(said)
}
const bare = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')

/** A contact ends once; one that joined a case ended in it. */
export const mayEnd = (row: ContactRow): boolean => row.outcome === null
/** A ticket may grow from an open contact, from one that joined a case, and from one that became a ticket before. */
export const registrable: readonly Outcome[] = ['joined', 'registered']
