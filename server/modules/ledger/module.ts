import * as contract from '@sansheng/contract/ledger.ts'
import type { Module } from '../../platform/module.ts'
import { type LedgerNeeds, ledgerRoutes } from './routes.ts'

export const ledger: Module<LedgerNeeds> = {
  name: 'ledger',
  floor: 5,
  tables: [],
  contract: contract.ledger,
  shapes: contract,
  routes: ledgerRoutes,
  permissions: {},
}
