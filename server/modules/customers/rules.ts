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
