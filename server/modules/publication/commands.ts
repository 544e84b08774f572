/** A new version by consent: submitted, approved step by step, refused or taken back. Every step is an event of the site's standard. */
import { Fault } from '@sansheng/contract/fault.ts'
import { timeFacts } from '@sansheng/rulebook/time'
import type { Facts, Role } from '@sansheng/rulebook/vocabulary'
import { may, rolesAt } from '../../platform/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type Case, lockOrOpenCase, record } from '../../platform/events/index.ts'
import { mustBeStaff, personIdOf } from '../../platform/principal.ts'
import { notify } from '../notifications/index.ts'
import { personRefs, personsWithRoles, siteById } from '../people/index.ts'
import {
  type CheckedText,
  type CompiledStandard,
  type CompiledStandards,
  checkText,
  latestVersion,
  refuseBlocked,
  standardCase,
} from '../standards/index.ts'
import { mustBeNewestDraft } from './drafts.ts'
import { publish } from './publish.ts'
import { consentRules, consentsBySubmitting, type Standing, type Submission, standingOf } from './rules.ts'
import {
  type ConsentRow,
  consentsOf,
  decidePublication,
  deleteDraft,
  giveBack,
  insertConsent,
  insertPublication,
  type PublicationRow,
  publicationById,
  waitingPublication,
} from './store.ts'

export type Submitted = {
  source: string
  note?: string | undefined
  trial?: boolean | undefined
  draftVersion?: number | undefined
}

/** The version that is in force now; null while it waits. */
type Outcome = { publicationId: string | null; version: CompiledStandard | null }

/**
 * Publishes at once where nobody has to be asked, or where whoever submits gives the last consent by submitting. `directly`: refuses
 * where it would have to wait.
 */
export async function submit(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  asked: Submitted,
  { directly = false } = {},
): Promise<Outcome> {
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  if (asked.draftVersion !== undefined) await mustBeNewestDraft(ctx, siteId, asked.draftVersion)
  const text = await checkText(ctx, compiledStandards, siteId, asked.source)
  const standard = await newestStandard(ctx, compiledStandards, siteId)
  const submission = await submissionNow(ctx, siteId, standard)
  if (!standard || !submission || consentRules(standard.rulebook, submission).length === 0) {
    if (!may(ctx.actor, 'standards:publish', siteId)) throw new Fault('forbidden', { needs: 'standards:publish' })
    return { publicationId: null, version: await publish(ctx, compiledStandards, siteId, { ...asked, text }) }
  }
  const standing = standingOf(standard.rulebook, submission, [], ctx.now())
  if (standing.state !== 'given') {
    if (directly) throw new Fault('approval.needed', { clause: standing.steps[0]!.clause.number })
    await mustNotWaitTwice(ctx, siteId)
  }
  return await open(ctx, compiledStandards, caseRow, { ...asked, text }, submission, standing, standard)
}

async function open(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  caseRow: Case,
  asked: Submitted & { text: CheckedText },
  submission: Submission,
  standing: Standing,
  standard: CompiledStandard,
): Promise<Outcome> {
  const { siteId } = caseRow
  const { compiled } = asked.text
  refuseBlocked(compiled)
  const { front } = compiled.document
  const id = ctx.newId()
  const trial = asked.trial ?? front.trial
  const title = front.title ?? front.standard ?? ''
  await insertPublication(ctx, siteId, {
    id,
    baseId: standard.id,
    title,
    source: asked.source,
    note: asked.note ?? null,
    trial,
    roles: submission.roles,
  })
  await tell(ctx, caseRow, id, 'approval.requested', { base: standard.number, trial }, { note: asked.note })
  if (submission.by && consentsBySubmitting(consentRules(standard.rulebook, submission), submission)) {
    const own = { personId: submission.by, roles: submission.roles, given: true, bySubmitting: true, reason: null }
    await insertConsent(ctx, siteId, id, own)
    await tell(ctx, caseRow, id, 'approval.given', { roles: submission.roles.join(' '), bySubmitting: true })
  }
  if (standing.state !== 'given') {
    await deleteDraft(ctx, siteId)
    await ask(ctx, caseRow, standing, title, [submission.by])
    return { publicationId: id, version: null }
  }
  const version = await publish(ctx, compiledStandards, siteId, { ...asked, publication: id })
  await decidePublication(ctx, siteId, id, 'published', version.id)
  return { publicationId: id, version }
}

/** Gives or refuses what whoever acts is asked for. A second click finds it done and changes nothing. */
export async function decide(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  id: string,
  said: { given: true } | { given: false; reason: string },
): Promise<void> {
  const { personId } = mustBeStaff(ctx.actor)
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const row = await mustBeThere(ctx, siteId, id)
  const consents = await consentsOf(ctx, siteId, [id])
  const before = consents.find(c => c.person_id === personId && !c.by_submitting)
  if (before && before.given === said.given && row.state !== 'withdrawn') return
  mustWait(row)
  const standard = await compiledStandards.byId(row.base_id)
  const roles = rolesAt(ctx.actor, siteId)
  const asked = await submissionOf(ctx, siteId, row, standard)
  if (before || !mayDecide(standingOf(standard.rulebook, asked, heard(consents), ctx.now()), row, personId, roles))
    throw new Fault('approval.role')
  const reason = said.given ? null : said.reason
  await insertConsent(ctx, siteId, id, { personId, roles, given: said.given, bySubmitting: false, reason })
  await tell(ctx, caseRow, id, said.given ? 'approval.given' : 'approval.refused', { roles: roles.join(' ') }, { reason })
  const now = { person_id: personId, roles, given: said.given, by_submitting: false, at: ctx.now() }
  const after = standingOf(standard.rulebook, asked, heard([...consents, now]), ctx.now())
  if (after.state === 'waiting')
    return await ask(ctx, caseRow, after, row.title, [row.submitted_by, ...consents.map(c => c.person_id)])
  const done = {
    persons: [row.submitted_by].filter(p => p !== null && p !== personId) as string[],
    params: { what: row.title },
  }
  if (after.state === 'refused') {
    await decidePublication(ctx, siteId, id, 'refused')
    await giveBack(ctx, siteId, id)
    return await notify(ctx, { siteId, why: 'refused', caseId: caseRow.id, ...done })
  }
  const { note, trial, submitted_by: by } = row
  const version = await publish(ctx, compiledStandards, siteId, {
    text: await checkText(ctx, compiledStandards, siteId, row.source),
    note: note ?? undefined,
    trial,
    publication: id,
    by,
  })
  await decidePublication(ctx, siteId, id, 'published', version.id)
  await notify(ctx, { siteId, why: 'approved', caseId: caseRow.id, ...done })
}

/** Whoever submitted takes it back, or somebody who may publish. */
export async function withdraw(ctx: Ctx, siteId: number, id: string): Promise<void> {
  const caseRow = await lockOrOpenCase(ctx, siteId, 'standard', standardCase(siteId))
  const row = await mustBeThere(ctx, siteId, id)
  if (row.state === 'withdrawn' && row.decided_by === personIdOf(ctx.actor)) return
  mustWait(row)
  if (!mayWithdraw(ctx, siteId, row)) throw new Fault('forbidden', { needs: 'standards:publish' })
  await decidePublication(ctx, siteId, id, 'withdrawn')
  await giveBack(ctx, siteId, id)
  await tell(ctx, caseRow, id, 'approval.withdrawn', {})
}

export const mayWithdraw = (ctx: Ctx, siteId: number, row: PublicationRow): boolean =>
  (row.submitted_by !== null && row.submitted_by === personIdOf(ctx.actor)) || may(ctx.actor, 'standards:publish', siteId)

/** Whether some step waits for a role of this person, who is not the one that submitted. */
export const mayDecide = (standing: Standing, row: PublicationRow, personId: string | null, roles: readonly Role[]): boolean =>
  personId !== null && personId !== row.submitted_by && standing.waitingFor.some(role => roles.includes(role))

/** What is read of a text that whoever acts would submit now; null at a site without a standard. */
export async function submissionNow(ctx: Ctx, siteId: number, standard: CompiledStandard | null): Promise<Submission | null> {
  if (!standard) return null
  const roles = rolesAt(ctx.actor, siteId)
  const at = ctx.now()
  return { by: personIdOf(ctx.actor), roles, at, facts: await factsAt(ctx, siteId, standard, roles, at) }
}

/** What was read when it was submitted, so that it is read the same way to the end. */
export async function submissionOf(
  ctx: Ctx,
  siteId: number,
  row: PublicationRow,
  standard: CompiledStandard,
): Promise<Submission> {
  const { submitted_by: by, submitted_roles: roles, submitted_at: at } = row
  return { by, roles, at, facts: await factsAt(ctx, siteId, standard, roles, at) }
}

async function factsAt(ctx: Ctx, siteId: number, standard: CompiledStandard, roles: readonly Role[], at: number): Promise<Facts> {
  const { kind, code } = await siteById(ctx, siteId)
  return {
    site: { kind: kind as NonNullable<NonNullable<Facts['site']>['kind']>, code },
    agent: roles[0] ? { role: roles[0] } : {},
    event: { type: 'standard.published' },
    time: timeFacts(standard, at),
  }
}

export const heard = (consents: readonly Pick<ConsentRow, 'person_id' | 'roles' | 'given' | 'by_submitting' | 'at'>[]) =>
  consents.filter(c => !c.by_submitting).map(c => ({ by: c.person_id, roles: c.roles, given: c.given, at: c.at }))

/** The version in force as the database has it now that the case is held, not as it was remembered. */
async function newestStandard(ctx: Ctx, compiledStandards: CompiledStandards, siteId: number): Promise<CompiledStandard | null> {
  const last = await latestVersion(ctx, siteId)
  return last ? await compiledStandards.byId(last.id) : null
}

async function mustNotWaitTwice(ctx: Ctx, siteId: number): Promise<void> {
  const waiting = await waitingPublication(ctx, siteId)
  if (!waiting) return
  const by = waiting.submitted_by ? (await personRefs(ctx, [waiting.submitted_by])).get(waiting.submitted_by) : null
  throw new Fault('approval.waiting', { by: by?.name ?? null }, { detail: { publicationId: waiting.id } })
}

async function mustBeThere(ctx: Ctx, siteId: number, id: string) {
  const row = await publicationById(ctx, siteId, id)
  if (!row) throw new Fault('not_found')
  return row
}

function mustWait(row: PublicationRow): void {
  if (row.state === 'overtaken') throw new Fault('approval.overtaken', { number: row.base_number })
  if (row.state !== 'waiting') throw new Fault('approval.decided', { state: row.state })
}

/** Rings the bell of those whose turn it is and who have not been heard. */
async function ask(ctx: Ctx, caseRow: Case, standing: Standing, what: string, except: readonly (string | null)[]): Promise<void> {
  const held = await personsWithRoles(ctx, caseRow.siteId)
  const persons = standing.waitingFor.flatMap(role => held.get(role) ?? []).map(p => p.id)
  const others = persons.filter(id => !except.includes(id))
  await notify(ctx, { siteId: caseRow.siteId, persons: others, why: 'approve', caseId: caseRow.id, params: { what } })
}

type Step = 'approval.requested' | 'approval.given' | 'approval.refused' | 'approval.withdrawn'
async function tell(
  ctx: Ctx,
  caseRow: Case,
  id: string,
  type: Step,
  detail: Record<string, string | number | boolean>,
  values: Record<string, string | null | undefined> = {},
): Promise<void> {
  await record(ctx, caseRow, { type, subject: { kind: 'standard', id }, refs: { standard: id }, detail, values })
}
