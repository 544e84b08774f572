/** Reads of people and places for screens. */

import { Fault } from '@sansheng/contract/fault.ts'
import type { Department, Me, Person, Site, Unit } from '@sansheng/contract/people.ts'
import { maskPhone } from '@sansheng/contract/phone.ts'
import { sql } from 'kysely'
import type { Static } from 'typebox'
import { may, rolesAt, sitesOf } from '../../platform/access.ts'
import { type Ctx, iso, isoOrNull } from '../../platform/ctx.ts'
import { personIdOf } from '../../platform/principal.ts'
import { passwordResets } from './exceptions.ts'
import { type AssignableRole, type Managed, managing, siteScopes } from './rules.ts'
import { staffNumberHash } from './secrets.ts'
import type { SignedIn } from './staff.ts'
import { delaysOf } from './tries.ts'

type SiteView = Omit<Site, 'kind'> & { kind: string }

/** The sites among these that exist, each with the standard in force. */
export async function listSites(ctx: Pick<Ctx, 'db'>, which: readonly number[] | 'all'): Promise<Site[]> {
  const { rows } = await sql<SiteView>`
    select s.id, s.unit_id as "unitId", s.code, s.name, s.kind, s.zone, s.masked_forms as "maskedForms", s.area_code as "areaCode", s.second_factor_roles as "secondFactorRoles",
      s.step_up_minutes as "stepUpMinutes", s.version,
      (select jsonb_build_object('title', v.title, 'version', v.number, 'trial', v.trial) from standard_versions v
        where v.site_id = s.id order by v.number desc limit 1) as standard
    from sites s where ${which === 'all' ? sql`true` : sql`s.id = any(${[...which]}::int[])`} order by s.id`.execute(ctx.db)
  return rows as Site[]
}

export async function siteView(ctx: Pick<Ctx, 'db'>, id: number): Promise<Site> {
  const [site] = await listSites(ctx, [id])
  if (!site) throw new Fault('site.unknown')
  return site
}

export async function meOf(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { staff: actor, mustChange, awaitsCode, factor, language }: SignedIn,
  more: { idleMinutes: number; demo: boolean },
): Promise<Me> {
  // before the code nothing but who it is
  const sites = awaitsCode ? [] : await listSites(ctx, sitesOf(actor))
  const every = awaitsCode ? [] : [...new Set(actor.grants.flatMap(g => [...g.permissions]))]
  return {
    person: { id: actor.personId, name: actor.name, staffNumber: actor.staffNumber },
    mustChangePassword: mustChange && !awaitsCode,
    passwordResets: mustChange && !awaitsCode ? await passwordResets(ctx, actor.personId) : [],
    probation: actor.probation,
    language,
    secondFactor: {
      since: isoOrNull(factor.since),
      required: factor.required,
      awaited: awaitsCode,
      recoveryCodes: factor.recoveryCodes,
    },
    sites: sites.map(site => ({
      site,
      permissions: every.filter(p => may(actor, p, site.id)),
      roles: rolesAt(actor, site.id) as AssignableRole[],
    })),
    permissions: every.filter(p => may(actor, p, null)),
    idleMinutes: more.idleMinutes,
    serverTime: iso(ctx.now()),
    demo: more.demo,
  }
}

/** The people of a site: with a grant there, or made there and waiting for the consent to their first one. Over `persons p`. */
export const worksAt = (
  siteId: number,
) => sql<boolean>`(p.id in (select g.person_id from grant_sites g where g.site_id = ${siteId})
  or (p.home_site_id = ${siteId} and not exists (select from grants g where g.person_id = p.id)))`

type PersonRow = Omit<Static<typeof Person>, 'phoneMasked' | 'delayedUntil'> & { phone: string | null }

/** People who work for a site; with `id` that person, wherever he works. */
export async function listPersons(
  ctx: Pick<Ctx, 'db' | 'now'>,
  siteId: number,
  filter: { q?: string; role?: string; id?: string } = {},
): Promise<Person[]> {
  const like = filter.q?.trim() ? `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<PersonRow>`
    select p.id, p.staff_number as "staffNumber", p.name, p.phone, p.active, p.probation, p.version,
      exists (select from second_factors f where f.person_id = p.id and f.secret is not null) as "secondFactor",
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'scope', g.scope, 'siteId', g.site_id, 'unitId', g.unit_id) order by g.id)
        from grants g where g.person_id = p.id), '[]') as grants,
      (select jsonb_build_object('what', r.what, 'roles', coalesce((select jsonb_agg(w->>'role') from jsonb_array_elements(r.grants) w), '[]'),
        'by', jsonb_build_object('id', a.id, 'name', a.name, 'staffNumber', a.staff_number), 'at', r.requested_at)
        from account_requests r join persons a on a.id = r.requested_by where r.person_id = p.id and r.state = 'waiting') as waiting,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'siteId', d.site_id, 'name', d.name) order by d.site_id, d.name)
        from departments d where d.site_id = ${siteId} and (d.head_id = p.id
          or exists (select from department_members m where m.site_id = d.site_id and m.department_id = d.id and m.person_id = p.id))), '[]') as departments
    from persons p
    where ${
      filter.id
        ? sql`p.id = ${filter.id}`
        : filter.role
          ? sql`p.id in (select g.person_id from grant_sites g where g.site_id = ${siteId} and g.role = ${filter.role})`
          : worksAt(siteId)
    }
      ${like ? sql`and (p.name ilike ${like} or p.staff_number ilike ${like})` : sql``}
    order by p.active desc, lower(p.staff_number)`.execute(ctx.db)
  const delays = await delaysOf(
    ctx,
    rows.map(r => staffNumberHash(r.staffNumber)),
  )
  return rows.map(({ phone, waiting, ...r }) => ({
    ...r,
    waiting: waiting && { ...waiting, at: iso(Date.parse(waiting.at)) },
    phoneMasked: phone === null ? null : maskPhone(phone),
    delayedUntil: isoOrNull(delays.get(staffNumberHash(r.staffNumber)) ?? null),
  }))
}

export async function personView(ctx: Pick<Ctx, 'db' | 'now'>, siteId: number, id: string): Promise<Person> {
  const [person] = await listPersons(ctx, siteId, { id })
  if (!person) throw new Fault('not_found')
  return person
}

export async function listDepartments(ctx: Pick<Ctx, 'db'>, siteId: number, id?: string): Promise<Static<typeof Department>[]> {
  const { rows } = await sql<Static<typeof Department>>`
    select d.id, d.site_id as "siteId", d.name, d.version,
      (select jsonb_build_object('id', p.id, 'name', p.name, 'staffNumber', p.staff_number) from persons p where p.id = d.head_id) as head,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'staffNumber', p.staff_number) order by lower(p.staff_number))
        from department_members m join persons p on p.id = m.person_id
        where m.site_id = d.site_id and m.department_id = d.id and p.active), '[]') as members
    from departments d where d.site_id = ${siteId} ${id ? sql`and d.id = ${id}` : sql``} order by d.name`.execute(ctx.db)
  return rows
}

/** Units above and below the sites and units where the actor may see anything. */
export async function listUnits(ctx: Pick<Ctx, 'db' | 'actor'>): Promise<Static<typeof Unit>[]> {
  const sites = sitesOf(ctx.actor)
  const { rows } = await sql<Static<typeof Unit>>`
    with mine as (
      select s.unit_id as id from sites s where s.id = any(${sites === 'all' ? [] : [...sites]}::int[])
      union select t.unit_id from unit_tree t join grants g on g.unit_id = t.root_id where g.person_id = ${personIdOf(ctx.actor)}
    )
    select u.id, u.parent_id as "parentId", u.name, u.version from units u
    where ${sites === 'all'} or exists (select from unit_tree t join mine on mine.id = t.unit_id where t.root_id = u.id)
    order by u.name, u.id`.execute(ctx.db)
  return rows
}

/** Where somebody manages people, as the database has it now: what an actor believed for seconds is not enough to give rights away. */
export async function managedBy(ctx: Pick<Ctx, 'db' | 'actor'>, personId = personIdOf(ctx.actor)): Promise<Managed> {
  if (personId === null && ctx.actor.kind === 'system') return { all: true, units: new Set(), sites: new Set() }
  const { rows } = await sql<{ all: boolean; units: string[]; sites: number[] }>`
    with held as (select * from grants where person_id = ${personId}::uuid and role = any(${managing}::text[])
      and scope = any(${[...siteScopes]}::text[]))
    select exists (select from held where scope = 'all') as all,
      array(select t.unit_id from unit_tree t join held on held.unit_id = t.root_id) as units,
      array(select v.site_id from grant_sites v join held on held.id = v.grant_id) as sites`.execute(ctx.db)
  const { all, units, sites } = rows[0]!
  return { all, units: new Set(units), sites: new Set(sites) }
}
