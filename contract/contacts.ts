import { disclosureValues, facts } from '@sansheng/rulebook/vocabulary'
import { type Static, Type } from 'typebox'
import { Customer, CustomerDraft, Premises } from './customers.ts'
import { IntakeFieldName, IntakePatch } from './intake-draft.ts'
import { Notice } from './notices.ts'
import { ActorRef } from './people.ts'
import {
  Done,
  Flag,
  Id,
  Instant,
  Line,
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
} from './route.ts'

export const permissions = {
  'contacts:receive': { zh: '受理接触', en: 'Receive contacts' },
  'contacts:read': { zh: '查看接触', en: 'See contacts' },
} as const satisfies Permissions

export const Channel = OneOf(facts.contact.fields.channel.values)
export const About = OneOf(facts.contact.fields.about.values)
export const Disclosure = OneOf(disclosureValues)
export const Outcome = OneOf(facts.contact.fields.outcome.values)
/** How long somebody can take back that a contact was misdialled, given up, or belonged to another matter. */
export const takeBackMinutes = 10

/** A first word from a customer. `caseId`: it belongs to a matter that is already open. */
export const ContactDraft = Shape({
  channel: Channel,
  about: Type.Optional(About),
  caseId: Type.Optional(Id),
  phone: Type.Optional(Phone),
  customerId: Type.Optional(Id),
  customer: Type.Optional(CustomerDraft),
  premisesId: Type.Optional(Id),
  address: Type.Optional(Line(200)),
  summary: Type.Optional(Prose(2000, '来电说家里没水')),
})
export type ContactDraft = Static<typeof ContactDraft>

export const Contact = Shape({
  id: Id,
  caseId: Id,
  channel: Channel,
  about: Nullable(About),
  outcome: Nullable(Outcome),
  receivedAt: Instant,
  closedAt: Nullable(Instant),
  receiver: ActorRef,
  customer: Nullable(Customer),
  premises: Nullable(Premises),
  address: Nullable(Type.String()),
  phoneMasked: Nullable(Type.String()),
  /** R054: whether name and number were given, declined, or nobody asked. */
  nameDisclosure: Disclosure,
  phoneDisclosure: Disclosure,
  summary: Nullable(Type.String()),
  noticeId: Nullable(Id),
  noticeGiven: Flag,
  /** The matter that it turned out to belong to; its own case stays what it is. */
  joinedCaseId: Nullable(Id),
  /** Why it ended without an answer. */
  endReason: Nullable(Type.String({ examples: ['打错了'] })),
})
export type Contact = Static<typeof Contact>

export const contacts = {
  receive: route({
    method: 'POST',
    path: '/sites/:siteId/contacts',
    needs: 'contacts:receive',
    summary: 'Somebody calls, writes or comes: opens the contact and, unless it joins one, the case; starts the clocks of intake',
    params: SiteParams,
    body: ContactDraft,
    reply: Shape({ contact: Contact, notices: Type.Array(Notice) }),
  }),
  get: route({
    method: 'GET',
    path: '/sites/:siteId/contacts/:id',
    needs: 'contacts:read',
    summary: 'One contact',
    params: SiteThing,
    reply: Contact,
  }),
  list: route({
    method: 'GET',
    path: '/sites/:siteId/contacts',
    needs: 'contacts:read',
    summary: 'Contacts, newest first; by words of summary, address, caller and number',
    params: SiteParams,
    query: Shape({
      q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', examples: ['无水'] })),
      open: Type.Optional(Flag),
      withoutTicket: Type.Optional(Flag),
      customerId: Type.Optional(Id),
      caseId: Type.Optional(Id),
      ...PageQuery,
    }),
    secret: true,
    reply: pageOf(Contact),
  }),
  /** R018: the record is written as the answer is given. */
  record: route({
    method: 'POST',
    path: '/sites/:siteId/contacts/:id/record',
    needs: 'contacts:receive',
    summary: 'Write down who it is and what it is about while talking',
    params: SiteThing,
    body: Shape({
      about: Type.Optional(About),
      summary: Type.Optional(Prose(2000, '来电说家里没水')),
      customerId: Type.Optional(Id),
      customer: Type.Optional(CustomerDraft),
      premisesId: Type.Optional(Id),
      address: Type.Optional(Line(200)),
      noticeGiven: Type.Optional(Flag),
    }),
    reply: Shape({ contact: Contact, notices: Type.Array(Notice) }),
  }),
  /** Only whoever typed it sees it. */
  drafts: route({
    method: 'GET',
    path: '/sites/:siteId/contact-drafts',
    needs: 'contacts:receive',
    summary: 'My drafts of contacts that are still open, the latest first',
    params: SiteParams,
    reply: Shape({ items: Type.Array(Shape({ contactId: Id, savedAt: Instant })) }),
  }),
  draft: route({
    method: 'GET',
    path: '/sites/:siteId/contacts/:id/draft',
    needs: 'contacts:receive',
    summary: 'What I have typed of this contact, on whichever device',
    params: SiteThing,
    reply: Shape({ draft: Nullable(Shape({ fields: IntakePatch, savedAt: Instant })) }),
  }),
  saveDraft: route({
    method: 'POST',
    path: '/sites/:siteId/contacts/:id/draft',
    needs: 'contacts:receive',
    summary: 'Keep what I have typed: these fields as they are now, the others as they were kept; `drop`: what is no longer mine',
    params: SiteThing,
    body: Shape({
      fields: IntakePatch,
      drop: Type.Optional(Type.Array(IntakeFieldName, { maxItems: 20, uniqueItems: true, examples: [[]] })),
    }),
    reply: Shape({ savedAt: Instant }),
  }),
  discardDraft: route({
    method: 'DELETE',
    path: '/sites/:siteId/contacts/:id/draft',
    needs: 'contacts:receive',
    summary: 'Throw my draft of this contact away',
    params: SiteThing,
    reply: Done,
  }),
  join: route({
    method: 'POST',
    path: '/sites/:siteId/contacts/:id/join',
    needs: 'contacts:receive',
    summary:
      'An open contact turns out to belong to another matter, named by its case or by a contact of it: it ends, its clocks are void',
    params: SiteThing,
    body: Shape({
      caseId: Type.Optional(Id),
      contactId: Type.Optional(Id),
      reason: Type.Optional(Line(200, '同一处爆管，已有工单')),
    }),
    reply: Contact,
  }),
  takeBack: route({
    method: 'POST',
    path: '/sites/:siteId/contacts/:id/take-back',
    needs: 'contacts:receive',
    summary:
      'It was not misdialled, not given up, or belongs to no other matter: the contact is open again, within ten minutes of its end',
    params: SiteThing,
    reply: Contact,
  }),
  close: route({
    method: 'POST',
    path: '/sites/:siteId/contacts/:id/close',
    needs: 'contacts:receive',
    summary: 'End a contact that needs no ticket: answered, misdialled, withdrawn',
    params: SiteThing,
    body: Shape({
      outcome: OneOf({ answered: '已答复', misdialled: '打错', withdrawn: '客户放弃' }),
      /** Why it ends without an answer, in a word; needed then. */
      reason: Type.Optional(Line(60, '拨错号码')),
      summary: Type.Optional(Prose(2000, '按公告答复，预计十五点来水')),
      noticeGiven: Type.Optional(Flag),
    }),
    reply: Contact,
  }),
}
