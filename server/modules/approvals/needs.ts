/** What approvals need of others; `app.ts` connects it, so that whoever asks stands above. */
import type { ConsentRule } from '@sansheng/rulebook/kinds'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import type { ApprovalRow } from './store.ts'

/** The module whose subjects of one kind need consent. */
export type ApprovalOwner = {
  /** Whose consent the standard asks for, read as it was read when it was asked. */
  plan(ctx: Ctx, siteId: number, approval: ApprovalRow): Promise<{ rules: ConsentRule[]; facts: Facts }>
  /** Carries out what was granted, or undoes what was refused or taken back; the case is held. */
  decided(ctx: Ctx, siteId: number, approval: ApprovalRow, outcome: 'granted' | 'refused' | 'withdrawn'): Promise<void>
  /** Who besides the asker may take it back. */
  mayWithdraw(ctx: Ctx, siteId: number): boolean
}

type ApprovalNotification = {
  siteId: number
  persons: readonly string[]
  why: 'approve' | 'escalate'
  caseId: string
  params: { what: string }
}

export type ApprovalsNeeds = {
  owners: Record<string, ApprovalOwner>
  notify(ctx: Ctx, notification: ApprovalNotification): Promise<void>
}
