import { customers as contract } from '@sansheng/contract/customers.ts'
import { type Served, serve } from '../../platform/http.ts'
import { pageOfRows } from '../../platform/page.ts'
import { changeCustomer, createCustomer, createPremises, revealPhone } from './commands.ts'
import { listLookUps, lookUpPhone, lookUpSearched } from './look-ups.ts'
import { mergeCustomers, sameCustomers, separateCustomer } from './merge.ts'
import { mustReachCustomer, searchCustomers, searchPremises } from './queries.ts'
import { customerView, premisesView } from './views.ts'

export function customersRoutes(server: Served): void {
  serve(server, 'customers', contract, {
    list: {
      async outside(ctx, { params, query }, write) {
        await lookUpSearched(ctx, write, params.siteId, query.q)
        const page = pageOfRows(await searchCustomers(ctx, params.siteId, query), query.limit ?? 50, row => [row.id])
        return { items: page.items.map(customerView), next: page.next, total: null }
      },
    },
    lookUp: async (ctx, { params, body }) => ({
      items: (await lookUpPhone(ctx, params.siteId, body.phone)).map(customerView),
    }),
    listLookUps: (ctx, { params, query }) => listLookUps(ctx, params.siteId, query),
    get: async (ctx, { params }) => customerView(await mustReachCustomer(ctx, 'customers:read', params.siteId, params.id)),
    create: async (ctx, { params, body }) => customerView(await createCustomer(ctx, params.siteId, body)),
    update: async (ctx, { params, body }) => customerView(await changeCustomer(ctx, params.siteId, params.id, body)),
    same: (ctx, { params }) => sameCustomers(ctx, params.siteId, params.id),
    merge: async (ctx, { params, body }) => customerView(await mergeCustomers(ctx, params.siteId, params.id, body)),
    separate: async (ctx, { params, body }) => customerView(await separateCustomer(ctx, params.siteId, params.id, body)),
    reveal: (ctx, { params, body }) => revealPhone(ctx, params.siteId, params.id, body),
    listPremises: async (ctx, { params, query }) => {
      const page = pageOfRows(await searchPremises(ctx, params.siteId, query), query.limit ?? 50, row => [row.address, row.id])
      return { items: page.items.map(premisesView), next: page.next, total: null }
    },
    createPremises: async (ctx, { params, body }) => premisesView(await createPremises(ctx, params.siteId, body)),
  })
}
