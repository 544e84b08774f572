import * as contract from '@sansheng/contract/contacts.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import type { ContactPorts } from './caller.ts'
import { contactsRoutes } from './routes.ts'
import { contactSubjects } from './subjects.ts'

export const contacts: Module<ContactPorts> = {
  name: 'contacts',
  floor: 3,
  tables: ['contacts'],
  contract: contract.contacts,
  shapes: contract,
  subjects: contactSubjects,
  routes: contactsRoutes,
  permissions: contract.permissions,
  caseKinds: { matter: { zh: '个案', en: 'Matter', observed: true } },
  ...recorded.contacts,
}
