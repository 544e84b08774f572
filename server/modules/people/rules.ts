/** Decisions about roles: what each may do, which of them are kept apart, whom an administrator may touch. Pure. */
import type { Permission } from '@sansheng/contract/route.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import type { Scope } from '../../platform/access.ts'

export type AssignableRole = Exclude<Role, 'front-owner' | 'handler' | 'department'>

const reads = [
  'people:read',
  'customers:read',
  'contacts:read',
  'notices:read',
  'tickets:read',
  'dispatch:read',
  'standards:read',
] as const
const desk = [
  ...reads,
  'notifications:read',
  'approvals:answer',
  'customers:write',
  'customers:merge',
  'customers:reveal',
  'contacts:receive',
  'tickets:register',
  'tickets:work',
  'tickets:notify',
  'tickets:close',
  'dispatch:make',
  'callbacks:make',
] as const
const lead = [
  ...desk,
  'tickets:confirm',
  'standards:persons',
  'standards:override',
  'standards:request-exemption',
  'dispatch:work',
  'dispatch:inspect',
  'notices:publish',
] as const

/**
 * What each role may do, and how far a grant of it usually reaches. Duties stay apart: who manages accounts sees no customers, who proves
 * the ledger changes nothing, who runs the system writes its standard but gives nobody a role.
 */
export const roleRules: Record<AssignableRole, { scope: Scope; permissions: readonly Permission[] }> = {
  agent: { scope: 'site', permissions: desk },
  receptionist: { scope: 'site', permissions: desk },
  // drafts what the director consents to, as every standard that ships says of itself
  'shift-leader': { scope: 'site', permissions: [...lead, 'standards:write'] },
  'department-head': {
    scope: 'team',
    permissions: [
      ...reads,
      'notifications:read',
      'approvals:answer',
      'customers:reveal',
      'tickets:work',
      'tickets:confirm',
      'dispatch:make',
      'dispatch:work',
      'dispatch:inspect',
      'notices:publish',
      'standards:persons',
      'standards:request-exemption',
    ],
  },
  worker: {
    scope: 'team',
    permissions: [
      'people:read',
      // whoever works where there is no network says afterwards when it was
      'people:earlier',
      'customers:read',
      'customers:reveal',
      'notices:read',
      'notifications:read',
      'approvals:answer',
      'tickets:read',
      'tickets:work',
      'tickets:confirm',
      'dispatch:read',
      'dispatch:work',
      'standards:read',
    ],
  },
  director: {
    scope: 'site',
    permissions: [
      ...lead,
      'people:services',
      'standards:write',
      'standards:publish',
      'standards:exempt',
      'standards:export',
      'ledger:verify',
    ],
  },
  inspector: {
    scope: 'site',
    permissions: [
      ...reads,
      'notifications:read',
      'approvals:answer',
      'standards:persons',
      'standards:exempt',
      'standards:export',
      'dispatch:inspect',
      'callbacks:make',
    ],
  },
  auditor: { scope: 'site', permissions: [...reads, 'notifications:read', 'ledger:verify'] },
  administrator: {
    scope: 'site',
    permissions: [
      'people:read',
      'people:manage',
      'people:services',
      'standards:read',
      'notices:read',
      'notifications:read',
      'approvals:answer',
    ],
  },
}

export const permissionsOf: Record<string, ReadonlySet<Permission>> = Object.fromEntries(
  Object.entries(roleRules).map(([role, rule]) => [role, new Set<Permission>(rule.permissions)]),
)

/** Scopes that reach a whole site at least. */
export const siteScopes: readonly Scope[] = ['site', 'unit', 'all']
/** Roles of a team: whoever holds one is asked and told at his site, although it reaches no further than the team. */
export const teamRoles: readonly Role[] = (Object.keys(roleRules) as AssignableRole[]).filter(
  role => !siteScopes.includes(roleRules[role].scope),
)
/** What binds everybody at a site: accounts, programs, the standard, the proof. A grant over one's own work or a team does not carry it. */
const ofWholeSite: ReadonlySet<Permission> = new Set([
  'people:manage',
  'people:services',
  'standards:write',
  'standards:publish',
  'ledger:verify',
])
/** What a grant of a role permits, by how far it reaches. */
export function permissionsWithin(role: string, scope: Scope): ReadonlySet<Permission> {
  const all = permissionsOf[role] ?? new Set()
  return siteScopes.includes(scope) ? all : new Set([...all].filter(permission => !ofWholeSite.has(permission)))
}
/** Roles that may do this. */
export const rolesWith = (permission: Permission): Role[] =>
  (Object.keys(roleRules) as AssignableRole[]).filter(role => permissionsOf[role]!.has(permission))
/** Roles that may manage people. */
export const managing = Object.keys(roleRules).filter(role => permissionsOf[role]!.has('people:manage'))

/**
 * Roles that one person does not hold together, at whatever sites. Who manages accounts reads no customers, or he gives himself whatever he
 * wants to read; who proves the ledger is none of those whose work stands in it.
 */
const assignable = Object.keys(roleRules) as AssignableRole[]
const apart: readonly (readonly [AssignableRole, AssignableRole])[] = [
  ...assignable.filter(role => permissionsOf[role]!.has('customers:read')).map(role => ['administrator', role] as const),
  ...assignable.filter(role => role !== 'auditor').map(role => ['auditor', role] as const),
]
/** `never`: not even where few people work, for then nobody proves anything. */
export function togetherness(roles: readonly string[]): 'fine' | 'apart' | 'never' {
  if (roles.includes('administrator') && roles.includes('auditor')) return 'never'
  return apart.some(pair => pair.every(role => roles.includes(role))) ? 'apart' : 'fine'
}
/** Up to so many people at a site, roles that are kept apart elsewhere may meet in one of them; that is recorded. */
export const fewPeople = 3

/** By these one gets at everything else, so a second person consents to whoever gets them. */
const sensitive: readonly Permission[] = ['people:manage', 'people:services', 'standards:publish', 'ledger:verify']
export const isSensitive = ({ role, scope }: { role: string; scope: Scope }): boolean =>
  scope === 'all' || scope === 'unit' || sensitive.some(p => permissionsOf[role]?.has(p))
/** Who is asked for that consent. */
export const deciding: readonly Role[] = assignable.filter(
  role => permissionsOf[role]!.has('people:manage') || permissionsOf[role]!.has('standards:publish'),
)
/** Who has not signed in for so long is not there to be asked; shorter than sessions are kept. */
export const awayAfter = 30 * 24 * 60 * 60_000
/** A consent to a new password is used within this. */
export const consentLasts = 24 * 60 * 60_000

type PlacedRole = Place & { role: string }
/** The grants that are not held already. */
export const addedTo = <G extends PlacedRole>(before: readonly PlacedRole[], after: readonly G[]): G[] =>
  after.filter(a => !before.some(b => b.role === a.role && b.scope === a.scope && b.siteId === a.siteId && b.unitId === a.unitId))

/** Where a grant holds. */
export type Place = { scope: Scope; siteId: number | null; unitId: string | null }
/** Where somebody manages people: everywhere, or these units with all below them and these sites. */
export type Managed = { all: boolean; units: ReadonlySet<string>; sites: ReadonlySet<number> }

export function covers(managed: Managed, place: Place): boolean {
  if (managed.all) return true
  if (place.unitId !== null) return managed.units.has(place.unitId)
  return place.siteId !== null && managed.sites.has(place.siteId)
}

/** A grant as it was asked for, its site taken from the page where nothing was said; null when scope and place do not fit. */
export function placed(draft: { scope: Scope; siteId?: number; unitId?: string }, siteId: number): Place | null {
  const { scope } = draft
  if (scope === 'all')
    return draft.siteId === undefined && draft.unitId === undefined ? { scope, siteId: null, unitId: null } : null
  if (scope === 'unit') {
    return draft.unitId !== undefined && draft.siteId === undefined ? { scope, siteId: null, unitId: draft.unitId } : null
  }
  return draft.unitId === undefined ? { scope, siteId: draft.siteId ?? siteId, unitId: null } : null
}
