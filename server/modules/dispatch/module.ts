import * as contract from '@sansheng/contract/dispatch.ts'
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
