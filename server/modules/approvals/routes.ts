import { approvals } from '@sansheng/contract/approvals.ts'
import { Fault } from '@sansheng/contract/fault.ts'
import { siteRolesAt } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Served, serve } from '../../platform/http.ts'
import { mustBeStaff } from '../../platform/principal.ts'
import { answer, delegate, remind, withdraw } from './commands.ts'
import type { ApprovalsNeeds } from './needs.ts'
import { approvalById, waitingFor } from './store.ts'
import { approvalViews } from './views.ts'

export function approvalsRoutes(server: Served, { approvals: needs }: { approvals: ApprovalsNeeds }): void {
  serve(server, 'approvals', approvals, {
    list: async (ctx, { params: { siteId } }) => {
      const { personId } = mustBeStaff(ctx.actor)
      const rows = await waitingFor(ctx, siteId, personId, siteRolesAt(ctx.actor, siteId))
      // a say that was given ends with the right of whoever gave it
      return { items: (await approvalViews(ctx, needs, siteId, rows)).filter(approval => approval.mayAnswer) }
    },
    answer: async (ctx, { params, body: { given, reason } }) => {
      if (!given && reason === undefined)
        throw new Fault('invalid', {}, { fields: [{ path: '/reason', message: 'required|{}' }] })
      await answer(ctx, needs, params.siteId, params.id, given ? { given } : { given, reason: reason! })
      return await view(ctx, needs, params)
    },
    withdraw: async (ctx, { params }) => {
      await withdraw(ctx, needs, params.siteId, params.id)
      return await view(ctx, needs, params)
    },
    delegate: async (ctx, { params, body }) => {
      await delegate(ctx, needs, params.siteId, params.id, body.to)
      return await view(ctx, needs, params)
    },
    remind: async (ctx, { params }) => {
      await remind(ctx, needs, params.siteId, params.id)
      return await view(ctx, needs, params)
    },
  })
}

async function view(ctx: Ctx, needs: ApprovalsNeeds, { siteId, id }: { siteId: number; id: string }) {
  return (await approvalViews(ctx, needs, siteId, [(await approvalById(ctx, siteId, id))!]))[0]!
}
