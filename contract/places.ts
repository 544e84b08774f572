/** Units, sites and departments. A part of people. */
import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { AssignableRole } from './assignable-role.ts'
import { PersonRef } from './person-ref.ts'
import { areaCodePattern } from './phone.ts'
import { Flag, Id, Line, Nullable, OneOf, route, Shape, SiteId, SiteParams, SiteThing, Version } from './route.ts'

export const SiteKind = OneOf(facts.site.fields.kind.values)
const AreaCode = Type.String({ maxLength: 4, pattern: `^$|${areaCodePattern}`, examples: ['0512'] })
const StepUpMinutes = Type.Integer({ minimum: 1, maximum: 720, examples: [15] })

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
  /** Completes local numbers; empty where nothing is completed. */
  areaCode: AreaCode,
  /** Whoever holds one of these roles here signs in with a second factor. */
  secondFactorRoles: Type.Array(AssignableRole),
  /** Before a sensitive act whoever confirmed who he is longer ago than this confirms it again. */
  stepUpMinutes: StepUpMinutes,
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

export const places = {
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
    stepUp: { fields: ['secondFactorRoles', 'stepUpMinutes'] },
    summary: 'Change name, kind or area code of a site, whether its dispatch forms are masked, and how its people sign in',
    params: SiteParams,
    body: Shape({
      name: Type.Optional(Line(80, '澜州供水热线')),
      kind: Type.Optional(SiteKind),
      maskedForms: Type.Optional(Flag),
      areaCode: Type.Optional(AreaCode),
      secondFactorRoles: Type.Optional(Type.Array(AssignableRole, { maxItems: 20 })),
      stepUpMinutes: Type.Optional(StepUpMinutes),
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
}
