import * as contract from '@sansheng/contract/notifications.ts'
import type { Module } from '../../platform/module.ts'
import { notificationsRoutes } from './routes.ts'

export const notifications: Module = {
  name: 'notifications',
  floor: 2,
  tables: ['notifications'],
  contract: contract.notifications,
  shapes: contract,
  routes: notificationsRoutes,
  permissions: contract.permissions,
}
