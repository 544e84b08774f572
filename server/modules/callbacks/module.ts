import * as contract from '@sansheng/contract/callbacks.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import { callbacksRoutes } from './routes.ts'
import { callbackSubjects } from './subjects.ts'

export const callbacks: Module = {
  name: 'callbacks',
  floor: 5,
  tables: ['callbacks'],
  contract: contract.callbacks,
  shapes: contract,
  subjects: callbackSubjects,
  routes: callbacksRoutes,
  permissions: contract.permissions,
  ...recorded.callbacks,
}
