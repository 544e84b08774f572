export { answer, ask, withdraw } from './commands.ts'
export type { ApprovalAbout, ApprovalOwner, ApprovalsNeeds } from './needs.ts'
export { type ApprovalRow, endApprovals, latestApproval } from './store.ts'
export { approvalParts } from './views.ts'
