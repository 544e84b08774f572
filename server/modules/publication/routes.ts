import { Fault } from '@sansheng/contract/fault.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { consentProgress } from '@sansheng/rulebook/kinds'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { localeOf } from '../../platform/fault-reply.ts'
import { type Served, serve } from '../../platform/http.ts'
import type { RunApart } from '../../platform/threads.ts'
import { actorRefs, siteById } from '../people/index.ts'
import { type CheckSource, checkApart, standardView } from '../standards/index.ts'
import { decide, type PublicationNeeds, submissionNow, submit, withdraw } from './commands.ts'
import { acceptedWith, differencesOf } from './differences.ts'
import { saveDraft } from './drafts.ts'
import { consentRules } from './rules.ts'
import { newestPublications, publicationById } from './store.ts'
import { publicationViews } from './views.ts'

export type PublicationRoutesNeeds = PublicationNeeds & { readApart: RunApart<{ check: CheckSource }> }

export function publicationRoutes(server: Served, needs: PublicationRoutesNeeds): void {
  const { compiledStandards, readApart } = needs
  serve(server, 'publication', publication, {
    getDraft: async (ctx, { params }) => {
      const draft = await ctx.db.selectFrom('standard_drafts').selectAll().where('site_id', '=', params.siteId).executeTakeFirst()
      if (draft) {
        const by = draft.saved_by ? (await actorRefs(ctx, [draft.saved_by])).get(draft.saved_by) : null
        return { source: draft.source, version: draft.version, savedAt: iso(draft.saved_at), savedBy: by ?? null }
      }
      const current = await compiledStandards.inForce(params.siteId)
      return { source: current ? (await compiledStandards.byId(current)).source : '', version: 0, savedAt: null, savedBy: null }
    },
    saveDraft: async (ctx, { params, body, request }) => {
      const checked = await checkApart(ctx, readApart, params.siteId, body.source, localeOf(request))
      const { version } = await saveDraft(ctx, params.siteId, body.source, body.version)
      return {
        version,
        savedAt: iso(ctx.now()),
        checked,
      }
    },
    publish: async (ctx, { params, body, request }) => {
      await siteById(ctx, params.siteId)
      const { version } = await submit(ctx, needs, params.siteId, await withDifferences(ctx, params, body, request), {
        directly: true,
      })
      return await standardView(ctx, version!, localeOf(request))
    },
    list: async (ctx, { params: { siteId } }) => {
      const rows = await newestPublications(ctx, siteId)
      const current = await compiledStandards.inForce(siteId)
      const standard = current ? await compiledStandards.byId(current) : null
      const submission = await submissionNow(ctx, siteId, standard)
      const progress =
        standard && submission ? consentProgress(consentRules(standard.rulebook, submission), submission, [], ctx.now()) : null
      const needs = (progress?.steps ?? []).map(({ roles, mode, state }) => ({ roles, mode, given: state === 'given' }))
      return { items: await publicationViews(ctx, siteId, rows, { list: true }), needs }
    },
    get: async (ctx, { params, request }) => {
      const { source, ...row } = await mustFind(ctx, params)
      const { clauses } = await checkApart(ctx, readApart, params.siteId, source, localeOf(request))
      return { ...(await publicationViews(ctx, params.siteId, [row]))[0]!, source, clauses }
    },
    submit: async (ctx, { params, body, request }) => {
      await siteById(ctx, params.siteId)
      const { publicationId, version } = await submit(
        ctx,
        needs,
        params.siteId,
        await withDifferences(ctx, params, body, request),
      )
      return {
        version: version && { id: version.id, number: version.number },
        publication: publicationId ? await view(ctx, { siteId: params.siteId, id: publicationId }) : null,
      }
    },
    listDifferences: async (ctx, { params }) => ({ items: await differencesOf(ctx, params.siteId, params.id) }),
    approve: async (ctx, { params }) => {
      await decide(ctx, needs, params.siteId, params.id, { given: true })
      return await view(ctx, params)
    },
    refuse: async (ctx, { params, body }) => {
      await decide(ctx, needs, params.siteId, params.id, { given: false, reason: body.reason })
      return await view(ctx, params)
    },
    withdraw: async (ctx, { params }) => {
      await withdraw(ctx, needs, params.siteId, params.id)
      return await view(ctx, params)
    },
  })

  /** The text read apart, and its differences with the reasons that came with it. */
  async function withDifferences<B extends { source: string; reasons?: { ruleId: string; reason: string }[] | undefined }>(
    ctx: Ctx,
    { siteId }: { siteId: number },
    { reasons, ...body }: B,
    request: Parameters<typeof localeOf>[0],
  ) {
    const { differences } = await checkApart(ctx, readApart, siteId, body.source, localeOf(request))
    return { ...body, differences: acceptedWith(differences, reasons) }
  }

  async function view(ctx: Ctx, params: { siteId: number; id: string }) {
    return (await publicationViews(ctx, params.siteId, [await mustFind(ctx, params)]))[0]!
  }
}

async function mustFind(ctx: Ctx, { siteId, id }: { siteId: number; id: string }) {
  const row = await publicationById(ctx, siteId, id)
  if (!row) throw new Fault('not_found')
  return row
}
