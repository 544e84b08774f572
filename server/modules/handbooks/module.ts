import * as contract from '@sansheng/contract/handbooks.ts'
import type { Module } from '../../platform/module.ts'
import { handbooksRoutes } from './routes.ts'

export const handbooks: Module = {
  name: 'handbooks',
  floor: 5,
  tables: [],
  contract: contract.handbooks,
  shapes: contract,
  routes: handbooksRoutes,
  permissions: {},
}
