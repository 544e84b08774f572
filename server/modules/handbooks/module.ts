import * as contract from '@sansheng/contract/handbooks.ts'
import type { Module } from '../../platform/module.ts'
import { type HandbooksNeeds, handbooksRoutes } from './routes.ts'

export const handbooks: Module<HandbooksNeeds> = {
  name: 'handbooks',
  floor: 5,
  tables: [],
  contract: contract.handbooks,
  shapes: contract,
  routes: handbooksRoutes,
  permissions: {},
}
