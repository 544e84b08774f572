import { ledger as contract } from '@sansheng/contract/ledger.ts'
import { type Served, serve } from '../../platform/http.ts'
import { pageOfRows } from '../../platform/page.ts'
import type { CompiledStandards } from '../standards/index.ts'
import { entryView, eventsOf, overviewOf } from './queries.ts'

export type LedgerNeeds = { sealPublicKey: string; compiledStandards: CompiledStandards }

export function ledgerRoutes(server: Served, { sealPublicKey: key, compiledStandards }: LedgerNeeds): void {
  serve(server, 'ledger', contract, {
    overview: async (ctx, { params }) => ({ ...(await overviewOf(ctx, params.siteId)), key }),
    listEvents: async (ctx, { params, query }) => {
      const rows = await eventsOf(ctx, params.siteId, query, compiledStandards)
      const page = pageOfRows(rows, query.limit ?? 50, row => [row.at, row.case_id, row.seq])
      return { items: page.items.map(entryView), next: page.next, total: null }
    },
  })
}
