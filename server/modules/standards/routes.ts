import { Fault } from '@sansheng/contract/fault.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { roles as roleNames } from '@sansheng/rulebook/vocabulary'
import { iso } from '../../platform/ctx.ts'
import { verifyLedger } from '../../platform/events/verify.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import { type Served, serve } from '../../platform/http.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import type { RunApart } from '../../platform/threads.ts'
import type { ApprovalsNeeds } from '../approvals/index.ts'
import { personRefs, personsWithRoles } from '../people/index.ts'
import { calendarHandlers } from './calendar-routes.ts'
import type { CheckSource } from './check-job.ts'
import { type CompiledStandards, standardInForce } from './compiled-standards.ts'
import { requestExemption } from './exemption.ts'
import { exemptionView } from './exemption-view.ts'
import { explainClock } from './explain.ts'
import { explainFinding } from './explain-finding.ts'
import { foldCases } from './fold.ts'
import { handbookOf } from './handbook.ts'
import { approversOf, openClocksOf } from './queries.ts'
import { checkApart } from './texts.ts'
import { standardView } from './version-view.ts'

export type StandardsNeeds = {
  compiledStandards: CompiledStandards
  approvals: ApprovalsNeeds
  sealPublicKey: string
  readApart: RunApart<{ check: CheckSource }>
}

export function standardsRoutes(server: Served, needs: StandardsNeeds): void {
  const { compiledStandards, sealPublicKey: key } = needs
  const fold = foldCases(compiledStandards)

  serve(server, 'standards', standards, {
    get: async (ctx, { params, request }) =>
      await standardView(ctx, await standardInForce(compiledStandards, params.siteId), localeOf(request)),
    listVersions: async (ctx, { params }) => {
      const rows = await ctx.db
        .selectFrom('standard_versions')
        .select(['id', 'number', 'title', 'trial', 'published_at', 'published_by', 'note'])
        .where('site_id', '=', params.siteId)
        .orderBy('number', 'desc')
        .limit(200)
        .execute()
      const persons = await personRefs(
        ctx,
        rows.map(r => r.published_by),
      )
      const approvers = await approversOf(
        ctx,
        params.siteId,
        rows.map(r => r.id),
      )
      const items = rows.map((r, i) => ({
        id: r.id,
        number: r.number,
        title: r.title,
        trial: r.trial,
        publishedAt: iso(r.published_at),
        publishedBy: r.published_by ? (persons.get(r.published_by) ?? null) : null,
        note: r.note,
        current: i === 0,
        approvedBy: approvers.get(r.id) ?? [],
      }))
      return { items }
    },
    getVersion: async (ctx, { params, request }) => {
      const known = await ctx.db
        .selectFrom('standard_versions')
        .select('id')
        .where('site_id', '=', params.siteId)
        .where('id', '=', params.id)
        .executeTakeFirst()
      if (!known) throw new Fault('not_found')
      return await standardView(ctx, await compiledStandards.byId(params.id), localeOf(request))
    },
    getTexts: async (ctx, { params }) => {
      const texts = await ctx.db
        .selectFrom('standard_versions')
        .select(['source', 'trial', 'inherited', 'calendars'])
        .where('site_id', '=', params.siteId)
        .where('id', '=', params.id)
        .executeTakeFirst()
      if (!texts) throw new Fault('not_found')
      return texts as unknown as ReplyOf<typeof standards.getTexts>
    },
    getHandbook: (ctx, { params }) => handbookOf(ctx, compiledStandards, params.siteId, params.id),
    check: (ctx, { params, body, request }) => checkApart(ctx, needs.readApart, params.siteId, body.source, localeOf(request)),
    listClocks: async (ctx, { params, query }) => {
      const limit = query.limit ?? 50
      const after = query.after ? readCursor(query.after, ['text', 'time', 'id']) : null
      const rows = await openClocksOf(ctx, params.siteId, {
        ...query,
        limit,
        after: after && { paused: after[0] === 'paused', due: after[1], id: after[2] },
      })
      const page = pageOfRows(rows, limit, r => [r.row.state, r.row.due_at, r.row.id])
      return { items: page.items.map(r => r.item), next: page.next, total: null }
    },
    explainClock: (ctx, { params, request }) =>
      explainClock(ctx, { compiledStandards, sealPublicKey: key }, params.siteId, params.id, localeOf(request)),
    explainFinding: (ctx, { params, request }) =>
      explainFinding(ctx, compiledStandards, params.siteId, params.id, localeOf(request)),
    verifyLedger: async (ctx, { params, body }) => {
      const found = await verifyLedger(ctx.db, { siteId: params.siteId, caseId: body.caseId }, { key, fold })
      return {
        ...found,
        erased: found.erased.map(({ caseId, seq, words }) => ({ caseId, seq, words })),
        broken: found.broken.map(({ caseId, seq, why }) => ({ caseId, seq, why })),
        verifiedAt: iso(ctx.now()),
      }
    },
    requestExemption: async (ctx, { params: { siteId, id }, body: { reason } }) => {
      await requestExemption(ctx, needs, siteId, id, reason)
      return (await exemptionView(ctx, siteId, id, async () => reason))!
    },
    ...calendarHandlers,
    escalations: async (ctx, { params }) => {
      const personsByRole = await personsWithRoles(ctx, params.siteId)
      const items = Object.entries(roleNames).map(([role, { zh }]) => ({
        role: role as keyof typeof roleNames,
        name: zh,
        persons: personsByRole.get(role) ?? [],
      }))
      return { items }
    },
  })
}
