/** What approvals need of others; `app.ts` connects it, so that whoever asks stands above. */
import type { Refs } from '@sansheng/rulebook/engine'
import type { ConsentRule } from '@sansheng/rulebook/kinds'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import type { Ctx } from '../../platform/ctx.ts'
import type { Subject } from '../../platform/subjects.ts'
import type { ApprovalRow } from './store.ts'

/** The module whose subjects of one kind need consent. */
export type ApprovalOwner = {
  /** Whose consent the standard asks for, read as it was read when it was asked. */
  plan(ctx: Ctx, siteId: number, approval: ApprovalRow): Promise<{ rules: ConsentRule[]; facts: Facts }>
  /** Carries out what was granted, or undoes what was refused or taken back; the case is held. */
  decided(ctx: Ctx, siteId: number, approval: ApprovalRow, outcome: 'granted' | 'refused' | 'withdrawn'): Promise<void>
  /** What its events refer to besides the subject, and where its notifications lead; nothing where the subject says all. */
  about?(ctx: Ctx, siteId: number, approval: Pick<ApprovalRow, 'subject_kind' | 'subject_id'>): Promise<ApprovalAbout>
  /** Who besides the asker may take it back. */
  mayWithdraw(ctx: Ctx, siteId: number): boolean
}

export type ApprovalAbout = {
  refs: Refs
  /** The word by which it is asked for, where that is not `approve`. */
  why?: 'exempt'
  subject: Subject
  root: Subject
  clockId?: string
}

type ApprovalNotification = {
  siteId: number
  persons: readonly string[]
  why: 'approve' | 'exempt' | 'escalate'
  caseId: string
  params: { what: string }
  subject?: Subject
  root?: Subject
  clockId?: string
}

export type ApprovalsNeeds = {
  owners: Record<string, ApprovalOwner>
  notify(ctx: Ctx, notification: ApprovalNotification): Promise<void>
}
