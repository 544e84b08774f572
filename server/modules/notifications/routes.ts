import { notifications as contract } from '@sansheng/contract/notifications.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import { type Served, serve } from '../../platform/http.ts'
import { pageOfRows } from '../../platform/page.ts'
import { read } from './commands.ts'
import { countUnread, myNotifications, notificationView } from './queries.ts'

export function notificationsRoutes(server: Served): void {
  serve(server, 'notifications', contract, {
    list: async (ctx, { params, query, request }) => {
      const page = pageOfRows(await myNotifications(ctx, params.siteId, query), query.limit ?? 50, row => [row.at, row.id])
      const items = page.items.map(row => notificationView(ctx, row, localeOf(request)))
      return { items, next: page.next, total: null, unread: await countUnread(ctx, params.siteId) }
    },
    read: async (ctx, { params, body }) => {
      await read(ctx, params.siteId, { ids: body.ids })
      return { done: true as const }
    },
  })
}
