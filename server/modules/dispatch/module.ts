import * as contract from '@sansheng/contract/dispatch.ts'
import type { Module } from '../../platform/module.ts'
import { dispatchRoutes } from './routes.ts'

export const dispatch: Module = {
  name: 'dispatch',
  floor: 5,
  tables: ['forms'],
  contract: contract.dispatch,
  shapes: contract,
  routes: dispatchRoutes,
  permissions: contract.permissions,
  events: [
    'dispatch.made',
    'dispatch.printed',
    'dispatch.accepted',
    'worker.arrived',
    'service.completed',
    'dispatch.returned',
    'dispatch.withdrawn',
    'inspection.done',
  ],
  facts: ['form'],
}
