import * as contract from '@sansheng/contract/publication.ts'
import type { Module } from '../../platform/module.ts'
import type { CompiledStandards } from '../standards/index.ts'
import { publicationRoutes } from './routes.ts'

export const publication: Module<{ compiledStandards: CompiledStandards }> = {
  name: 'publication',
  floor: 5,
  tables: ['standard_drafts', 'publications', 'publication_consents'],
  contract: contract.publication,
  shapes: contract,
  routes: publicationRoutes,
  permissions: {},
  events: ['approval.requested', 'approval.given', 'approval.refused', 'approval.withdrawn'],
}
