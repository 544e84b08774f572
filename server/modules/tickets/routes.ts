import type { BodyOf } from '@sansheng/contract/route.ts'
import { tickets as contract } from '@sansheng/contract/tickets.ts'
import { mustReach } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { flush, gather } from '../../platform/events/index.ts'
import { type Served, serve } from '../../platform/http.ts'
import { lookUpSearched } from '../customers/index.ts'
import { readNotifications } from '../notifications/index.ts'
import { changeTicket } from './correct.ts'
import type { DispatchPort } from './dispatch-port.ts'
import { confirmTicket, notifyTicket, transferTicket } from './hand-over.ts'
import { historyOf } from './history.ts'
import { countTickets, listTickets } from './lists.ts'
import { openMatters } from './open-matters.ts'
import { closeTicket, contactCustomer, followUp, keepPromise, promise, reopenTicket, resume, wait } from './progress.ts'
import { ticketRow } from './queries.ts'
import { registerTicket } from './register.ts'
import { searchTickets } from './search.ts'
import { type LockedTicket, ownersOf } from './step.ts'
import { newTicketView, ticketView } from './views.ts'

export type TicketsNeeds = { dispatch: DispatchPort }

export function ticketsRoutes(server: Served, ports: TicketsNeeds): void {
  serve(server, 'tickets', contract, {
    register: async (ctx, { params, body }) => {
      const { parts, ...locked } = await registerTicket(ctx, params.siteId, body, ports)
      if (!parts) return await answer(ctx, locked)
      // only its number is not known yet: unless its clocks have to be read, the rows go out with the commit
      await (parts.clocks ? gather(ctx) : flush(ctx))
      return await newTicketView(ctx, locked.row, parts, locked.violations)
    },
    get: (ctx, { params }) => ticketView(ctx, params.siteId, params.id),
    list: (ctx, { params, query }) => listTickets(ctx, params.siteId, query),
    search: {
      async outside(ctx, { params, query }, write) {
        await lookUpSearched(ctx, write, params.siteId, query.q)
        return await searchTickets(ctx, params.siteId, query)
      },
    },
    openMatters: (ctx, { params, query }) => openMatters(ctx, params.siteId, query),
    history: (ctx, { params }) => historyOf(ctx, params.siteId, params.id),
    counts: (ctx, { params }) => countTickets(ctx, params.siteId),
    change: act((ctx, siteId, id, body: ChangeBody) => changeTicket(ctx, siteId, id, body, ports.dispatch)),
    promise: act(promise),
    keepPromise: act(keepPromise),
    contactCustomer: act(contactCustomer),
    notifyDepartment: act((ctx, siteId, id, body: NotifyBody) => notifyTicket(ctx, siteId, id, body, ports.dispatch)),
    confirm: act(confirmTicket),
    followUp: act(followUp),
    transfer: act(transferTicket),
    wait: act(wait),
    resume: act(resume),
    close: act(closeTicket),
    reopen: act(reopenTicket),
    markRead: async (ctx, { params }) => {
      mustReach(ctx.actor, 'tickets:read', params.siteId, ownersOf(await ticketRow(ctx, params.siteId, params.id)))
      await readNotifications(ctx, params.siteId, { rootId: params.id })
      return { done: true as const }
    },
  })
}

type ChangeBody = BodyOf<typeof contract.change>
type NotifyBody = BodyOf<typeof contract.notifyDepartment>
type Command<B> = (ctx: Ctx, siteId: number, id: string, body: B) => Promise<LockedTicket>
const act =
  <B>(command: Command<B>) =>
  async (ctx: Ctx, { params, body }: { params: { siteId: number; id: string }; body: B }) =>
    answer(ctx, await command(ctx, params.siteId, params.id, body))

/** The reply shows the clocks that the act started or settled: they are written first. */
async function answer(ctx: Ctx, locked: LockedTicket) {
  await flush(ctx)
  return await ticketView(ctx, locked.row.site_id, locked.row.id, locked.violations)
}
