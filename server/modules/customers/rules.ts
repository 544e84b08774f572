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
  /** Whoever was merged into him, as he was written down, latest first. */
  merged: { id: string; name: string | null; phone: string | null }[]
}

/** Whether an id is the customer's, or that of somebody who was merged into him. */
export const isIdOf = ({ id, merged }: Pick<CustomerRow, 'id' | 'merged'>, asked: string | null): boolean =>
  asked === id || merged.some(one => one.id === asked)

/** Name and number of one customer; where his own row has none, those of whoever was merged into him last. */
export function asOne<T extends Pick<CustomerRow, 'name' | 'phone' | 'merged'>>(row: T): T {
  const name = row.name ?? row.merged.find(one => one.name !== null)?.name ?? null
  const phone = row.phone ?? row.merged.find(one => one.phone !== null)?.phone ?? null
  return { ...row, name, phone }
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
