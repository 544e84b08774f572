import * as contract from '@sansheng/contract/approvals.ts'
import { recorded } from '@sansheng/contract/recorded.ts'
import type { Module } from '../../platform/module.ts'
import { approvalsJobs } from './jobs.ts'
import type { ApprovalsNeeds } from './needs.ts'
import { approvalsRoutes } from './routes.ts'

export const approvals: Module<{ approvals: ApprovalsNeeds }> = {
  name: 'approvals',
  floor: 2,
  tables: ['approvals', 'approval_steps', 'approval_answers', 'approval_delegations'],
  contract: contract.approvals,
  shapes: contract,
  routes: approvalsRoutes,
  permissions: contract.permissions,
  jobs: connected => approvalsJobs(connected.approvals),
  ...recorded.approvals,
}
