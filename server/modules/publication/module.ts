import * as contract from '@sansheng/contract/publication.ts'
import type { Module } from '../../platform/module.ts'
import { type PublicationRoutesNeeds, publicationRoutes } from './routes.ts'

export const publication: Module<PublicationRoutesNeeds> = {
  name: 'publication',
  floor: 5,
  tables: ['standard_drafts', 'publications', 'accepted_differences'],
  contract: contract.publication,
  shapes: contract,
  routes: publicationRoutes,
  permissions: {},
}
