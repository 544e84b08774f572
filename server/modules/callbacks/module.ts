import * as contract from '@sansheng/contract/callbacks.ts'
import type { Module } from '../../platform/module.ts'
import { callbacksRoutes } from './routes.ts'

export const callbacks: Module = {
  name: 'callbacks',
  floor: 5,
  tables: ['callbacks'],
  contract: contract.callbacks,
  shapes: contract,
  routes: callbacksRoutes,
  permissions: contract.permissions,
  events: ['callback.recorded'],
  facts: ['callback'],
}
