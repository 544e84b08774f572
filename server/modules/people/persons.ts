/** Adding and changing people, within the reach of who does it. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { people } from '@sansheng/contract/people.ts'
import type { BodyOf } from '@sansheng/contract/route.ts'
import { sql } from 'kysely'
import { announce, type Ctx, iso } from '../../platform/ctx.ts'
import { lockOrOpenCase } from '../../platform/events/index.ts'
import { personIdOf } from '../../platform/principal.ts'
import { forgetDevices } from './devices.ts'
import { managedBy } from './queries.ts'
import { personRefs } from './refs.ts'
import { covers, type Managed, mayMeet, onlyLessens, type Place, placed } from './rules.ts'
import { type FirstPassword, staffNumberHash } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { dropAfter, recordOn } from './sign-in.ts'
import {
  changePerson,
  insertPerson,
  joinDepartments,
  type NewGrant,
  replaceGrants,
  revokeSessions,
  setPassword,
} from './store.ts'
import { forgetAllTries } from './tries.ts'

type GrantDrafts = BodyOf<typeof people.createPerson>['grants']

export async function createPerson(
  ctx: Ctx,
  siteId: number,
  draft: BodyOf<typeof people.createPerson>,
  first: FirstPassword,
): Promise<string> {
  const managed = await managedBy(ctx)
  const grants = await granted(ctx, managed, draft.grants, siteId)
  const departmentIds = [...new Set(draft.departmentIds ?? [])]
  await mustBeDepartments(ctx, siteId, departmentIds)
  const id = ctx.newId()
  await askGate(ctx, { id, home_site_id: siteId })
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
  await replaceGrants(ctx, id, grants)
  if (departmentIds.length > 0) await joinDepartments(ctx, siteId, id, departmentIds)
  // somebody may have tried this number before it was given away
  await forgetAllTries(ctx, staffNumberHash(draft.staffNumber))
  await recordOn(ctx, { id, home_site_id: siteId }, 'person.changed', { changed: 'created', roles: rolesIn(grants) })
  tellScreens(ctx, siteId)
  return id
}

export async function updatePerson(
  ctx: Ctx,
  sessions: Sessions,
  siteId: number,
  id: string,
  body: BodyOf<typeof people.updatePerson>,
): Promise<void> {
  const { person, managed, held } = await takePerson(ctx, siteId, id)
  await mustBeFresh(ctx, person, body.version)
  const grants = body.grants && (await granted(ctx, managed, body.grants, siteId))
  if (id === personIdOf(ctx.actor)) mustNotRaise(person, held, { grants, probation: body.probation })
  await mustLeaveAnAdministrator(ctx, id, body.active === false ? [] : grants)
  await askGate(ctx, person)
  await changePerson(ctx, id, {
    ...(body.name === undefined ? {} : { name: body.name.trim() }),
    ...(body.phone === undefined ? {} : { phone: body.phone }),
    ...(body.active === undefined ? {} : { active: body.active }),
    ...(body.probation === undefined ? {} : { probation: body.probation }),
  })
  if (grants) await replaceGrants(ctx, id, grants)
  const ended = body.active === false ? await revokeSessions(ctx, { personId: id, but: null }) : 0
  const { version: _, ...changed } = body
  await recordOn(ctx, person, 'person.changed', {
    changed: Object.keys(changed).sort().join(' '),
    ...(body.active === undefined ? {} : { active: body.active }),
    ...(body.probation === undefined ? {} : { probation: body.probation }),
    ...(grants ? { roles: rolesIn(grants) } : {}),
    ...(ended > 0 ? { sessionsEnded: ended } : {}),
  })
  await dropAfter(ctx, sessions, id)
  tellScreens(ctx, siteId)
}

/** A new first password; ends the sessions of the account, and forgets its devices and the wrong tries at it. */
export async function resetPassword(
  ctx: Ctx,
  sessions: Sessions,
  siteId: number,
  id: string,
  first: FirstPassword,
): Promise<void> {
  const { person } = await takePerson(ctx, siteId, id)
  await askGate(ctx, person)
  await forgetAllTries(ctx, staffNumberHash(person.staff_number))
  await forgetDevices(ctx, id)
  await setPassword(ctx, id, first.hash, true)
  const ended = await revokeSessions(ctx, { personId: id, but: null })
  await recordOn(ctx, person, 'person.changed', { changed: 'password', reset: true, sessionsEnded: ended })
  await dropAfter(ctx, sessions, id)
}

/** Asks the standard of the person's home site. Signing in and choosing one's own password are never asked about: nobody is locked out by a rule. */
async function askGate(ctx: Ctx, person: { id: string; home_site_id: number }): Promise<void> {
  const account = await lockOrOpenCase(ctx, person.home_site_id, 'account', person.id)
  const subject = { kind: 'person' as const, id: person.id }
  await ctx.kernel.gate(ctx, account, { action: 'person.changed', subject, refs: { person: person.id }, facts: {} })
}

/** Holds a person who works for the site and whose every grant lies within the reach of who acts. */
async function takePerson(ctx: Ctx, siteId: number, id: string) {
  const home = await ctx.db.selectFrom('persons').select('home_site_id').where('id', '=', id).executeTakeFirst()
  if (!home) throw new Fault('not_found')
  await lockOrOpenCase(ctx, home.home_site_id, 'account', id)
  const person = await ctx.db
    .selectFrom('persons')
    .select(['id', 'home_site_id', 'staff_number', 'probation', 'version', 'changed_at', 'changed_by'])
    .where('id', '=', id)
    .where(e => e.exists(e.selectFrom('grant_sites').where('person_id', '=', id).where('site_id', '=', siteId).select('site_id')))
    .forUpdate()
    .executeTakeFirstOrThrow(() => new Fault('not_found'))
  const managed = await managedBy(ctx)
  const held = await ctx.db
    .selectFrom('grants')
    .select(['role', 'scope', 'site_id as siteId', 'unit_id as unitId'])
    .where('person_id', '=', id)
    .$narrowType<{ scope: Place['scope'] }>()
    .execute()
  if (!held.every(g => covers(managed, g))) throw new Fault('grant.beyond')
  return { person, managed, held }
}

async function granted(ctx: Ctx, managed: Managed, drafts: GrantDrafts, siteId: number): Promise<NewGrant[]> {
  const grants = drafts.map((draft, at) => {
    const place = placed(draft, siteId)
    if (!place) throw new Fault('invalid', {}, { fields: [{ path: `/grants/${at}/scope`, message: 'scope|{}' }] })
    return { ...place, role: draft.role }
  })
  if (!grants.every(g => covers(managed, g))) throw new Fault('grant.beyond')
  if (!mayMeet(grants.map(g => g.role))) throw new Fault('roles.apart')
  const { rows } = await sql<{ sites: number; units: number }>`
    select (select count(*) from sites where id = any(${grants.map(g => g.siteId)}::int[])) as sites,
      (select count(*) from units where id = any(${grants.map(g => g.unitId)}::uuid[])) as units`.execute(ctx.db)
  const distinct = (ids: (string | number | null)[]) => new Set(ids.filter(id => id !== null)).size
  if (rows[0]!.sites < distinct(grants.map(g => g.siteId))) throw new Fault('site.unknown')
  if (rows[0]!.units < distinct(grants.map(g => g.unitId))) throw new Fault('unit.unknown')
  const distinctGrants = new Map(grants.map(g => [JSON.stringify([g.role, g.scope, g.siteId, g.unitId]), g]))
  return [...distinctGrants.values()]
}

/** What would be his advantage, another administrator decides; he may give up what he has. */
function mustNotRaise(
  person: { probation: boolean },
  before: readonly NewGrant[],
  change: { grants: readonly NewGrant[] | undefined; probation: boolean | undefined },
): void {
  if (change.grants && !onlyLessens(before, change.grants)) throw new Fault('grant.self')
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
