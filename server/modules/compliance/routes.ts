import { mostRows, compliance as routes } from '@sansheng/contract/compliance.ts'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import { type Served, serve } from '../../platform/http.ts'
import { pageOfRows, readCursor } from '../../platform/page.ts'
import { type CompiledStandards, rootLink, standardInForce } from '../standards/index.ts'
import { file, subjectLines, tableLines } from './export.ts'
import { compliance, contactCount, periodOf, type SubjectRow, subjects } from './figures.ts'
import { complianceTable } from './table.ts'

export function complianceRoutes(
  server: Served,
  { compiledStandards, sealPublicKey }: { compiledStandards: CompiledStandards; sealPublicKey: string },
): void {
  serve(server, 'compliance', routes, {
    figures: async (ctx, { params: { siteId }, query }) => {
      const period = periodOf(ctx, query)
      const items = await compliance(ctx, compiledStandards, siteId, await standardInForce(compiledStandards, siteId), period)
      return { from: iso(period.from), to: iso(period.to), contacts: await contactCount(ctx, siteId, period), items }
    },
    table: async (ctx, { params, query, request }) => await table(ctx, params.siteId, query, localeOf(request)),
    listSubjects: async (ctx, { params, query }) => {
      const limit = query.limit ?? 50
      const [at, id] = query.after ? readCursor(query.after, ['time', 'text']) : [0, '']
      const before = query.after ? { at, id } : null
      const rows = await subjects(ctx, params.siteId, params.ruleId, periodOf(ctx, query), { ...query, limit, before })
      const page = pageOfRows(rows, limit, r => [r.at, r.id])
      return { items: page.items.map(row => subjectView(ctx, row)), next: page.next, total: null }
    },
    exportTable: async (ctx, { params, body, request }) => {
      const locale = localeOf(request)
      const found = await table(ctx, params.siteId, body, locale)
      const rows = found.rows.reduce((sum, row) => sum + Math.max(1, row.cells.length), 0)
      const period = { from: Date.parse(found.from), to: Date.parse(found.to) }
      const more = { unit: found.unit, group: found.group }
      return await file(ctx, params.siteId, tableLines(found, locale), {
        what: 'table',
        rows,
        period,
        more,
        sealPublicKey,
        locale,
      })
    },
    exportSubjects: async (ctx, { params: { siteId, ruleId }, body, request }) => {
      const locale = localeOf(request)
      const period = periodOf(ctx, body)
      const { zone } = await standardInForce(compiledStandards, siteId)
      const rows = await subjects(ctx, siteId, ruleId, period, { ...body, limit: mostRows, before: null })
      const { verdict = 'all', department = 'all', person = 'all' } = body
      const more = { rule: ruleId, verdict, department, person }
      return await file(ctx, siteId, subjectLines(zone, rows, locale), {
        what: 'subjects',
        rows: rows.length,
        period,
        more,
        sealPublicKey,
        locale,
      })
    },
  })

  async function table(ctx: Ctx, siteId: number, query: TableQuery, locale: 'zh' | 'en') {
    const { unit = 'all', group = 'none' } = query
    return await complianceTable(
      ctx,
      compiledStandards,
      await standardInForce(compiledStandards, siteId),
      { period: periodOf(ctx, query), unit, group },
      locale,
    )
  }
}

type TableQuery = {
  from?: string | undefined
  to?: string | undefined
  unit?: 'day' | 'week' | 'month' | 'all' | undefined
  group?: 'none' | 'department' | 'person' | 'site' | undefined
}

const subjectView = (ctx: Ctx, r: SubjectRow) => ({
  at: iso(r.at),
  verdict: r.verdict as 'met',
  overMs: r.over,
  exempted: r.exempted,
  clockId: r.clock_id,
  findingId: r.clock_id ? null : r.id,
  root: rootLink(ctx, r),
  answerable: r.answerable_id ? { id: r.answerable_id, name: r.answerable!, staffNumber: r.staff! } : null,
  department: r.department,
})
