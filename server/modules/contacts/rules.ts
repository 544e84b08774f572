import { type Outcome as OutcomeSchema, takeBackMinutes } from '@sansheng/contract/contacts.ts'
import { type ContactState, contactFacts } from '@sansheng/contract/facts/index.ts'
import type { Disclosure, Facts, facts as vocabulary } from '@sansheng/rulebook/vocabulary'
import type { Static } from 'typebox'

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
  name_disclosure: Disclosure
  phone_disclosure: Disclosure
  phone: string | null
  premises_id: string | null
  address: string | null
  summary: string | null
  notice_id: string | null
  notice_given: boolean
  joined_case_id: string | null
  end_reason: string | null
}

export function contactState(row: ContactRow): ContactState {
  return {
    channel: row.channel,
    about: row.about,
    outcome: row.outcome,
    summary: row.summary,
    nameDisclosure: row.name_disclosure,
    phoneDisclosure: row.phone_disclosure,
    noticeMatched: row.notice_id !== null,
    noticeGiven: row.notice_given,
  }
}

/** The row as the standard sees it. */
export const rowFacts = (row: ContactRow): NonNullable<Facts['contact']> => contactFacts(contactState(row))

/** What later events of a contact that joined another matter point at. */
export const joinedRefs = ({ joined_case_id }: ContactRow): { matter?: string } =>
  joined_case_id === null ? {} : { matter: joined_case_id }

/** A contact ends once; one that joined a case ended in it. */
export const mayEnd = (row: ContactRow): boolean => row.outcome === null
/** A ticket may grow from an open contact, from one that joined a case, and from one that became a ticket before. */
export const registrable: readonly Outcome[] = ['joined', 'registered']

/** For so long an end without answer or ticket can be taken back, and a contact that joined a matter out of it. */
export const takeBackMs = takeBackMinutes * 60_000

/** A contact that was received into the case of another has no case to go back to. */
export function mayTakeBack({ outcome, closed_at, joined_case_id }: ContactRow, now: number): boolean {
  if (closed_at === null || now - closed_at > takeBackMs) return false
  return outcome === 'misdialled' || outcome === 'withdrawn' || (outcome === 'joined' && joined_case_id !== null)
}
