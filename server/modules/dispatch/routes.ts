import { dispatch as contract } from '@sansheng/contract/dispatch.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { flush } from '../../platform/events/index.ts'
import { type Served, serve } from '../../platform/http.ts'
import { accept, arrive, assign, finish, inspect, print, printed, returnForm, withdraw } from './commands.ts'
import { makeForm } from './make.ts'
import { listWorkers } from './nameable.ts'
import { formPhone } from './phone.ts'
import { formView, getForm, listForms } from './queries.ts'
import type { FormRow } from './store.ts'

export function dispatchRoutes(server: Served): void {
  serve(server, 'dispatch', contract, {
    make: async (ctx, { params, body }) => answer(ctx, await makeForm(ctx, params.siteId, body)),
    list: (ctx, { params, query }) => listForms(ctx, params.siteId, query),
    get: (ctx, { params }) => getForm(ctx, params.siteId, params.id),
    phone: (ctx, { params }) => formPhone(ctx, params.siteId, params.id),
    workers: (ctx, { params, query }) => listWorkers(ctx, params.siteId, query),
    print: act(print),
    printed: act(printed),
    assign: act(assign),
    accept: act(accept),
    arrive: act(arrive),
    finish: act(finish),
    returnForm: act(returnForm),
    inspect: act(inspect),
    withdraw: act(withdraw),
  })
}

type Command<B> = (ctx: Ctx, siteId: number, id: string, body: B) => Promise<FormRow>
const act =
  <B>(command: Command<B>) =>
  async (ctx: Ctx, { params, body }: { params: { siteId: number; id: string }; body: B }) =>
    answer(ctx, await command(ctx, params.siteId, params.id, body))

/** The reply shows the clocks that the act started or settled: they are written first. */
async function answer(ctx: Ctx, row: FormRow) {
  await flush(ctx)
  return await formView(ctx, row.site_id, row.id)
}
