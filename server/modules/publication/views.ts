/** Submitted texts as the screens get them: who was asked, who said what, and what whoever looks may do. */
import type { Publication } from '@sansheng/contract/publication.ts'
import { rolesAt } from '../../platform/access.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { personRefs, personsWithRoles } from '../people/index.ts'
import type { CompiledStandards } from '../standards/index.ts'
import { heard, mayDecide, mayWithdraw, submissionOf } from './commands.ts'
import { type Standing, standingOf } from './rules.ts'
import { type ConsentRow, consentsOf, type PublicationRow } from './store.ts'

/**
 * A fixed number of statements, however many texts and consents. The steps are counted by the version that each was written against, which
 * may have to be compiled: in a list only for what waits.
 */
export async function publicationViews(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  rows: PublicationRow[],
  { list = false } = {},
): Promise<Publication[]> {
  if (rows.length === 0) return []
  const consents = await consentsOf(
    ctx,
    siteId,
    rows.map(r => r.id),
  )
  const persons = await personRefs(ctx, [...consents.map(c => c.person_id), ...rows.flatMap(r => [r.submitted_by, r.decided_by])])
  const held = await personsWithRoles(ctx, siteId)
  const person = (id: string | null) => (id ? (persons.get(id) ?? null) : null)
  const mine = rolesAt(ctx.actor, siteId)
  const views: Publication[] = []
  for (const row of rows) {
    const own = consents.filter(c => c.publication_id === row.id)
    const waits = row.state === 'waiting'
    const standing = list && !waits ? null : await standingNow(ctx, compiledStandards, siteId, row, own)
    const decided = own.some(c => c.person_id === personIdOf(ctx.actor) && !c.by_submitting)
    views.push({
      id: row.id,
      state: row.state,
      title: row.title,
      note: row.note,
      trial: row.trial,
      submittedAt: iso(row.submitted_at),
      submittedBy: person(row.submitted_by),
      base: { id: row.base_id, number: row.base_number },
      steps: (standing?.steps ?? []).map(step => stepView(step, held, person)),
      said: own.map(c => ({
        person: person(c.person_id)!,
        roles: c.roles,
        given: c.given,
        bySubmitting: c.by_submitting,
        reason: c.reason,
        at: iso(c.at),
      })),
      decidedAt: isoOrNull(row.decided_at),
      decidedBy: person(row.decided_by),
      version: row.version_id ? { id: row.version_id, number: row.version_number! } : null,
      mayDecide: standing !== null && waits && !decided && mayDecide(standing, row, personIdOf(ctx.actor), mine),
      mayWithdraw: waits && mayWithdraw(ctx, siteId, row),
    })
  }
  return views
}

async function standingNow(
  ctx: Ctx,
  compiledStandards: CompiledStandards,
  siteId: number,
  row: PublicationRow,
  said: ConsentRow[],
): Promise<Standing> {
  const standard = await compiledStandards.byId(row.base_id)
  const asked = await submissionOf(ctx, siteId, row, standard)
  return standingOf(standard.rulebook, asked, heard(said), row.decided_at ?? ctx.now())
}

type PersonView = Publication['said'][number]['person']
function stepView(
  step: Standing['steps'][number],
  held: Map<string, PersonView[]>,
  person: (id: string) => PersonView | null,
): Publication['steps'][number] {
  const { ruleId, clause, roles, mode, state, dueAt, late, by } = step
  const holders = new Map(roles.flatMap(role => held.get(role) ?? []).map(p => [p.id, p]))
  return {
    ruleId,
    clause,
    roles,
    mode,
    state,
    dueAt: isoOrNull(dueAt),
    late,
    holders: [...holders.values()],
    by: by.map(person).filter(p => p !== null),
  }
}
