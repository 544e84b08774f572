/** What a ticket needs of the floor above: `app.ts` connects it. */
import type { TicketDraft } from '@sansheng/contract/tickets.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { LockedTicket } from './step.ts'

export type DispatchPort = {
  /** Makes a form for a ticket in the same transaction. */
  make(ctx: Ctx, locked: LockedTicket, override: TicketDraft['override']): Promise<void>
  /** The ticket leaves this department: its forms that nobody has begun are withdrawn. */
  release(ctx: Ctx, locked: LockedTicket, departmentId: string, reason: string): Promise<void>
}
