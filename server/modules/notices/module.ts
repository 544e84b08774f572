import * as contract from '@sansheng/contract/notices.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import { noticesRoutes } from './routes.ts'
import { noticeSubjects } from './subjects.ts'

export const notices: Module = {
  name: 'notices',
  floor: 3,
  tables: ['notices'],
  contract: contract.notices,
  shapes: contract,
  subjects: noticeSubjects,
  routes: noticesRoutes,
  permissions: contract.permissions,
  caseKinds: { notice: { zh: '公告', en: 'Notice', observed: true } },
  ...recorded.notices,
}
