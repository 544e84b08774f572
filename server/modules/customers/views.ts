import type { Customer, Premises } from '@sansheng/contract/customers.ts'
import { type CustomerRow, maskPhone, type PremisesRow } from './rules.ts'

/** What stands where a name would stand when there is none. */
export const nameless = '未留姓名'

export function customerView(row: CustomerRow): Customer {
  return {
    id: row.id,
    name: row.name ?? nameless,
    phoneMasked: row.phone === null ? null : maskPhone(row.phone),
    role: row.role as Customer['role'],
    tier: row.tier as Customer['tier'],
    elder: row.elder,
    note: row.note,
    premises: row.premises.map(premisesView),
    version: row.version,
  }
}

export function premisesView({ id, code, address, area, use }: PremisesRow): Premises {
  return { id, code, address, area, use }
}
