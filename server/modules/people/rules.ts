/** Decisions about people: what a role may do, which password is strong enough, whom an administrator may touch. Pure. */
import type { Permission } from '@sansheng/contract/route.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import type { Scope } from '../../platform/access.ts'

export type AssignableRole = Exclude<Role, 'front-owner' | 'handler' | 'department'>

/** After `free` wrong tries in a row the next one waits `first` milliseconds, each further one twice as long, at most `longest`. */
export type TryLimit = { free: number; first: number; longest: number }
/**
 * By what wrong tries are counted. A person on a device that he has signed in from is counted by both alone, so that nobody else can make him
 * wait there. Otherwise by staff number and address together, and more loosely by each of them: somebody who tries many numbers from one
 * address, or one number from many addresses, is slowed down too.
 */
export const tryLimits = {
  device: { free: 5, first: 30_000, longest: 15 * 60_000 },
  both: { free: 5, first: 30_000, longest: 15 * 60_000 },
  account: { free: 15, first: 10_000, longest: 60_000 },
  address: { free: 20, first: 10_000, longest: 60_000 },
  /** The current password, asked for inside a session. */
  session: { free: 5, first: 30_000, longest: 15 * 60_000 },
} as const satisfies Record<string, TryLimit>
/** Wrong tries are forgotten after this. */
export const tryRetention = 24 * 60 * 60_000
/** Wrong tries at one account within this are one event. */
export const refusalPeriod = 60 * 60_000
/** A device that nobody used for so long is not known any more. */
export const deviceRetention = 180 * 24 * 60 * 60_000

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
/** A session that nobody can use any more is kept for so long. */
export const sessionRetention = 31 * 24 * 60 * 60_000
/** Who has not signed in for so long is not there to be asked; shorter than sessions are kept. */
export const awayAfter = 30 * 24 * 60 * 60_000
/** Somebody whose password was reset is told of every reset that is no longer ago. */
export const resetToldFor = 30 * 24 * 60 * 60_000
/** A consent to a new password is used within this. */
export const consentLasts = 24 * 60 * 60_000

type PlacedRole = Place & { role: string }
/** The grants that are not held already. */
export const addedTo = <G extends PlacedRole>(before: readonly PlacedRole[], after: readonly G[]): G[] =>
  after.filter(a => !before.some(b => b.role === a.role && b.scope === a.scope && b.siteId === a.siteId && b.unitId === a.unitId))

export type Weakness = 'short' | 'staff-number' | 'site-name' | 'common' | 'same'

/** Why a password will not do, or null. At least 10 characters, or 8 of three classes. `names`: of the sites where the person works. */
export function weakness(
  password: string,
  { staffNumber, names = [], current }: { staffNumber: string; names?: readonly string[]; current?: string },
): Weakness | null {
  const folded = password.toLowerCase()
  const length = [...password].length
  const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter(c => c.test(password)).length
  if (length < 8 || (length < 10 && classes < 3)) return 'short'
  if (folded.includes(staffNumber.toLowerCase()) && (staffNumber.length >= 4 || length - staffNumber.length < 8))
    return 'staff-number'
  if (names.some(name => folded.includes(name.toLowerCase()) && length - [...name].length < 8)) return 'site-name'
  if (common.has(folded) || new Set(folded).size < 5 || isRun(folded)) return 'common'
  if (password === current) return 'same'
  return null
}

/** Every character one after the other, up or down: 1234567890, abcdefghij. */
function isRun(text: string): boolean {
  const steps = new Set<number>()
  for (let i = 1; i < text.length; i++) steps.add((text.charCodeAt(i) - text.charCodeAt(i - 1) + 10) % 10)
  return steps.size === 1 && (steps.has(1) || steps.has(9))
}

const common = new Set(
  `password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword1 p@ssw0rd1 p@ssw0rd123 pa$$w0rd admin123 admin@123 admin1234
  admin@1234 admin@2024 admin@2025 admin@2026 admin888 administrator root@123 test1234 test@123 user@123 aa123456 aa@123456 a1234567 a12345678
  a123456789 a1234567890 abc12345 abc123456 abc@1234 abcd1234 abcd@1234 abc123!@# qwer1234 qwer@1234 qwerty123 qwertyuiop qwerty1234 1q2w3e4r
  1q2w3e4r5t 1qaz2wsx 1qaz@wsx 1qaz2wsx3edc zaq12wsx zaq1@wsx asdfghjkl 1234qwer 1234567890 0123456789 123456789a 12345678910 123456789q
  123qweasd 123qwe!@# qweasdzxc iloveyou woaini1314 woaini520 woaini521 5201314520 1314520520 welcome1 welcome@1 welcome123 changeme changeme1
  huawei@123 huawei12#$ changeme123 letmein123 kefu12345 kefu@123 sansheng123 sansheng@123 three-rings`
    .split(/\s+/)
    .filter(Boolean),
)

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

/** Readable over the telephone and hard to guess, about 50 bits: `kahu-2931-mori-tesa`. */
export function readablePassword(chance: Uint8Array): string {
  const view = new DataView(chance.buffer, chance.byteOffset, chance.byteLength)
  const word = (at: number) => {
    const n = view.getUint32(at)
    const pick = (from: string, step: number) => from[Math.floor(n / step) % from.length]!
    return pick(consonants, 1) + pick(vowels, 16) + pick(consonants, 128) + pick(vowels, 2048)
  }
  return `${word(0)}-${String(view.getUint32(4) % 10_000).padStart(4, '0')}-${word(8)}-${word(12)}`
}
/** Bytes of chance that a password takes. */
export const passwordChance = 16
const consonants = 'bdfghjkmnprstvwz'
const vowels = 'aeiou'
