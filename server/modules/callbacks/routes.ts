import { callbacks as contract } from '@sansheng/contract/callbacks.ts'
import { type Served, serve } from '../../platform/http.ts'
import { makeCallback } from './commands.ts'
import { callbackView, dueCallbacks, listCallbacks } from './queries.ts'

export function callbacksRoutes(server: Served): void {
  serve(server, 'callbacks', contract, {
    make: async (ctx, { params, body }) => callbackView(ctx, params.siteId, await makeCallback(ctx, params.siteId, body)),
    list: (ctx, { params, query }) => listCallbacks(ctx, params.siteId, query),
    due: (ctx, { params, query }) => dueCallbacks(ctx, params.siteId, query),
  })
}
