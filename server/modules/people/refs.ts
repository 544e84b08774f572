/** What other modules ask about people and places. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { ActorRef, PersonRef } from '@sansheng/contract/people.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { actingId, type Principal } from '../../platform/principal.ts'
import { believed } from './believed.ts'
import { siteScopes, teamRoles } from './rules.ts'

export type SiteRow = { id: number; unitId: string; code: string; name: string; kind: string; zone: string; areaCode: string }
export type DepartmentRow = { id: string; siteId: number; name: string; headId: string | null; memberIds: string[] }

/** Names and staff numbers for ids, in one statement; absent and null ids are left out. */
export async function personRefs(
  ctx: Pick<Ctx, 'db'>,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, PersonRef>> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))]
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('persons').select(['id', 'name', 'staff_number']).where('id', 'in', wanted).execute()
  return new Map(rows.map(r => [r.id, { id: r.id, name: r.name, staffNumber: r.staff_number }]))
}

/** Who acted, by the id that a column holds: a member of staff, or a program by the name of its token. Null for the product itself. */
export const actorAs = (column: string): RawBuilder<ActorRef> => sql<ActorRef>`coalesce(
  (select jsonb_build_object('kind', 'staff', 'id', p.id, 'name', p.name, 'staffNumber', p.staff_number) from persons p where p.id = ${sql.ref(column)}),
  (select jsonb_build_object('kind', 'service', 'id', s.id, 'name', s.name, 'staffNumber', null) from service_tokens s where s.id = ${sql.ref(column)}))`

/** The same for ids, in one statement; absent and null ids are left out. */
export async function actorRefs(
  ctx: Pick<Ctx, 'db'>,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, ActorRef>> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ who: ActorRef | null }>`
    select ${actorAs('i.id')} as who from unnest(${wanted}::uuid[]) as i(id)`.execute(ctx.db)
  return new Map(rows.flatMap(({ who }) => (who ? [[who.id, who] as const] : [])))
}

/** Who acts now, as his acts show him. */
export function actorOf(who: Principal): ActorRef {
  const id = actingId(who)
  if (who.kind === 'staff') return { kind: 'staff', id, name: who.name, staffNumber: who.staffNumber }
  return { kind: 'service', id, name: who.kind === 'service' ? who.name : '', staffNumber: null }
}

/** Grants `g` by which a role is asked and told at its site. */
const forSite = sql`(g.scope = any(${[...siteScopes]}::text[]) or g.role = any(${[...teamRoles]}::text[]))`

/** Ids of the active persons who hold a role at a site, by a grant that reaches as far as the role usually does. */
export async function personsWithRole(ctx: Pick<Ctx, 'db'>, siteId: number, role: Role): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from persons p where p.active and exists (select from grant_sites g where g.person_id = p.id and g.site_id = ${siteId} and g.role = ${role} and ${forSite})
    order by lower(p.staff_number)`.execute(ctx.db)
  return rows.map(r => r.id)
}

/** The same for all roles at once. */
export async function personsWithRoles(ctx: Pick<Ctx, 'db'>, siteId: number): Promise<Map<string, PersonRef[]>> {
  const { rows } = await sql<{ role: string; id: string; name: string; staff_number: string }>`
    select distinct g.role, p.id, p.name, p.staff_number from grant_sites g join persons p on p.id = g.person_id
    where g.site_id = ${siteId} and p.active and ${forSite} order by g.role, p.staff_number`.execute(ctx.db)
  const byRole = new Map<string, PersonRef[]>()
  for (const r of rows)
    byRole.set(r.role, [...(byRole.get(r.role) ?? []), { id: r.id, name: r.name, staffNumber: r.staff_number }])
  return byRole
}

/** An active person who works for the site, or the fault `person.unknown`. */
export async function mustBePerson(ctx: Pick<Ctx, 'db'>, siteId: number, personId: string): Promise<PersonRef> {
  const found = (await mustBePersons(ctx, siteId, [personId])).get(personId)
  return found!
}

export async function mustBePersons(
  ctx: Pick<Ctx, 'db'>,
  siteId: number,
  ids: readonly string[],
): Promise<Map<string, PersonRef>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string; staff_number: string }>`
    select p.id, p.name, p.staff_number from persons p where p.id = any(${wanted}::uuid[]) and p.active
      and exists (select from grant_sites g where g.person_id = p.id and g.site_id = ${siteId})`.execute(ctx.db)
  if (rows.length < wanted.length) throw new Fault('person.unknown')
  return new Map(rows.map(r => [r.id, { id: r.id, name: r.name, staffNumber: r.staff_number }]))
}

const departmentColumns = sql`select d.id, d.site_id as "siteId", d.name,
  (select h.id from persons h where h.id = d.head_id and h.active) as "headId",
  array(select m.person_id from department_members m join persons p on p.id = m.person_id
    where m.site_id = d.site_id and m.department_id = d.id and p.active order by m.person_id) as "memberIds"
  from departments d`

/** The name as the standard writes it, in whatever case; null when the site has none of that name. */
export async function departmentByName(ctx: Pick<Ctx, 'db'>, siteId: number, name: string): Promise<DepartmentRow | null> {
  const { rows } =
    await sql<DepartmentRow>`${departmentColumns} where d.site_id = ${siteId} and lower(d.name) = lower(${name.trim()})`.execute(
      ctx.db,
    )
  return rows[0] ?? null
}

/** Its id and name only, believed for a few seconds: every ticket asks where the standard sends it. */
export async function departmentNamed(
  ctx: Pick<Ctx, 'db' | 'now' | 'kernel'>,
  siteId: number,
  name: string,
): Promise<{ id: string; name: string } | null> {
  return await departments.read(ctx, siteId, name, () => departmentByName(ctx, siteId, name))
}

export async function departmentById(ctx: Pick<Ctx, 'db'>, siteId: number, id: string): Promise<DepartmentRow | null> {
  const { rows } = await sql<DepartmentRow>`${departmentColumns} where d.site_id = ${siteId} and d.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The department, or the fault `department.unknown`. */
export async function mustBeDepartment(ctx: Pick<Ctx, 'db'>, siteId: number, id: string): Promise<DepartmentRow> {
  const found = await departmentById(ctx, siteId, id)
  if (!found) throw new Fault('department.unknown')
  return found
}

/** Those of a department who can be told of something: its head first; nobody who left. */
export const peopleOf = ({ headId, memberIds }: DepartmentRow): string[] => [
  ...new Set([...(headId ? [headId] : []), ...memberIds]),
]

/** Head or member. */
export const isMember = (department: DepartmentRow, personId: string): boolean =>
  department.headId === personId || department.memberIds.includes(personId)

const departments = believed<{ id: string; name: string }>()
export const forgetDepartments = departments.forget

const sites = believed<SiteRow>()
export const forgetSite = sites.forget

/** A site, believed for a few seconds (its code and zone never change), or the fault `site.unknown`. */
export async function siteById(ctx: Pick<Ctx, 'db' | 'now' | 'kernel'>, id: number): Promise<SiteRow> {
  const found = await sites.read(ctx, id, '', () =>
    ctx.db
      .selectFrom('sites')
      .select(['id', 'unit_id as unitId', 'code', 'name', 'kind', 'zone', 'area_code as areaCode'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  if (!found) throw new Fault('site.unknown')
  return found
}
