/** What the standard may read of a customer and of premises: no name, no number, no address. What is undefined is not there any more. */
import type { Disclosure, Facts } from '@sansheng/rulebook/vocabulary'
import type { CustomerDraft, Premises } from '../customers.ts'
import { disclosureOf } from './disclosure.ts'

type CustomerGroup = NonNullable<Facts['customer']>
export type CustomerState = {
  tier: NonNullable<CustomerGroup['tier']>
  role: NonNullable<CustomerGroup['role']>
  elder: boolean
  /** Whether the archive holds a name and a number, or that they were declined. */
  name: Disclosure
  phone: Disclosure
}

export function customerFacts(customer: CustomerState | null): CustomerGroup {
  if (!customer) return { known: false, tier: undefined, role: undefined, elder: undefined, name: 'unknown', phone: 'unknown' }
  const { tier, role, elder, name, phone } = customer
  return { known: true, tier, role, elder, name, phone }
}

/** What a customer is when he is written down for the first time and nothing else is said. */
const newCustomer = { role: 'user', tier: 'ordinary', elder: false } as const

export function newCustomerState(draft: CustomerDraft): CustomerState {
  return {
    role: draft.role ?? newCustomer.role,
    tier: draft.tier ?? newCustomer.tier,
    elder: draft.elder ?? newCustomer.elder,
    name: disclosureOf(draft.name?.trim(), draft.nameDeclined),
    phone: disclosureOf(draft.phone, draft.phoneDeclined),
  }
}

/** R054: who is on the line. A name or number that he would not give is declined, not missing. */
export function callerFacts(
  contact: { nameDisclosure: Disclosure; phoneDisclosure: Disclosure },
  customer: CustomerState | null,
): CustomerGroup {
  const archive = customerFacts(customer)
  return {
    ...archive,
    name: archive.name === 'given' ? 'given' : contact.nameDisclosure,
    phone: archive.phone === 'given' ? 'given' : contact.phoneDisclosure,
  }
}

export function premisesFacts(premises: Pick<Premises, 'use' | 'area'> | null): NonNullable<Facts['premises']> {
  return { known: premises !== null, use: premises?.use, area: premises?.area ?? undefined }
}
