/** Adding and changing people, within the reach of who does it. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { announce, type Ctx, iso } from '../../platform/ctx.ts'
import { lockOrOpenCase } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'
import { dropAfter, recordOn } from './account-events.ts'
import { type AskConsent, hasSecondPerson, requestConsent } from './account-requests.ts'
import { heldBy, mustBeApart, placedGrants } from './grants.ts'
import { managedBy, worksAt } from './queries.ts'
import { personRefs } from './refs.ts'
import { addedTo, covers, isSensitive } from './rules.ts'
import { type FirstPassword, staffNumberHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { changePerson, insertPerson, joinDepartments, type NewGrant, replaceGrants, revokeSessions } from './store.ts'
import { forgetAllTries } from './tries.ts'

export async function createPerson(
  ctx: Ctx,
  ask: AskConsent,
  siteId: number,
  draft: BodyOf<typeof people.createPerson>,
  first: FirstPassword,
): Promise<string> {
  const managed = await managedBy(ctx)
  const wanted = await placedGrants(ctx, managed, draft.grants, siteId)
  const departmentIds = [...new Set(draft.departmentIds ?? [])]
  await mustBeDepartments(ctx, siteId, departmentIds)
  const id = ctx.newId()
  const together = await mustBeApart(ctx, { siteId, personId: id }, [], wanted)
  await askGate(ctx, { id, home_site_id: siteId })
  const person = { id, home_site_id: siteId, name: draft.name.trim(), staff_number: draft.staffNumber }
  const { now, later, alone } = await dividedGrants(ctx, person, [], wanted)
  await insertPerson(ctx, {
    id,
    homeSiteId: siteId,
    staffNumber: draft.staffNumber,
    name: draft.name.trim(),
    phone: draft.phone ?? null,
    passwordHash: first.hash,
    mustChange: true,
    probation: draft.probation ?? false,
  })
  await replaceGrants(ctx, id, now)
  if (departmentIds.length > 0) await joinDepartments(ctx, siteId, id, departmentIds)
  // somebody may have tried this number before it was given away
  await forgetAllTries(ctx, staffNumberHash(draft.staffNumber))
  const detail = { changed: 'created', roles: rolesIn(now), ...marks({ alone, together }) }
  await recordOn(ctx, { id, home_site_id: siteId }, 'person.changed', detail)
  if (later.length > 0) await requestConsent(ctx, ask, person, { what: 'grants', grants: later })
  tellScreens(ctx, siteId)
  return id
}

export async function updatePerson(
  ctx: Ctx,
  { sessions, ask }: { sessions: Sessions; ask: AskConsent },
  siteId: number,
  id: string,
  body: BodyOf<typeof people.updatePerson>,
): Promise<void> {
  const { person, managed, held } = await takePerson(ctx, siteId, id)
  await mustBeFresh(ctx, person, body.version)
  const wanted = body.grants && (await placedGrants(ctx, managed, body.grants, siteId))
  if (id === personIdOf(ctx.actor)) mustNotRaise(person, held, { grants: wanted, probation: body.probation })
  const together = wanted ? await mustBeApart(ctx, { siteId, personId: id }, held, wanted) : false
  const divided = wanted && (await dividedGrants(ctx, person, held, wanted))
  await mustLeaveAnAdministrator(ctx, id, body.active === false ? [] : divided?.now)
  await askGate(ctx, person)
  await changePerson(ctx, id, {
    ...(body.name === undefined ? {} : { name: body.name.trim() }),
    ...(body.phone === undefined ? {} : { phone: body.phone }),
    ...(body.active === undefined ? {} : { active: body.active }),
    ...(body.probation === undefined ? {} : { probation: body.probation }),
  })
  if (divided) await replaceGrants(ctx, id, divided.now)
  const ended = body.active === false ? await revokeSessions(ctx, { personId: id, but: null }) : 0
  const { version: _, ...changed } = body
  await recordOn(ctx, person, 'person.changed', {
    changed: Object.keys(changed).sort().join(' '),
    ...(body.active === undefined ? {} : { active: body.active }),
    ...(body.probation === undefined ? {} : { probation: body.probation }),
    ...(divided ? { roles: rolesIn(divided.now) } : {}),
    ...(ended > 0 ? { sessionsEnded: ended } : {}),
    ...marks({ alone: divided?.alone ?? false, together }),
  })
  if (divided && divided.later.length > 0) await requestConsent(ctx, ask, person, { what: 'grants', grants: divided.later })
  await dropAfter(ctx, sessions, id)
  tellScreens(ctx, siteId)
}

/**
 * What is given at once, and what waits for a second person. `alone`: sensitive grants that one person gives because nobody else could consent.
 */
async function dividedGrants(
  ctx: Ctx,
  person: { id: string; home_site_id: number },
  held: readonly NewGrant[],
  wanted: readonly NewGrant[],
): Promise<{ now: NewGrant[]; later: NewGrant[]; alone: boolean }> {
  const later = addedTo(held, wanted).filter(isSensitive)
  if (later.length === 0) return { now: [...wanted], later: [], alone: false }
  if (!(await hasSecondPerson(ctx, person.home_site_id, person.id)))
    return { now: [...wanted], later: [], alone: ctx.actor.kind !== 'system' }
  return { now: wanted.filter(g => !later.includes(g)), later, alone: false }
}

/** What the auditor looks for. */
export const marks = ({ alone, together }: { alone: boolean; together: boolean }) => ({
  ...(alone ? { alone } : {}),
  ...(together ? { together } : {}),
})

/** Asks the standard of the person's home site. Signing in and choosing one's own password are never asked about: nobody is locked out by a rule. */
export async function askGate(ctx: Ctx, person: { id: string; home_site_id: number }): Promise<void> {
  const account = await lockOrOpenCase(ctx, person.home_site_id, 'account', person.id)
  const subject = { kind: 'person' as const, id: person.id }
  await ctx.kernel.gate(ctx, account, { action: 'person.changed', subject, refs: { person: person.id }, facts: {} })
}

/** Holds a person who works for the site and whose every grant lies within the reach of who acts. */
export async function takePerson(ctx: Ctx, siteId: number, id: string) {
  const home = await ctx.db.selectFrom('persons').select('home_site_id').where('id', '=', id).executeTakeFirst()
  if (!home) throw new Fault('not_found')
  await lockOrOpenCase(ctx, home.home_site_id, 'account', id)
  const person = await ctx.db
    .selectFrom('persons as p')
    .select(['id', 'home_site_id', 'name', 'staff_number', 'probation', 'version', 'changed_at', 'changed_by'])
    .where('id', '=', id)
    .where(worksAt(siteId))
    .forUpdate()
    .executeTakeFirstOrThrow(() => new Fault('not_found'))
  const managed = await managedBy(ctx)
  const held = await heldBy(ctx, id)
  if (!held.every(g => covers(managed, g))) throw new Fault('grant.beyond')
  return { person, managed, held }
}

/** What would be his advantage, another administrator decides; he may give up what he has. */
function mustNotRaise(
  person: { probation: boolean },
  before: readonly NewGrant[],
  change: { grants: readonly NewGrant[] | undefined; probation: boolean | undefined },
): void {
  if (change.grants && addedTo(before, change.grants).length > 0) throw new Fault('grant.self')
  if (person.probation && change.probation === false) throw new Fault('grant.self')
}

/** `after`: the grants that the person will have; undefined when they stay. Two who remove each other wait for one another. */
async function mustLeaveAnAdministrator(ctx: Ctx, personId: string, after: readonly NewGrant[] | undefined): Promise<void> {
  if (!after || after.some(g => g.role === 'administrator' && g.scope === 'all')) return
  await sql`select pg_advisory_xact_lock(hashtext('sansheng administrators'))`.execute(ctx.db)
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from persons p join grants g on g.person_id = p.id
    where p.active and g.role = 'administrator' and g.scope = 'all'`.execute(ctx.db)
  if (rows.some(r => r.id === personId) && rows.length === 1) throw new Fault('administrator.last')
}

async function mustBeDepartments(ctx: Ctx, siteId: number, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const found = await ctx.db.selectFrom('departments').select('id').where('site_id', '=', siteId).where('id', 'in', ids).execute()
  if (found.length < ids.length) throw new Fault('department.unknown')
}

/** An edit that has seen an older version learns who was first, and when. */
export async function mustBeFresh(
  ctx: Ctx,
  row: { version: number; changed_at: number; changed_by: string | null },
  expected: number,
): Promise<void> {
  if (row.version === expected) return
  const by = (await personRefs(ctx, [row.changed_by])).get(row.changed_by ?? '')
  throw new Fault('stale', { by: by?.name ?? null, at: iso(row.changed_at) }, { detail: { version: row.version } })
}

/** Open screens read people and places again. */
export function tellScreens(ctx: Ctx, siteId: number): void {
  announce(ctx, { siteId, type: 'site.changed', refs: {}, subject: { kind: 'person', id: '' } })
}

const rolesIn = (grants: readonly NewGrant[]): string => [...new Set(grants.map(g => `${g.role}:${g.scope}`))].sort().join(' ')
