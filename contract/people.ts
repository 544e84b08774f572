import { type Static, Type } from 'typebox'
import { AssignableRole } from './assignable-role.ts'
import { Language, myLanguage } from './my-language.ts'
import { mySessions } from './my-sessions.ts'
import { Password } from './password.ts'
import { PersonRef, StaffNumber } from './person-ref.ts'
import { places, Site } from './places.ts'
import { provider } from './provider.ts'
import {
  Done,
  Flag,
  Id,
  Instant,
  Line,
  Name,
  Nullable,
  OneOf,
  PermissionName,
  type Permissions,
  Phone,
  route,
  Shape,
  SiteId,
  SiteParams,
  SiteThing,
  Version,
} from './route.ts'
import { SecondFactorState, secondFactor } from './second-factor.ts'
import { serviceTokens } from './service-tokens.ts'

export { AssignableRole } from './assignable-role.ts'
export { MySession } from './my-sessions.ts'
export { Password } from './password.ts'
export { ActorRef, PersonRef, StaffNumber } from './person-ref.ts'
export { Department, Site, SiteKind, Unit } from './places.ts'
export { SecondFactorState } from './second-factor.ts'
export { ServiceToken } from './service-tokens.ts'

export const permissions = {
  'people:read': { zh: '查看组织与人员', en: 'See the organisation and its people' },
  'people:manage': { zh: '管理组织与人员', en: 'Manage the organisation and its people', staffOnly: true },
  'people:earlier': { zh: '补报没有网络时的时刻', en: 'Say later when something was done without a network', staffOnly: true },
  'people:services': { zh: '管理程序接入', en: 'Manage the tokens of programs', staffOnly: true },
} as const satisfies Permissions

/** How far a grant reaches: his own work, his departments', one site, all sites of a unit and below, everything. */
export const Scope = OneOf({ own: 1, team: 1, site: 1, unit: 1, all: 1 })

export const Grant = Shape({ id: Id, role: AssignableRole, scope: Scope, siteId: Nullable(SiteId), unitId: Nullable(Id) })
/** What waits for the consent of a second person. */
export const AccountRequest = Shape({
  what: OneOf({ grants: 1, password: 1, 'second-factor': 1 }),
  roles: Type.Array(AssignableRole),
  by: PersonRef,
  at: Instant,
})
/** Done by one person alone because there was no second one, or roles in one hand that are kept apart where more people work. */
export const AccountException = Shape({
  what: OneOf({ grants: 1, password: 1, 'second-factor': 1, together: 1 }),
  person: PersonRef,
  roles: Type.Array(AssignableRole),
  by: Nullable(PersonRef),
  at: Nullable(Instant),
})
export type AccountException = Static<typeof AccountException>
export const Person = Shape({
  id: Id,
  staffNumber: StaffNumber,
  name: Line(60, '林晓棠'),
  phoneMasked: Nullable(Type.String()),
  active: Flag,
  probation: Flag,
  /** Signs in with codes of an app besides the password. */
  secondFactor: Flag,
  /** Until then the next try is not looked at, on some device. */
  delayedUntil: Nullable(Instant),
  grants: Type.Array(Grant),
  departments: Type.Array(Shape({ id: Id, siteId: SiteId, name: Line(60, '临川维修所') })),
  waiting: Nullable(AccountRequest),
  version: Version,
})
export type Person = Static<typeof Person>
export const Me = Shape({
  person: PersonRef,
  mustChangePassword: Flag,
  /** While it must be changed: who gave this account a new password lately, newest first; `by` null on the machine itself. */
  passwordResets: Type.Array(Shape({ at: Instant, by: Nullable(PersonRef) })),
  probation: Flag,
  /** Of the screens; null where it was never chosen: that of the browser. */
  language: Nullable(Language),
  secondFactor: SecondFactorState,
  /** Permissions per site, as the server will judge them. */
  sites: Type.Array(Shape({ site: Site, permissions: Type.Array(PermissionName), roles: Type.Array(AssignableRole) })),
  /** Held everywhere: for work that belongs to no site. */
  permissions: Type.Array(PermissionName),
  idleMinutes: Type.Integer(),
  serverTime: Instant,
  demo: Flag,
})
export type Me = Static<typeof Me>

const GrantDraft = Shape({ role: AssignableRole, scope: Scope, siteId: Type.Optional(SiteId), unitId: Type.Optional(Id) })

export const people = {
  signIn: route({
    method: 'POST',
    path: '/people/sign-in',
    needs: 'public',
    summary: 'Sign in',
    body: Shape({ staffNumber: StaffNumber, password: Password }),
    secret: true,
    reply: Me,
  }),
  signOut: route({ method: 'POST', path: '/people/sign-out', needs: 'session', summary: 'Sign out', reply: Done }),
  me: route({ method: 'GET', path: '/people/me', needs: 'session', summary: 'Who am I, and what may I do where', reply: Me }),
  changePassword: route({
    method: 'POST',
    path: '/people/me/password',
    needs: 'session',
    renewsSession: true,
    summary: 'Change my own password; ends all my other sessions, and gives this one a new token',
    body: Shape({ current: Password, next: Password }),
    secret: true,
    reply: Done,
  }),
  ...places,
  listPersons: route({
    method: 'GET',
    path: '/sites/:siteId/persons',
    needs: 'people:read',
    summary: 'People who work for a site',
    params: SiteParams,
    query: Shape({ q: Type.Optional(Type.String({ maxLength: 60 })), role: Type.Optional(AssignableRole) }),
    reply: Shape({ items: Type.Array(Person) }),
  }),
  createPerson: route({
    method: 'POST',
    path: '/sites/:siteId/persons',
    needs: 'people:manage',
    stepUp: true,
    summary: 'Add a person; the first password is made by the system and shown once',
    params: SiteParams,
    body: Shape({
      staffNumber: StaffNumber,
      name: Name('林晓棠'),
      phone: Type.Optional(Phone),
      probation: Type.Optional(Flag),
      grants: Type.Array(GrantDraft, { minItems: 1, maxItems: 20 }),
      departmentIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    }),
    secret: true,
    reply: Shape({ person: Person, firstPassword: Type.String({ examples: ['kahu-2931-mori'] }) }),
  }),
  updatePerson: route({
    method: 'PATCH',
    path: '/sites/:siteId/persons/:id',
    needs: 'people:manage',
    stepUp: { fields: ['grants'] },
    summary: 'Change a person; inactive ends all sessions at once',
    params: SiteThing,
    body: Shape({
      name: Type.Optional(Name('林晓棠')),
      phone: Type.Optional(Nullable(Phone)),
      active: Type.Optional(Flag),
      probation: Type.Optional(Flag),
      grants: Type.Optional(Type.Array(GrantDraft, { minItems: 1, maxItems: 20 })),
      version: Version,
    }),
    reply: Person,
  }),
  resetPassword: route({
    method: 'POST',
    path: '/sites/:siteId/persons/:id/password',
    needs: 'people:manage',
    stepUp: true,
    summary: 'Give a new first password, shown once; ends the sessions of the account and forgets its devices',
    params: SiteThing,
    secret: true,
    /** Null: a second person is asked first; after his consent it is called again. */
    reply: Shape({ firstPassword: Nullable(Type.String({ examples: ['kahu-2931-mori'] })) }),
  }),
  listAccountExceptions: route({
    method: 'GET',
    path: '/sites/:siteId/account-exceptions',
    needs: 'ledger:verify',
    summary:
      'What one person did alone to accounts because there was no second one, newest first, and roles that meet in one hand',
    params: SiteParams,
    reply: Shape({ items: Type.Array(AccountException) }),
  }),
  ...mySessions,
  ...myLanguage,
  ...secondFactor,
  ...provider,
  ...serviceTokens,
}
