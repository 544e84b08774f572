import { type Customer, nameless, type Premises } from '@sansheng/contract/customers.ts'
import { maskPhone } from '@sansheng/contract/phone.ts'
import type { CustomerRow, PremisesRow } from './rules.ts'

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
