/** Sending a form to a printer and the paper being out are two acts: only the second meets a promise to print. */
import type { dispatch as contract } from '@sansheng/contract/dispatch.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { may } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type LockedForm, takeStep } from './step.ts'
import type { FormRow } from './store.ts'

export const requestPrint = (ctx: Ctx, locked: LockedForm): Promise<FormRow> => {
  const printRequests = locked.row.print_requests + 1
  return takeStep(ctx, locked, {
    verb: 'print',
    type: 'print.requested',
    patch: { print_requests: printRequests },
    detail: { printRequests },
  })
}

/**
 * R128: somebody who makes forms says that all papers sent so far are out, or whoever holds one scanned its code, which has its number.
 * A paper that was known to be out is no second event.
 */
export async function confirmPrinted(ctx: Ctx, locked: LockedForm, body: BodyOf<typeof contract.printed>): Promise<FormRow> {
  const { row } = locked
  if (body.how === 'screen' && !may(ctx.actor, 'dispatch:make', row.site_id))
    throw new Fault('forbidden', { needs: 'dispatch:make' })
  const paper = body.how === 'scan' ? (body.paper ?? 0) : row.print_requests
  if (paper === 0 || paper > row.print_requests) throw new Fault('print.none')
  if (paper <= row.prints) return row
  return await takeStep(ctx, locked, {
    verb: 'printed',
    type: 'dispatch.printed',
    patch: { printed_at: row.printed_at ?? ctx.now(), prints: paper },
    detail: { prints: paper, how: body.how },
  })
}
