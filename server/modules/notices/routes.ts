import { notices as contract } from '@sansheng/contract/notices.ts'
import { type Served, serve } from '../../platform/http.ts'
import { pageOfRows } from '../../platform/page.ts'
import { mustReachPremises } from '../customers/index.ts'
import { endNotice, publishNotice, receiveNotice } from './commands.ts'
import { listNotices, noticesInForce, noticeView } from './queries.ts'

export function noticesRoutes(server: Served): void {
  serve(server, 'notices', contract, {
    list: async (ctx, { params, query }) => {
      const page = pageOfRows(await listNotices(ctx, params.siteId, query), query.limit ?? 50, row => [row.received_at, row.id])
      return { items: page.items.map(noticeView), next: page.next, total: null }
    },
    receive: async (ctx, { params, body }) => noticeView(await receiveNotice(ctx, params.siteId, body)),
    publish: async (ctx, { params }) => noticeView(await publishNotice(ctx, params.siteId, params.id)),
    end: async (ctx, { params }) => noticeView(await endNotice(ctx, params.siteId, params.id)),
    match: async (ctx, { params, query }) => {
      const premises = query.premisesId ? await mustReachPremises(ctx, 'notices:read', params.siteId, query.premisesId) : null
      const inForce = await noticesInForce(ctx, params.siteId)
      const found = await inForce({ address: query.address ?? null }, premises ?? {})
      return { items: found }
    },
  })
}
