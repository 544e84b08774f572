import { Fault } from '@sansheng/contract/fault.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { roles as roleNames } from '@sansheng/rulebook/vocabulary'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { verifyLedger } from '../../platform/events/verify.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import { type Served, serve } from '../../platform/http.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import { personRefs, personsWithRoles, siteById } from '../people/index.ts'
import { calendarHandlers } from './calendar-routes.ts'
import { checkSource, saveDraft } from './commands.ts'
import { type CompiledStandard, type CompiledStandards, standardInForce } from './compiled-standards.ts'
import { complianceHandlers } from './compliance-routes.ts'
import { explainClock } from './explain.ts'
import { explainFinding } from './explain-finding.ts'
import { handbookOf } from './handbook.ts'
import { checkedView, clauseViews, problemView } from './present.ts'
import { submit } from './publication.ts'
import { approversOf } from './publication-view.ts'
import { openClocksOf } from './queries.ts'
import { templates } from './templates.ts'

export function standardsRoutes(server: Served, needs: { compiledStandards: CompiledStandards }): void {
  const { compiledStandards } = needs

  serve(server, 'standards', standards, {
    listTemplates: async (ctx, { request }) => ({ items: await templates(localeOf(request), ctx.now()) }),
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
    check: async (ctx, { params, body, request }) =>
      checkedView(await checkSource(ctx, params.siteId, body.source), localeOf(request), ctx.now()),
    getDraft: async (ctx, { params }) => {
      const draft = await ctx.db.selectFrom('standard_drafts').selectAll().where('site_id', '=', params.siteId).executeTakeFirst()
      if (draft) {
        const by = draft.saved_by ? (await personRefs(ctx, [draft.saved_by])).get(draft.saved_by) : null
        return { source: draft.source, version: draft.version, savedAt: iso(draft.saved_at), savedBy: by ?? null }
      }
      const current = await compiledStandards.inForce(params.siteId)
      return { source: current ? (await compiledStandards.byId(current)).source : '', version: 0, savedAt: null, savedBy: null }
    },
    saveDraft: async (ctx, { params, body, request }) => {
      const { version } = await saveDraft(ctx, params.siteId, body.source, body.version)
      return {
        version,
        savedAt: iso(ctx.now()),
        checked: checkedView(await checkSource(ctx, params.siteId, body.source), localeOf(request), ctx.now()),
      }
    },
    publish: async (ctx, { params, body, request }) => {
      await siteById(ctx, params.siteId)
      const { versionId } = await submit(ctx, compiledStandards, params.siteId, body, { directly: true })
      const compiled = await checkSource(ctx, params.siteId, body.source)
      const row = await ctx.db.selectFrom('standard_versions').selectAll().where('id', '=', versionId!).executeTakeFirstOrThrow()
      const { clauses, problems } = checkedView(compiled, localeOf(request), ctx.now())
      const by = row.published_by ? ((await personRefs(ctx, [row.published_by])).get(row.published_by) ?? null) : null
      return {
        id: row.id,
        number: row.number,
        title: row.title,
        trial: row.trial,
        publishedAt: iso(row.published_at),
        publishedBy: by,
        note: row.note,
        current: true,
        source: row.source,
        clauses,
        problems,
      }
    },
    ...complianceHandlers(compiledStandards),
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
    explainClock: (ctx, { params, request }) => explainClock(ctx, compiledStandards, params.siteId, params.id, localeOf(request)),
    explainFinding: (ctx, { params, request }) =>
      explainFinding(ctx, compiledStandards, params.siteId, params.id, localeOf(request)),
    verifyLedger: async (ctx, { params, body }) => {
      const found = await verifyLedger(ctx.db, { siteId: params.siteId, caseId: body.caseId })
      return { ...found, broken: found.broken.map(({ caseId, seq, why }) => ({ caseId, seq, why })), verifiedAt: iso(ctx.now()) }
    },
    ...calendarHandlers,
    escalations: async (ctx, { params }) => {
      const held = await personsWithRoles(ctx, params.siteId)
      const items = Object.entries(roleNames).map(([role, { zh }]) => ({
        role: role as keyof typeof roleNames,
        name: zh,
        persons: held.get(role) ?? [],
      }))
      return { items }
    },
  })
}

async function standardView(ctx: Ctx, standard: CompiledStandard, locale: 'zh' | 'en') {
  const last = await ctx.db
    .selectFrom('standard_versions')
    .select('id')
    .where('site_id', '=', standard.siteId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const by = standard.publishedBy ? ((await personRefs(ctx, [standard.publishedBy])).get(standard.publishedBy) ?? null) : null
  return {
    id: standard.id,
    number: standard.number,
    title: standard.title,
    trial: standard.trial,
    publishedAt: iso(standard.publishedAt),
    publishedBy: by,
    note: standard.note,
    current: last?.id === standard.id,
    source: standard.source,
    clauses: clauseViews(standard.compiled, locale, ctx.now()),
    problems: standard.compiled.problems.map(p => problemView(p, locale)),
  }
}
