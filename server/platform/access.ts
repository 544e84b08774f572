/** Who may do what where: compiled from the principal to a check for single things and to a predicate for lists. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import { type RawBuilder, sql } from 'kysely'
import { type Principal, personIdOf, type ResolvedGrant, type Scope } from './principal.ts'

export type { Scope }

type Reach = 'own' | 'team' | 'site'
const reachOf: Record<Scope, Reach> = { own: 'own', team: 'team', site: 'site', unit: 'site', all: 'site' }
const rank: Record<Reach, number> = { own: 0, team: 1, site: 2 }

const holdsAt = (grant: ResolvedGrant, siteId: number | null): boolean =>
  grant.sites === 'all' || (siteId !== null && grant.sites.includes(siteId))

/** `siteId` null asks for work that belongs to no site: only a grant over everything answers it. */
export function may(actor: Principal, permission: Permission, siteId: number | null): boolean {
  switch (actor.kind) {
    case 'system':
      return true
    case 'staff':
      return actor.grants.some(g => g.permissions.has(permission) && holdsAt(g, siteId))
    case 'service':
    case 'exchange':
      return siteId !== null && actor.sites.includes(siteId) && actor.permissions.has(permission)
    case 'customer':
    case 'nobody':
      return false
  }
}

/** Whether the permission is held at any site at all. */
export function maySomewhere(actor: Principal, permission: Permission): boolean {
  if (actor.kind === 'staff') return actor.grants.some(g => g.permissions.has(permission))
  const sites = sitesOf(actor)
  return sites === 'all' || sites.some(site => may(actor, permission, site))
}

/** How far a permission reaches at a site: the widest of the actor's grants, the whole site for a program; null when it is not held. */
export function reach(actor: Principal, permission: Permission, siteId: number): Reach | null {
  if (actor.kind !== 'staff') return may(actor, permission, siteId) ? 'site' : null
  let widest: Reach | null = null
  for (const grant of actor.grants) {
    if (!grant.permissions.has(permission) || !holdsAt(grant, siteId)) continue
    const its = reachOf[grant.scope]
    if (widest === null || rank[its] > rank[widest]) widest = its
  }
  return widest
}

/** Roles are held by staff alone. */
export function rolesAt(actor: Principal, siteId: number): Role[] {
  if (actor.kind !== 'staff') return []
  return [...new Set(actor.grants.filter(g => holdsAt(g, siteId)).map(g => g.role))]
}

/** Those in which he is asked for the site: a grant that reaches less far than the role usually does is not asked. */
export function siteRolesAt(actor: Principal, siteId: number): Role[] {
  if (actor.kind !== 'staff') return []
  return [...new Set(actor.grants.filter(g => g.forSite && holdsAt(g, siteId)).map(g => g.role))]
}

export function sitesOf(actor: Principal): readonly number[] | 'all' {
  switch (actor.kind) {
    case 'system':
      return 'all'
    case 'staff':
      if (actor.grants.some(g => g.sites === 'all')) return 'all'
      return [...new Set(actor.grants.flatMap(g => g.sites as readonly number[]))]
    case 'service':
    case 'exchange':
      return actor.sites
    case 'customer':
      return [actor.siteId]
    case 'nobody':
      return []
  }
}

/** Whose a row is: its people and its department. */
export type Owned = { persons: readonly (string | null)[]; departmentId: string | null }

/** Refuses a single thing that lies outside the actor's reach; outside means: it does not exist for him. */
export function mustReach(actor: Principal, permission: Permission, siteId: number, owned: Owned): void {
  const how = reach(actor, permission, siteId)
  if (how === null) throw new Fault('forbidden', { needs: permission })
  if (how === 'site' || (actor.kind === 'staff' && owned.persons.includes(actor.personId))) return
  if (how === 'team' && owned.departmentId !== null && departmentsOf(actor).includes(owned.departmentId)) return
  throw new Fault('not_found')
}

/** The same as a predicate for lists, over the columns that hold the people and the department of a row. */
export function withinReach(
  actor: Principal,
  permission: Permission,
  siteId: number,
  columns: { persons: string[]; department: string },
): RawBuilder<boolean> {
  const how = reach(actor, permission, siteId)
  if (how === null) return sql<boolean>`false`
  if (how === 'site') return sql<boolean>`true`
  const mine = sql.join(
    columns.persons.map(column => sql`${sql.ref(column)} = ${personIdOf(actor)}`),
    sql` or `,
  )
  if (how === 'own') return sql<boolean>`(${mine})`
  return sql<boolean>`(${mine} or ${sql.ref(columns.department)} = any(${[...departmentsOf(actor)]}::uuid[]))`
}

const departmentsOf = (actor: Principal): readonly string[] => (actor.kind === 'staff' ? actor.departmentIds : [])
