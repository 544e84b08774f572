/** What approvals ask of publishing: whose consent a text needs, and what its answers bring about. */
import { Fault } from '@sansheng/contract/fault.ts'
import { may } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import type { ApprovalOwner, ApprovalRow } from '../approvals/index.ts'
import { notify } from '../notifications/index.ts'
import { personsWithRoles, rolesWith } from '../people/index.ts'
import { type CompiledStandards, checkText } from '../standards/index.ts'
import { factsAt } from './facts.ts'
import { publish } from './publish.ts'
import { rulesFor } from './rules-for.ts'
import { decidePublication, giveBack, publicationById } from './store.ts'

export function publicationConsent(compiledStandards: CompiledStandards): ApprovalOwner {
  return {
    async plan(ctx, siteId, { subject_id: id, requester_roles: roles, requested_at: at }) {
      const row = (await publicationById(ctx, siteId, id))!
      const standard = await compiledStandards.byId(row.base_id)
      const facts = await factsAt(ctx, siteId, standard, roles, at)
      return {
        rules: rulesFor(standard, { at, facts }, row.override_violations && { violations: row.override_violations }),
        facts,
      }
    },
    mayWithdraw: (ctx, siteId) => may(ctx.actor, 'standards:publish', siteId),
    async decided(ctx, siteId, approval, outcome) {
      const id = approval.subject_id
      if (outcome === 'granted') await publishGranted(ctx, compiledStandards, siteId, id)
      else {
        await decidePublication(ctx, siteId, id, outcome)
        await giveBack(ctx, siteId, id)
      }
      if (outcome !== 'withdrawn') await tellAsker(ctx, siteId, approval, outcome === 'granted' ? 'approved' : 'refused')
    },
  }
}

async function publishGranted(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number, id: string): Promise<void> {
  const row = (await publicationById(ctx, siteId, id))!
  const override = row.override_violations && { reason: row.override_reason!, seen: row.override_violations }
  if (override) await askerMustStillPublish(ctx, siteId, row.submitted_by)
  const version = await publish(ctx, compiledStandards, siteId, {
    text: await checkText(ctx, compiledStandards, siteId, row.source),
    note: row.note ?? undefined,
    trial: row.trial,
    differences: row.differences,
    publication: id,
    by: row.submitted_by,
    ...(override ? { override: { ...override, authority: 'agreed' as const } } : {}),
  })
  await decidePublication(ctx, siteId, id, 'published', version.id)
}

/** Two persons let it pass, so the first must have the right now, when it passes, as the second has who just answered. */
async function askerMustStillPublish(ctx: Ctx, siteId: number, personId: string | null): Promise<void> {
  const held = await personsWithRoles(ctx, siteId)
  const may = rolesWith('standards:publish').some(role => held.get(role)?.some(person => person.id === personId))
  if (!may) throw new Fault('approval.right')
}

async function tellAsker(ctx: Ctx, siteId: number, approval: ApprovalRow, why: 'approved' | 'refused'): Promise<void> {
  const { requested_by: by, case_id: caseId, title } = approval
  if (by === null || by === personIdOf(ctx.actor)) return
  await notify(ctx, { siteId, why, caseId, persons: [by], params: { what: title } })
}
