export { answer, ask, withdraw } from './commands.ts'
export type { ApprovalOwner, ApprovalsNeeds } from './needs.ts'
export { type ApprovalRow, endApprovals } from './store.ts'
export { approvalParts } from './views.ts'
