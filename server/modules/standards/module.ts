import * as calendarContract from '@sansheng/contract/calendars.ts'
import * as clockContract from '@sansheng/contract/clocks.ts'
import * as exemptionContract from '@sansheng/contract/exemptions.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import * as contract from '@sansheng/contract/standards.ts'
import type { Module } from '../../platform/module.ts'
import { recomputeJobs } from './jobs.ts'
import { type StandardsNeeds, standardsRoutes } from './routes.ts'
import { standardSubjects } from './subjects.ts'

export const standards: Module<StandardsNeeds> = {
  name: 'standards',
  floor: 4,
  tables: ['standard_versions', 'calendars', 'clocks', 'findings'],
  contract: contract.standards,
  shapes: { ...calendarContract, ...clockContract, ...exemptionContract, ...contract },
  subjects: standardSubjects,
  routes: standardsRoutes,
  permissions: contract.permissions,
  caseKinds: {
    standard: {
      zh: '规范',
      en: 'Standard',
      permanent: true,
      observed: true,
    },
  },
  jobs: ({ compiledStandards }) => recomputeJobs(compiledStandards),
  ...recorded.standards,
}
