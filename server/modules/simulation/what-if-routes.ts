import type { simulation } from '@sansheng/contract/simulation.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import type { Handlers } from '../../platform/http.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import type { RunApart } from '../../platform/threads.ts'
import { type CheckSource, type CompiledStandards, checkApart } from '../standards/index.ts'
import { cancelRun, startRun, visibleRun } from './runs.ts'
import { newestRuns } from './store.ts'
import { changesOf, changeView, runRows, runView } from './views.ts'

type Routes = Pick<typeof simulation, 'listRuns' | 'startRun' | 'getRun' | 'cancelRun' | 'listChanges'>

export type SimulationNeeds = { compiledStandards: CompiledStandards; readApart: RunApart<{ check: CheckSource }> }

export function whatIfHandlers({ compiledStandards, readApart }: SimulationNeeds): Handlers<Routes> {
  return {
    listRuns: async (ctx, { params: { siteId }, query }) => ({
      items: await runRows(ctx, siteId, await newestRuns(ctx, siteId, query.publicationId ?? null)),
    }),
    startRun: async (ctx, { params: { siteId }, body, request }) => {
      if (body.source !== undefined) await checkApart(ctx, readApart, siteId, body.source, localeOf(request))
      const wanted = { ...body, from: Date.parse(body.from), until: Date.parse(body.until) }
      return await view(ctx, { siteId, id: await startRun(ctx, compiledStandards, siteId, wanted) }, request)
    },
    getRun: (ctx, { params, request }) => view(ctx, params, request),
    cancelRun: async (ctx, { params, request }) => {
      await cancelRun(ctx, params.siteId, params.id)
      return await view(ctx, params, request)
    },
    listChanges: async (ctx, { params: { siteId, id, ruleId }, query }) => {
      await visibleRun(ctx, siteId, id)
      const limit = query.limit ?? 50
      const after = query.after ? readCursor(query.after, ['time'])[0] : 0
      const page = pageOfRows(await changesOf(ctx, siteId, id, ruleId, { after, limit }), limit, r => [r.n])
      return { items: page.items.map(change => changeView(ctx, change)), next: page.next, total: null }
    },
  }
}

async function view(ctx: Ctx, { siteId, id }: { siteId: number; id: string }, request: Parameters<typeof localeOf>[0]) {
  return await runView(ctx, siteId, await visibleRun(ctx, siteId, id), localeOf(request))
}
