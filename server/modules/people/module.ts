import * as contract from '@sansheng/contract/people.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import { forgetEvery, peopleJobs } from './jobs.ts'
import { type PeopleNeeds, peopleRoutes } from './routes.ts'
import { personSubjects } from './subjects.ts'

export const people: Module<PeopleNeeds> = {
  name: 'people',
  floor: 1,
  tables: [
    'units',
    'unit_tree',
    'sites',
    'departments',
    'department_members',
    'persons',
    'grants',
    'grant_sites',
    'sessions',
    'second_factors',
    'recovery_codes',
    'sign_in_tries',
    'known_devices',
    'account_requests',
    'service_tokens',
  ],
  contract: contract.people,
  shapes: contract,
  subjects: personSubjects,
  routes: peopleRoutes,
  permissions: contract.permissions,
  jobs: peopleJobs,
  recurring: { 'people.forget': forgetEvery },
  caseKinds: {
    account: {
      zh: '账号',
      en: 'Account',
      permanent: true,
      observed: true,
    },
  },
  ...recorded.people,
}
