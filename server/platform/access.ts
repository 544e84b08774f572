/** Who may do what where: one value per actor, compiled to a check for single things and to a predicate for lists. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Permission } from '@sansheng/contract/permissions.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import { type RawBuilder, sql } from 'kysely'

export type Scope = 'own' | 'team' | 'site' | 'unit' | 'all'
/** `sites`: where the grant holds; units are resolved to their sites when the actor is made. */
export type ActorGrant = { role: Role; scope: Scope; sites: readonly number[] | 'all'; permissions: ReadonlySet<Permission> }
/** What acts: a member of staff, a customer, a program with a token, an adapter of the exchange, the system itself; nobody on public routes. */
export type PrincipalKind = 'staff' | 'customer' | 'service' | 'exchange' | 'system' | 'nobody'
export type Actor = {
  kind: PrincipalKind
  personId: string | null
  name: string
  staffNumber: string
  probation: boolean
  sessionId: string | null
  departmentIds: readonly string[]
  grants: readonly ActorGrant[]
}

export const system: Actor = {
  kind: 'system',
  personId: null,
  name: '系统',
  staffNumber: 'system',
  probation: false,
  sessionId: null,
  departmentIds: [],
  grants: [],
}
export const nobody: Actor = { ...system, kind: 'nobody', name: '', staffNumber: '' }

const rank: Record<Scope, number> = { own: 0, team: 1, site: 2, unit: 2, all: 2 }

function held(actor: Actor, permission: Permission, siteId: number | null): ActorGrant[] {
  return actor.grants.filter(
    g => g.permissions.has(permission) && (g.sites === 'all' || (siteId !== null && g.sites.includes(siteId))),
  )
}

/** `siteId` null asks for work that belongs to no site: only a grant over everything answers it. */
export function may(actor: Actor, permission: Permission, siteId: number | null): boolean {
  return actor.kind === 'system' || held(actor, permission, siteId).length > 0
}

/** How far a permission reaches at a site: the widest of the actor's grants, or null. */
export function reach(actor: Actor, permission: Permission, siteId: number): 'own' | 'team' | 'site' | null {
  if (actor.kind === 'system') return 'site'
  const widest = held(actor, permission, siteId).reduce((most, g) => Math.max(most, rank[g.scope]), -1)
  return widest < 0 ? null : (['own', 'team', 'site'] as const)[widest]!
}

export function rolesAt(actor: Actor, siteId: number): Role[] {
  return [...new Set(actor.grants.filter(g => g.sites === 'all' || g.sites.includes(siteId)).map(g => g.role))]
}

export function sitesOf(actor: Actor): readonly number[] | 'all' {
  if (actor.kind === 'system' || actor.grants.some(g => g.sites === 'all')) return 'all'
  return [...new Set(actor.grants.flatMap(g => g.sites as readonly number[]))]
}

/** Whose a row is: its people and its department. */
export type Owned = { persons: readonly (string | null)[]; departmentId: string | null }

/** Refuses a single thing that lies outside the actor's reach; outside means: it does not exist for him. */
export function mustReach(actor: Actor, permission: Permission, siteId: number, owned: Owned): void {
  const how = reach(actor, permission, siteId)
  if (how === null) throw new Fault('forbidden', { needs: permission })
  if (how === 'site' || owned.persons.includes(actor.personId)) return
  if (how === 'team' && owned.departmentId !== null && actor.departmentIds.includes(owned.departmentId)) return
  throw new Fault('not_found')
}

/** The same as a predicate for lists, over the columns that hold the people and the department of a row. */
export function withinReach(
  actor: Actor,
  permission: Permission,
  siteId: number,
  columns: { persons: string[]; department: string },
): RawBuilder<boolean> {
  const how = reach(actor, permission, siteId)
  if (how === null) return sql<boolean>`false`
  if (how === 'site') return sql<boolean>`true`
  const mine = sql.join(
    columns.persons.map(column => sql`${sql.ref(column)} = ${actor.personId}`),
    sql` or `,
  )
  if (how === 'own') return sql<boolean>`(${mine})`
  return sql<boolean>`(${mine} or ${sql.ref(columns.department)} = any(${[...actor.departmentIds]}::uuid[]))`
}
