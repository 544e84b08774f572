import * as contract from '@sansheng/contract/publication.ts'
import type { Module } from '../../platform/module.ts'
import type { PublicationNeeds } from './commands.ts'
import { publicationRoutes } from './routes.ts'

export const publication: Module<PublicationNeeds> = {
  name: 'publication',
  floor: 5,
  tables: ['standard_drafts', 'publications'],
  contract: contract.publication,
  shapes: contract,
  routes: publicationRoutes,
  permissions: {},
}
