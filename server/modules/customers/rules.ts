import type { Premises } from '@sansheng/contract/customers.ts'
import type { CustomerState } from '@sansheng/contract/facts/index.ts'
import type { Disclosure } from '@sansheng/rulebook/vocabulary'

export type PremisesRow = Premises
export type CustomerRow = {
  id: string
  name: string | null
  name_disclosure: string
  phone: string | null
  phone_disclosure: string
  role: string
  tier: string
  elder: boolean
  note: string | null
  version: number
  premises: PremisesRow[]
}

/** The digits by which a number is known: `+86`, spaces and dashes make no difference. */
export function phoneDigits(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '')
  const home = digits.replace(/^00/, '')
  return /^86(1\d{10}|0\d{9,11})$/.test(home) ? home.slice(2) : digits
}

/** R354: a mobile number keeps its first three and last four digits, a longer line its last two to four, a short one nothing. */
export function maskPhone(phone: string): string {
  const digits = phoneDigits(phone)
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  const shown = digits.length >= 10 ? 4 : digits.length >= 8 ? 3 : digits.length >= 7 ? 2 : 0
  return `****${shown > 0 ? digits.slice(-shown) : ''}`
}

export function customerState(row: CustomerRow): CustomerState {
  return {
    tier: row.tier as CustomerState['tier'],
    role: row.role as CustomerState['role'],
    elder: row.elder,
    name: row.name === null ? (row.name_disclosure as Disclosure) : 'given',
    phone: row.phone === null ? (row.phone_disclosure as Disclosure) : 'given',
  }
}

/** Which fields an edit changes: the answer to whoever comes second with an older version. */
export function changedFields<T extends Record<string, unknown>>(before: T, patch: Partial<T>): string[] {
  return Object.keys(patch).filter(
    field => patch[field] !== undefined && JSON.stringify(patch[field]) !== JSON.stringify(before[field]),
  )
}
