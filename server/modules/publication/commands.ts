/** A new version by consent: submitted, approved step by step, refused or taken back. Every step is an event of the site's standard. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { AcceptedDifference } from '@sansheng/contract/publication.ts'
import { consentProgress, type Request } from '@sansheng/rulebook/kinds'
import { may, rolesAt } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockOrOpenCase } from '../../platform/events/index.ts'
import { personIdOf, principalId } from '../../platform/principal.ts'
import { type ApprovalsNeeds, answer, ask, withdraw as withdrawApproval } from '../approvals/index.ts'
import { actorRefs } from '../people/index.ts'
import {
  type CheckedText,
  type CompiledStandard,
  type CompiledStandards,
  checkText,
  latestVersion,
  refusals,
  refuseBlocked,
  standardCase,
} from '../standards/index.ts'
import { mustBeNewestDraft } from './drafts.ts'
import { factsAt } from './facts.ts'
import { publish } from './publish.ts'
import { consentRules } from './rules.ts'
import { rulesFor } from './rules-for.ts'
import {
  decidePublication,
  deleteDraft,
  insertPublication,
  type Override,
  type PublicationRow,
  publicationById,
  waitingPublication,
} from './store.ts'

export type PublicationNeeds = { compiledStandards: CompiledStandards; approvals: ApprovalsNeeds }

export type Submitted = {
  source: string
  note?: string | undefined
  trial?: boolean | undefined
  draftVersion?: number | undefined
  override?: { reason: string } | undefined
  /** Where its words and rules differ, each with the reason. */
  differences: readonly AcceptedDifference[]
}

/** The version that is in force now; null while it waits. */
type Outcome = { publicationId: string | null; version: CompiledStandard | null }

/**
 * Publishes at once where nobody has to be asked, or where whoever submits gives the last consent by submitting. `directly`: refuses
 * where it would have to wait.
 */
export async function submit(
  ctx: Ctx,
  needs: PublicationNeeds,
  siteId: number,
  submitted: Submitted,
  { directly = false } = {},
): Promise<Outcome> {
  const { compiledStandards } = needs
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  if (submitted.draftVersion !== undefined) await mustBeNewestDraft(ctx, siteId, submitted.draftVersion)
  const text = await checkText(ctx, compiledStandards, siteId, submitted.source)
  const standard = await newestStandard(ctx, compiledStandards, siteId)
  const submission = await submissionNow(ctx, siteId, standard)
  const override = submitted.override && standard ? await overrideOf(ctx, siteId, submitted.override.reason) : null
  if (!standard || !submission || (!override && consentRules(standard.rulebook, submission).length === 0)) {
    if (!may(ctx.actor, 'standards:publish', siteId)) throw new Fault('forbidden', { needs: 'standards:publish' })
    return { publicationId: null, version: await publish(ctx, compiledStandards, siteId, versionOf(submitted, text)) }
  }
  const progress = consentProgress(rulesFor(standard, submission, override), submission, [], ctx.now())
  if (progress.state !== 'given') {
    if (directly) throw new Fault('approval.needed', { clause: progress.steps[0]!.clause.number })
    await mustNotWaitTwice(ctx, siteId)
  }
  return await open(ctx, needs, caseRow, { ...submitted, text }, submission, standard, override)
}

/** Keeps the text and asks for the consents; publishes it where whoever submits has given the last one by submitting. */
async function open(
  ctx: Ctx,
  needs: PublicationNeeds,
  caseRow: Case,
  submitted: Submitted & { text: CheckedText },
  submission: Request,
  standard: CompiledStandard,
  override: Override | null,
): Promise<Outcome> {
  const { siteId } = caseRow
  const { compiled } = submitted.text
  refuseBlocked(compiled)
  const { front } = compiled.document
  const id = ctx.newId()
  const approvalId = ctx.newId()
  const trial = submitted.trial ?? front.trial
  const title = front.title ?? front.standard ?? ''
  await insertPublication(ctx, siteId, {
    id,
    approvalId,
    override,
    differences: submitted.differences,
    baseId: standard.id,
    title,
    source: submitted.source,
    note: submitted.note ?? null,
    trial,
    roles: submission.roles,
  })
  const { state } = await ask(ctx, needs.approvals, caseRow, {
    id: approvalId,
    subject: { kind: 'standard', id },
    title,
    detail: { base: standard.number, trial },
    note: submitted.note,
  })
  if (state !== 'given') {
    await deleteDraft(ctx, siteId)
    return { publicationId: id, version: null }
  }
  const version = await publish(ctx, needs.compiledStandards, siteId, {
    ...versionOf(submitted, submitted.text),
    publication: id,
  })
  await decidePublication(ctx, siteId, id, 'published', version.id)
  return { publicationId: id, version }
}

const versionOf = ({ note, trial, differences }: Submitted, text: CheckedText) => ({ text, note, trial, differences })

/** Only whoever may publish asks to override, and only what the standard in force refuses. */
async function overrideOf(ctx: Ctx, siteId: number, reason: string): Promise<Override | null> {
  if (!may(ctx.actor, 'standards:publish', siteId)) throw new Fault('forbidden', { needs: 'standards:publish' })
  const violations = await refusals(ctx, siteId)
  return violations.length > 0 ? { reason, violations } : null
}

/** Gives or refuses what whoever acts is asked for. */
export async function decide(
  ctx: Ctx,
  needs: PublicationNeeds,
  siteId: number,
  id: string,
  decision: { given: true } | { given: false; reason: string },
): Promise<void> {
  await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const row = await mustBeThere(ctx, siteId, id)
  mustNotBeOvertaken(row)
  await answer(ctx, needs.approvals, siteId, row.approval_id, decision)
}

/** Whoever submitted takes it back, or somebody who may publish. */
export async function withdraw(ctx: Ctx, needs: PublicationNeeds, siteId: number, id: string): Promise<void> {
  await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const row = await mustBeThere(ctx, siteId, id)
  mustNotBeOvertaken(row)
  await withdrawApproval(ctx, needs.approvals, siteId, row.approval_id)
}

export const mayWithdraw = (ctx: Ctx, siteId: number, row: PublicationRow): boolean =>
  (row.submitted_by !== null && row.submitted_by === principalId(ctx.actor)) || may(ctx.actor, 'standards:publish', siteId)

/** What is read of a text that whoever acts would submit now; null at a site without a standard. */
export async function submissionNow(ctx: Ctx, siteId: number, standard: CompiledStandard | null): Promise<Request | null> {
  if (!standard) return null
  const roles = rolesAt(ctx.actor, siteId)
  const at = ctx.now()
  return { by: personIdOf(ctx.actor), roles, at, facts: await factsAt(ctx, siteId, standard, roles, at) }
}

/** The version in force as the database has it now that the case is held, not as it was remembered. */
async function newestStandard(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number): Promise<CompiledStandard | null> {
  const last = await latestVersion(ctx, siteId)
  return last ? await compiledStandards.byId(last.id) : null
}

async function mustNotWaitTwice(ctx: Ctx, siteId: number): Promise<void> {
  const waiting = await waitingPublication(ctx, siteId)
  if (!waiting) return
  const by = waiting.submitted_by ? (await actorRefs(ctx, [waiting.submitted_by])).get(waiting.submitted_by) : null
  throw new Fault('approval.waiting', { by: by?.name ?? null }, { detail: { publicationId: waiting.id } })
}

async function mustBeThere(ctx: Ctx, siteId: number, id: string) {
  const row = await publicationById(ctx, siteId, id)
  if (!row) throw new Fault('not_found')
  return row
}

function mustNotBeOvertaken(row: PublicationRow): void {
  if (row.state === 'overtaken') throw new Fault('approval.overtaken', { number: row.base_number })
}
