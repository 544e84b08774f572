import { facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { ActorRef } from './person-ref.ts'
import {
  Count,
  Flag,
  Id,
  Instant,
  Line,
  Name,
  Nullable,
  OneOf,
  PageQuery,
  type Permissions,
  Phone,
  Prose,
  pageOf,
  route,
  Shape,
  SiteParams,
  SiteThing,
  Version,
} from './route.ts'

export const permissions = {
  'customers:read': { zh: '查看客户', en: 'See customers' },
  'customers:write': { zh: '登记客户', en: 'Register customers' },
  'customers:merge': { zh: '合并客户', en: 'Merge customers', staffOnly: true },
  'customers:reveal': { zh: '查看完整号码', en: 'See whole telephone numbers', staffOnly: true },
} as const satisfies Permissions

export const Tier = OneOf(facts.customer.fields.tier.values)
export const CustomerRole = OneOf(facts.customer.fields.role.values)
export const PremisesUse = OneOf(facts.premises.fields.use.values)

export const Premises = Shape({
  id: Id,
  code: Nullable(Type.String({ maxLength: 40, examples: ['33020417'] })),
  address: Line(200),
  area: Nullable(Line(60, '临川片区')),
  use: PremisesUse,
})
export type Premises = Static<typeof Premises>
/** What stands where a name would stand when there is none. */
export const nameless = '未留姓名'
export const Customer = Shape({
  id: Id,
  name: Line(60, '周女士'),
  phoneMasked: Nullable(Type.String({ examples: ['138****2046'] })),
  role: CustomerRole,
  tier: Tier,
  elder: Flag,
  note: Nullable(Type.String()),
  premises: Type.Array(Premises),
  version: Version,
})
export type Customer = Static<typeof Customer>
/** What the desk writes down of a caller; a name or phone that he would not give is `declined`, never invented (R054). */
export const CustomerDraft = Shape({
  name: Type.Optional(Name()),
  nameDeclined: Type.Optional(Flag),
  phone: Type.Optional(Phone),
  phoneDeclined: Type.Optional(Flag),
  role: Type.Optional(CustomerRole),
  tier: Type.Optional(Tier),
  elder: Type.Optional(Flag),
  note: Type.Optional(Prose(1000, '家有老人，说话慢一些。')),
})
export type CustomerDraft = Static<typeof CustomerDraft>
/** Somebody who was merged into another customer, as he was written down: since when, by whom, why. */
export const MergedCustomer = Shape({
  id: Id,
  name: Nullable(Line(60, '周女士')),
  phoneMasked: Nullable(Type.String({ examples: ['138****2046'] })),
  at: Instant,
  by: Nullable(ActorRef),
  reason: Nullable(Type.String({ examples: ['两次来电留了不同的号码'] })),
})
export type MergedCustomer = Static<typeof MergedCustomer>
const MergeReason = Prose(500, '两次来电留了不同的号码')
const PremisesDraft = Shape({
  code: Type.Optional(Line(40, '33020417')),
  address: Line(200),
  area: Type.Optional(Line(60, '临川片区')),
  use: Type.Optional(PremisesUse),
})

/** `found`: how many customers were known under a number that was looked up; null where a whole number was seen. */
export const LookUp = Shape({
  at: Instant,
  what: OneOf({ lookUp: '按号码查找', reveal: '查看完整号码' }),
  by: Nullable(ActorRef),
  number: Nullable(Type.String({ examples: ['138****2046'] })),
  found: Nullable(Count),
  reason: Nullable(Type.String({ examples: ['回拨客户确认上门时间'] })),
})
export type LookUp = Static<typeof LookUp>

export const customers = {
  list: route({
    method: 'GET',
    path: '/sites/:siteId/customers',
    needs: 'customers:read',
    summary: 'Find customers by name, address or premises code; a number is looked up by `lookUp`',
    params: SiteParams,
    query: Shape({
      q: Type.Optional(Type.String({ maxLength: 60, examples: ['槐荫里'] })),
      ...PageQuery,
    }),
    secret: true,
    reply: pageOf(Customer),
  }),
  /** No GET: a number in an address would stand in the logs of proxies. */
  lookUp: route({
    method: 'POST',
    path: '/sites/:siteId/customer-look-ups',
    needs: 'customers:read',
    summary: 'Who is known under a telephone number; who looked it up is recorded, and so many an hour are let through',
    params: SiteParams,
    body: Shape({ phone: Phone }),
    reply: Shape({ items: Type.Array(Customer) }),
  }),
  listLookUps: route({
    method: 'GET',
    path: '/sites/:siteId/customer-look-ups',
    needs: 'ledger:verify',
    summary: 'Who looked up or saw which telephone number, newest first; numbers masked',
    params: SiteParams,
    query: Shape({ ...PageQuery }),
    reply: pageOf(LookUp),
  }),
  get: route({
    method: 'GET',
    path: '/sites/:siteId/customers/:id',
    needs: 'customers:read',
    summary: 'One customer, phone masked',
    params: SiteThing,
    reply: Customer,
  }),
  create: route({
    method: 'POST',
    path: '/sites/:siteId/customers',
    needs: 'customers:write',
    summary: 'Enter a customer',
    params: SiteParams,
    body: Shape({
      ...CustomerDraft.properties,
      name: Name(),
      premisesIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    }),
    reply: Customer,
  }),
  update: route({
    method: 'PATCH',
    path: '/sites/:siteId/customers/:id',
    needs: 'customers:write',
    summary: 'Change a customer',
    params: SiteThing,
    body: Shape({
      name: Type.Optional(Name()),
      phone: Type.Optional(Nullable(Phone)),
      role: Type.Optional(CustomerRole),
      tier: Type.Optional(Tier),
      elder: Type.Optional(Flag),
      note: Type.Optional(Nullable(Prose(1000, '家有老人。'))),
      premisesIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
      version: Version,
    }),
    reply: Customer,
  }),
  same: route({
    method: 'GET',
    path: '/sites/:siteId/customers/:id/same',
    needs: 'customers:merge',
    summary: 'Who may be the same customer by name, number and address, and who was merged into this one',
    params: SiteThing,
    reply: Shape({ likely: Type.Array(Customer), merged: Type.Array(MergedCustomer) }),
  }),
  merge: route({
    method: 'POST',
    path: '/sites/:siteId/customers/:id/merge',
    needs: 'customers:merge',
    summary: 'This one is the same customer as another, who stays; both keep what was recorded',
    params: SiteThing,
    body: Shape({ into: Id, reason: MergeReason }),
    reply: Customer,
  }),
  separate: route({
    method: 'POST',
    path: '/sites/:siteId/customers/:id/separate',
    needs: 'customers:merge',
    summary: 'Take a merge back: this one is a customer of his own again',
    params: SiteThing,
    body: Shape({ reason: MergeReason }),
    reply: Customer,
  }),
  reveal: route({
    method: 'POST',
    path: '/sites/:siteId/customers/:id/reveal',
    needs: 'customers:reveal',
    summary: 'See the whole phone number; who, when and why is logged',
    params: SiteThing,
    body: Shape({ reason: Line(200, '回拨客户确认上门时间'), caseId: Type.Optional(Id) }),
    secret: true,
    reply: Shape({ phone: Nullable(Phone), revealedAt: Instant }),
  }),
  listPremises: route({
    method: 'GET',
    path: '/sites/:siteId/premises',
    needs: 'customers:read',
    summary: 'Find an address or premises code',
    params: SiteParams,
    query: Shape({ q: Type.Optional(Type.String({ maxLength: 60, examples: ['槐荫里'] })), ...PageQuery }),
    reply: pageOf(Premises),
  }),
  createPremises: route({
    method: 'POST',
    path: '/sites/:siteId/premises',
    needs: 'customers:write',
    summary: 'Enter an address that is served',
    params: SiteParams,
    body: PremisesDraft,
    reply: Premises,
  }),
}
