/** Who acts: one type, told apart by its kind. Only staff have roles, departments and a session. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'

export type Scope = 'own' | 'team' | 'site' | 'unit' | 'all'
/** `sites`: where the grant holds; units are resolved to their sites when the principal is made. */
export type ResolvedGrant = {
  role: Role
  scope: Scope
  sites: readonly number[] | 'all'
  permissions: ReadonlySet<Permission>
  /** Reaches as far as the role usually does, so he is asked and told what the site asks and tells the role. */
  forSite: boolean
}

export type SessionClient = 'screen' | 'field' | 'api'

/** A signed-in member of staff. */
export type Staff = {
  kind: 'staff'
  personId: string
  name: string
  staffNumber: string
  probation: boolean
  sessionId: string
  /** Which client opened the session; what a request says of itself later changes nothing of it. */
  client: SessionClient
  departmentIds: readonly string[]
  /** When he last showed that it is he: at the sign-in, or before a sensitive act. */
  confirmedAt: number
  /** How long that lasts, by the strictest of the sites where he works. */
  stepUpMinutes: number
  grants: readonly ResolvedGrant[]
}
/** A program with a token: these permissions, each over the whole of these sites. */
export type Service = {
  kind: 'service'
  tokenId: string
  name: string
  permissions: ReadonlySet<Permission>
  sites: readonly number[]
}
/** An adapter of the telephone exchange or a written channel, which may do these things for these sites. */
export type Exchange = {
  kind: 'exchange'
  adapterId: string
  name: string
  permissions: ReadonlySet<Permission>
  sites: readonly number[]
}
/** A customer, who holds no permission of staff anywhere. */
export type Customer = { kind: 'customer'; customerId: string; siteId: number }
/** The product itself: clocks, jobs, the command line. */
export type System = { kind: 'system' }
/** Whoever calls a public route. */
export type Nobody = { kind: 'nobody' }

export type Principal = Staff | Service | Exchange | Customer | System | Nobody
export type PrincipalKind = Principal['kind']

export const system: System = { kind: 'system' }
export const nobody: Nobody = { kind: 'nobody' }

/** The id that belongs to the kind; null for the system and for nobody. */
export function principalId(who: Principal): string | null {
  switch (who.kind) {
    case 'staff':
      return who.personId
    case 'service':
      return who.tokenId
    case 'exchange':
      return who.adapterId
    case 'customer':
      return who.customerId
    case 'system':
    case 'nobody':
      return null
  }
}

/** The member of staff, or null when something else acts. */
export const personIdOf = (who: Principal): string | null => (who.kind === 'staff' ? who.personId : null)

/** Rules of the standard may ask more of whoever is new; only staff can be. */
export const isOnProbation = (who: Principal): boolean => who.kind === 'staff' && who.probation

/**
 * The id under which an act is kept: a member of staff, or a program. Ids are unique over both, so that one column holds either; who it is,
 * `people` knows. Refuses whoever has none.
 */
export function actingId(who: Principal): string {
  if (who.kind === 'staff' || who.kind === 'service') return principalId(who)!
  throw new Fault('person.needed')
}

/** Refuses everything but a member of staff: what is recorded under the name of a person, a program cannot do. */
export function mustBeStaff(who: Principal): Staff {
  if (who.kind !== 'staff') throw new Fault('person.needed')
  return who
}

/**
 * Refuses a sensitive act of a member of staff who showed too long ago that it is he. A program cannot be asked; its token is limited to what it
 * is for.
 */
export function mustBeConfirmed(who: Principal, now: number): void {
  if (who.kind === 'staff' && now - who.confirmedAt > who.stepUpMinutes * 60_000)
    throw new Fault('confirm.needed', { minutes: who.stepUpMinutes })
}
