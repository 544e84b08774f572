import * as contract from '@sansheng/contract/contacts.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import type { ContactPorts } from './caller.ts'
import { contactJobs, purgeEvery } from './jobs.ts'
import { contactsRoutes } from './routes.ts'
import { contactSubjects } from './subjects.ts'

export const contacts: Module<ContactPorts> = {
  name: 'contacts',
  floor: 3,
  tables: ['contacts', 'intake_drafts'],
  contract: contract.contacts,
  shapes: contract,
  subjects: contactSubjects,
  routes: contactsRoutes,
  permissions: contract.permissions,
  jobs: contactJobs,
  recurring: { 'contacts.purge': purgeEvery },
  caseKinds: { matter: { zh: '个案', en: 'Matter', observed: true } },
  ...recorded.contacts,
}
