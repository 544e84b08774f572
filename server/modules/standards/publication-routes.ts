import { Fault } from '@sansheng/contract/fault.ts'
import { publications } from '@sansheng/contract/publications.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Served, serve } from '../../platform/http.ts'
import { siteById } from '../people/index.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import { decide, submissionNow, submit, withdraw } from './publication.ts'
import { standingOf } from './publication-standing.ts'
import { newestPublications, publicationById } from './publication-store.ts'
import { publicationViews } from './publication-view.ts'

export function publicationsRoutes(server: Served, { compiledStandards }: { compiledStandards: CompiledStandards }): void {
  serve(server, 'publications', publications, {
    list: async (ctx, { params: { siteId } }) => {
      const rows = await newestPublications(ctx, siteId)
      const current = await compiledStandards.inForce(siteId)
      const standard = current ? await compiledStandards.byId(current) : null
      const asked = await submissionNow(ctx, siteId, standard)
      const standing = standard && asked ? standingOf(standard.rulebook, asked, [], ctx.now()) : null
      const needs = (standing?.steps ?? []).map(({ roles, mode, state }) => ({ roles, mode, given: state === 'given' }))
      return { items: await publicationViews(ctx, compiledStandards, siteId, rows, { list: true }), needs }
    },
    get: async (ctx, { params }) => {
      const { source, ...row } = await mustFind(ctx, params)
      return { ...(await publicationViews(ctx, compiledStandards, params.siteId, [row]))[0]!, source }
    },
    submit: async (ctx, { params, body }) => {
      await siteById(ctx, params.siteId)
      const { publicationId, versionId } = await submit(ctx, compiledStandards, params.siteId, body)
      const version = versionId
        ? await ctx.db
            .selectFrom('standard_versions')
            .select(['id', 'number'])
            .where('id', '=', versionId)
            .executeTakeFirstOrThrow()
        : null
      return { version, publication: publicationId ? await view(ctx, { siteId: params.siteId, id: publicationId }) : null }
    },
    approve: async (ctx, { params }) => {
      await decide(ctx, compiledStandards, params.siteId, params.id, { given: true })
      return await view(ctx, params)
    },
    refuse: async (ctx, { params, body }) => {
      await decide(ctx, compiledStandards, params.siteId, params.id, { given: false, reason: body.reason })
      return await view(ctx, params)
    },
    withdraw: async (ctx, { params }) => {
      await withdraw(ctx, params.siteId, params.id)
      return await view(ctx, params)
    },
  })

  async function view(ctx: Ctx, params: { siteId: number; id: string }) {
    return (await publicationViews(ctx, compiledStandards, params.siteId, [await mustFind(ctx, params)]))[0]!
  }
}

async function mustFind(ctx: Ctx, { siteId, id }: { siteId: number; id: string }) {
  const row = await publicationById(ctx, siteId, id)
  if (!row) throw new Fault('not_found')
  return row
}
