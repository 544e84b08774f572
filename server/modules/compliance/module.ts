import * as contract from '@sansheng/contract/compliance.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import type { CompiledStandards } from '../standards/index.ts'
import { complianceRoutes } from './routes.ts'

export const compliance: Module<{ compiledStandards: CompiledStandards; sealPublicKey: string }> = {
  name: 'compliance',
  floor: 5,
  tables: [],
  contract: contract.compliance,
  shapes: contract,
  routes: complianceRoutes,
  permissions: {},
  ...recorded.compliance,
}
