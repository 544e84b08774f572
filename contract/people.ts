import { facts, roles } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { Language, myLanguage } from './my-language.ts'
import { mySessions } from './my-sessions.ts'
import { PersonRef, StaffNumber } from './person-ref.ts'
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
import { serviceTokens } from './service-tokens.ts'

export { MySession } from './my-sessions.ts'
export { ActorRef, PersonRef, StaffNumber } from './person-ref.ts'
export { ServiceToken } from './service-tokens.ts'

export const permissions = {
  'people:read': { zh: '查看组织与人员', en: 'See the organisation and its people' },
  'people:manage': { zh: '管理组织与人员', en: 'Manage the organisation and its people', staffOnly: true },
  'people:earlier': { zh: '补报没有网络时的时刻', en: 'Say later when something was done without a network', staffOnly: true },
  'people:services': { zh: '管理程序接入', en: 'Manage the tokens of programs', staffOnly: true },
} as const satisfies Permissions

const assignableRoles = Object.fromEntries(
  Object.entries(roles).filter(([key]) => !['front-owner', 'handler', 'department'].includes(key)),
)
export const AssignableRole = OneOf(assignableRoles)
export const SiteKind = OneOf(facts.site.fields.kind.values)
/** How far a grant reaches: his own work, his departments', one site, all sites of a unit and below, everything. */
export const Scope = OneOf({ own: 1, team: 1, site: 1, unit: 1, all: 1 })

export const Password = Type.String({ minLength: 1, maxLength: 200, examples: ['three-rings-2026'] })

export const Grant = Shape({ id: Id, role: AssignableRole, scope: Scope, siteId: Nullable(SiteId), unitId: Nullable(Id) })
export const Unit = Shape({ id: Id, parentId: Nullable(Id), name: Line(80, '澜州水务'), version: Version })
export const Site = Shape({
  id: SiteId,
  unitId: Id,
  code: Type.String({ maxLength: 8, pattern: '^[A-Z0-9]{2,8}$', examples: ['LZ'] }),
  name: Line(80, '澜州供水热线'),
  kind: SiteKind,
  zone: Type.String({ maxLength: 60, examples: ['Asia/Shanghai'] }),
  /** Dispatch forms, on paper and on the phone, show names and numbers masked. */
  maskedForms: Flag,
  standard: Nullable(Shape({ title: Type.String(), version: Type.Integer(), trial: Type.Boolean() })),
  version: Version,
})
export type Site = Static<typeof Site>
export const Department = Shape({
  id: Id,
  siteId: SiteId,
  name: Line(60, '临川维修所'),
  head: Nullable(PersonRef),
  members: Type.Array(PersonRef),
  version: Version,
})
/** What waits for the consent of a second person. */
export const AccountRequest = Shape({
  what: OneOf({ grants: 1, password: 1 }),
  roles: Type.Array(AssignableRole),
  by: PersonRef,
  at: Instant,
})
/** Done by one person alone because there was no second one, or roles in one hand that are kept apart where more people work. */
export const AccountException = Shape({
  what: OneOf({ grants: 1, password: 1, together: 1 }),
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
    summary: 'Change my own password; ends all my other sessions',
    body: Shape({ current: Password, next: Password }),
    secret: true,
    reply: Done,
  }),
  listSites: route({
    method: 'GET',
    path: '/sites',
    needs: 'session',
    summary: 'Sites that I may see',
    reply: Shape({ items: Type.Array(Site) }),
  }),
  createSite: route({
    method: 'POST',
    path: '/sites',
    needs: 'people:manage',
    summary: 'Found a site: a hotline, an office, a hall',
    body: Shape({
      unitId: Type.Optional(Id),
      unitName: Type.Optional(Line(80, '澜州水务')),
      code: Type.String({ maxLength: 8, pattern: '^[A-Z0-9]{2,8}$', examples: ['LZ'] }),
      name: Line(80, '澜州供水热线'),
      kind: SiteKind,
      zone: Type.Optional(Type.String({ maxLength: 60, examples: ['Asia/Shanghai'] })),
    }),
    reply: Site,
  }),
  updateSite: route({
    method: 'PATCH',
    path: '/sites/:siteId',
    needs: 'people:manage',
    summary: 'Change name or kind of a site, and whether its dispatch forms are masked',
    params: SiteParams,
    body: Shape({
      name: Type.Optional(Line(80, '澜州供水热线')),
      kind: Type.Optional(SiteKind),
      maskedForms: Type.Optional(Flag),
      version: Version,
    }),
    reply: Site,
  }),
  listUnits: route({
    method: 'GET',
    path: '/units',
    needs: 'people:read',
    summary: 'The organisation tree',
    reply: Shape({ items: Type.Array(Unit) }),
  }),
  createUnit: route({
    method: 'POST',
    path: '/units',
    needs: 'people:manage',
    summary: 'Add a unit to the organisation tree',
    body: Shape({ parentId: Type.Optional(Id), name: Line(80, '澜州水务') }),
    reply: Unit,
  }),
  listDepartments: route({
    method: 'GET',
    path: '/sites/:siteId/departments',
    needs: 'people:read',
    summary: 'Departments of a site with their people',
    params: SiteParams,
    reply: Shape({ items: Type.Array(Department) }),
  }),
  createDepartment: route({
    method: 'POST',
    path: '/sites/:siteId/departments',
    needs: 'people:manage',
    summary: 'Add a department',
    params: SiteParams,
    body: Shape({
      name: Line(60, '临川维修所'),
      headId: Type.Optional(Id),
      memberIds: Type.Optional(Type.Array(Id, { maxItems: 500 })),
    }),
    reply: Department,
  }),
  updateDepartment: route({
    method: 'PATCH',
    path: '/sites/:siteId/departments/:id',
    needs: 'people:manage',
    summary: 'Change name, head or members of a department',
    params: SiteThing,
    body: Shape({
      name: Type.Optional(Line(60, '临川维修所')),
      headId: Type.Optional(Nullable(Id)),
      memberIds: Type.Optional(Type.Array(Id, { maxItems: 500 })),
      version: Version,
    }),
    reply: Department,
  }),
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
  ...serviceTokens,
}
