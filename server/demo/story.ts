/** What a made-up company is: its people, places, customers and what they call about. Everything in it is invented. */
import type { ContactDraft } from '@sansheng/contract/contacts.ts'
import type { CustomerDraft, Premises } from '@sansheng/contract/customers.ts'
import type { Form } from '@sansheng/contract/dispatch.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import type { TicketDraft } from '@sansheng/contract/tickets.ts'
import type { Facts, roles } from '@sansheng/rulebook/vocabulary'

export type Role = Exclude<keyof typeof roles, 'front-owner' | 'handler' | 'department'>
export type Member = {
  staffNumber: string
  name: string
  role: Role
  department?: string
  /** Heads the department. */
  head?: true
  probation?: true
  /** Stands in the short table of accounts, with what is worth a look. */
  look?: string
}
export type Household = {
  premises: Pick<Premises, 'address' | 'use'> & { code: string; area: string }
  customer: CustomerDraft & { name: string; phone: string }
}
export type Matter = {
  kind: TicketDraft['kind']
  category: string
  field?: TicketDraft['field']
  urgency?: TicketDraft['urgency']
  /** Stands behind the address in the title. */
  what: string
  /** Phenomenon, place and what was done before. */
  fault?: [string, string, string]
  quote: string
  /** What the worker is told, what he did, and with what. */
  instructions?: string
  done?: string
  materials?: Form['materials']
  agreedCents?: number
  result: string
}
/** A call that is answered at once. */
export type Question = { about: NonNullable<ContactDraft['about']>; question: string; answer: string }
export type Outage = {
  kind: Notice['kind']
  title: string
  reason: string
  source: string
  planned: boolean
  places: string[]
  areas?: string[]
  /** Minutes after the department's word until it is published, and until it begins and ends. */
  publishAfter: number
  startsAfter: number
  endsAfter: number
  /** Ended so many minutes after it should; absent: it still goes on. */
  endedLate?: number
  /** When the word arrives: minutes after the morning of the first day, or before the present. */
  at: { morning: number } | { before: number }
}
export type SiteStory = {
  unit: string
  code: string
  name: string
  kind: NonNullable<NonNullable<Facts['site']>['kind']>
  standard: string
  people: Member[]
  households: Household[]
  matters: Matter[]
  questions: Question[]
  outages: Outage[]
  /** Minutes between two contacts, by day and by night. */
  every: { day: number; night: number }
}
