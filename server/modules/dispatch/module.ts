import * as contract from '@sansheng/contract/dispatch.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import { dispatchRoutes } from './routes.ts'
import { formSubjects } from './subjects.ts'

export const dispatch: Module = {
  name: 'dispatch',
  floor: 5,
  tables: ['forms'],
  contract: contract.dispatch,
  shapes: contract,
  subjects: formSubjects,
  routes: dispatchRoutes,
  permissions: contract.permissions,
  ...recorded.dispatch,
}
