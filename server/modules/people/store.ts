/** Writes the tables of people. */
import type { Language } from '@sansheng/contract/my-language.ts'
import { type Kysely, sql } from 'kysely'
import { type Ctx, iso } from '../../platform/ctx.ts'
import { personIdOf, type SessionClient } from '../../platform/principal.ts'
import { soundOf } from '../../platform/sounds.ts'
import type { DB } from '../../schema.gen.ts'
import type { Place } from './rules.ts'

/** How a session was opened. */
export type SignInMethod = 'password' | 'provider' | 'provider-second-factor'

export async function insertSession(
  ctx: Ctx,
  row: {
    id: string
    tokenHash: string
    personId: string
    client: SessionClient
    device: string | null
    method: SignInMethod
    awaitsCode: boolean
  },
): Promise<void> {
  const now = iso(ctx.now())
  await ctx.db
    .insertInto('sessions')
    .values({
      id: row.id,
      token_hash: row.tokenHash,
      person_id: row.personId,
      client: row.client,
      device: row.device,
      opened_at: now,
      last_seen_at: now,
      method: row.method,
      awaits_code: row.awaitsCode,
      confirmed_at: now,
      revoked_at: null,
    })
    .execute()
}

export async function touchSession(db: Kysely<DB>, id: string, now: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ last_seen_at: iso(now) })
    .where('id', '=', id)
    .execute()
}

/** Its person has shown now that it is he. */
export async function confirmSession(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .updateTable('sessions')
    .set({ confirmed_at: iso(ctx.now()) })
    .where('id', '=', id)
    .execute()
}

/** Ends one session, or all of a person but one; gives how many. */
export async function revokeSessions(
  ctx: Ctx,
  which: { id: string } | { personId: string; but: string | null },
): Promise<number> {
  const done = await ctx.db
    .updateTable('sessions')
    .set({ revoked_at: iso(ctx.now()) })
    .where('revoked_at', 'is', null)
    .$if('id' in which, q => q.where('id', '=', (which as { id: string }).id))
    .$if('personId' in which, q => q.where('person_id', '=', (which as { personId: string }).personId))
    .$if('but' in which && which.but !== null, q => q.where('id', '<>', (which as { but: string }).but))
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Tells every process to forget what it knows of a session, a person, or (`*`) everybody. */
export async function tellSessions(ctx: Ctx, key: string): Promise<void> {
  await sql`select pg_notify('session', ${key})`.execute(ctx.db)
}

export type NewPerson = {
  id: string
  homeSiteId: number
  staffNumber: string
  name: string
  phone: string | null
  passwordHash: string
  mustChange: boolean
  probation: boolean
}

export async function insertPerson(ctx: Pick<Ctx, 'db' | 'now'> & Partial<Pick<Ctx, 'actor'>>, p: NewPerson): Promise<void> {
  await ctx.db
    .insertInto('persons')
    .values({
      id: p.id,
      home_site_id: p.homeSiteId,
      staff_number: p.staffNumber,
      name: p.name,
      sound: soundOf(p.name),
      phone: p.phone,
      password_hash: p.passwordHash,
      must_change: p.mustChange,
      active: true,
      probation: p.probation,
      language: null,
      changed_at: iso(ctx.now()),
      changed_by: ctx.actor ? personIdOf(ctx.actor) : null,
      version: 1,
    })
    .execute()
}

export type PersonChange = { name?: string; phone?: string | null; active?: boolean; probation?: boolean }

export async function changePerson(ctx: Ctx, id: string, change: PersonChange): Promise<void> {
  await ctx.db
    .updateTable('persons')
    .set(e => ({
      ...change,
      ...sounding(change),
      changed_at: iso(ctx.now()),
      changed_by: personIdOf(ctx.actor),
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

/** A name that changes sounds otherwise. */
const sounding = ({ name }: { name?: string }) => (name === undefined ? {} : { sound: soundOf(name) })

export async function setPassword(ctx: Ctx, id: string, passwordHash: string, mustChange: boolean): Promise<void> {
  await ctx.db.updateTable('persons').set({ password_hash: passwordHash, must_change: mustChange }).where('id', '=', id).execute()
}

/** Whether it was another one before. */
export async function setLanguage(ctx: Ctx, id: string, language: Language | null): Promise<boolean> {
  const done = await ctx.db
    .updateTable('persons')
    .set({ language })
    .where('id', '=', id)
    .where('language', 'is distinct from', language)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export type NewGrant = Place & { role: string }

/** The person has these grants and no others from now on. */
export async function replaceGrants(
  ctx: Pick<Ctx, 'db' | 'newId'>,
  personId: string,
  grants: readonly NewGrant[],
): Promise<void> {
  await ctx.db.deleteFrom('grants').where('person_id', '=', personId).execute()
  if (grants.length === 0) return
  await ctx.db
    .insertInto('grants')
    .values(
      grants.map(g => ({
        id: ctx.newId(),
        person_id: personId,
        role: g.role,
        scope: g.scope,
        site_id: g.siteId,
        unit_id: g.unitId,
      })),
    )
    .execute()
}

export async function insertUnit(ctx: Ctx, unit: { id: string; parentId: string | null; name: string }): Promise<void> {
  await ctx.db.insertInto('units').values({ id: unit.id, parent_id: unit.parentId, name: unit.name, version: 1 }).execute()
}

/** Gives the next number; numbers of sites have no gaps, so founding waits for founding. */
export async function insertSite(
  ctx: Ctx,
  site: { unitId: string; code: string; name: string; kind: string; zone: string },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('sansheng sites'))`.execute(ctx.db)
  const { rows } = await sql<{ id: number }>`
    insert into sites (id, unit_id, code, name, kind, zone, masked_forms, changed_at, changed_by, version)
    select coalesce(max(id), 0) + 1, ${site.unitId}::uuid, ${site.code}::text, ${site.name}::text, ${site.kind}::text, ${site.zone}::text, false,
      ${iso(ctx.now())}::timestamptz, ${personIdOf(ctx.actor)}::uuid, 1 from sites returning id`.execute(ctx.db)
  return rows[0]!.id
}

export async function changeSite(
  ctx: Ctx,
  id: number,
  change: {
    name?: string
    kind?: string
    masked_forms?: boolean
    area_code?: string
    second_factor_roles?: string[]
    step_up_minutes?: number
  },
): Promise<void> {
  await ctx.db
    .updateTable('sites')
    .set(e => ({ ...change, changed_at: iso(ctx.now()), changed_by: personIdOf(ctx.actor), version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function insertDepartment(
  ctx: Ctx,
  d: { siteId: number; id: string; name: string; headId: string | null },
): Promise<void> {
  await ctx.db
    .insertInto('departments')
    .values({
      site_id: d.siteId,
      id: d.id,
      name: d.name,
      sound: soundOf(d.name),
      head_id: d.headId,
      changed_at: iso(ctx.now()),
      changed_by: personIdOf(ctx.actor),
      version: 1,
    })
    .execute()
}

export async function changeDepartment(
  ctx: Ctx,
  siteId: number,
  id: string,
  change: { name?: string; head_id?: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('departments')
    .set(e => ({
      ...change,
      ...sounding(change),
      changed_at: iso(ctx.now()),
      changed_by: personIdOf(ctx.actor),
      version: e('version', '+', 1),
    }))
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

/** The department has these members and no others from now on. */
export async function replaceMembers(
  ctx: Ctx,
  siteId: number,
  departmentId: string,
  personIds: readonly string[],
): Promise<void> {
  await ctx.db.deleteFrom('department_members').where('site_id', '=', siteId).where('department_id', '=', departmentId).execute()
  await sql`insert into department_members (site_id, department_id, person_id)
    select distinct ${siteId}::int, ${departmentId}::uuid, p from unnest(${[...personIds]}::uuid[]) as p`.execute(ctx.db)
}

export async function joinDepartments(
  ctx: Ctx,
  siteId: number,
  personId: string,
  departmentIds: readonly string[],
): Promise<void> {
  await sql`insert into department_members (site_id, department_id, person_id)
    select distinct ${siteId}::int, d, ${personId}::uuid from unnest(${[...departmentIds]}::uuid[]) as d`.execute(ctx.db)
}
