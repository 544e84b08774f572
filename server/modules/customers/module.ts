import * as contract from '@sansheng/contract/customers.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import { customersRoutes } from './routes.ts'
import { customerSubjects } from './subjects.ts'

export const customers: Module = {
  name: 'customers',
  floor: 2,
  tables: ['customers', 'premises', 'customer_premises', 'phone_salt'],
  contract: contract.customers,
  shapes: contract,
  subjects: customerSubjects,
  routes: customersRoutes,
  permissions: contract.permissions,
  ...recorded.customers,
}
