/** Things that a test stands on: whole bodies of requests, and the same things made through the public routes. A test names only what matters to it. */
import { callbacks } from '@sansheng/contract/callbacks.ts'
import { contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import type { BodyOf, ReplyOf, Route } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { standard } from '@sansheng/rulebook/testing'
import type { Role } from '@sansheng/rulebook/vocabulary'
import type { Client } from './client.ts'

type Some<T extends Route> = Partial<BodyOf<T>>

/** Bodies that the routes accept, for tests of what they refuse and of who may send them. */
export const drafts = {
  contact: (more: Some<typeof contacts.receive> = {}): BodyOf<typeof contacts.receive> => ({ channel: 'phone', ...more }),
  /** With a contact and an address of its own unless it grows from one. */
  ticket: (more: Some<typeof tickets.register> = {}): BodyOf<typeof tickets.register> => ({
    ...(more.contactId ? {} : { contact: { channel: 'phone', phone: '13800002046' }, address: '东泉路 88 号' }),
    kind: 'report',
    category: '爆管',
    title: '东泉路口爆管',
    ...more,
  }),
  /** A household of 槐荫里 without water, with the three answers. */
  repair: (more: Some<typeof tickets.register> = {}): BodyOf<typeof tickets.register> => ({
    ...(more.contactId
      ? {}
      : { contact: drafts.contact({ phone: '13800002046', customer: { name: '周女士' }, address: '槐荫里 7 栋 2 单元 601' }) }),
    kind: 'repair',
    category: '户内无水',
    title: '家中无水',
    fault: { phenomenon: '全屋无水', location: '楼道表箱', operation: '前一晚换过净水器' },
    ...more,
  }),
  /** An outage in 槐荫里 that began an hour before the worlds begin. */
  notice: (more: Some<typeof notices.receive> = {}): BodyOf<typeof notices.receive> => ({
    kind: 'outage',
    title: '临川路主管更换',
    source: '管网部',
    planned: true,
    places: ['槐荫里'],
    startsAt: '2026-11-20T08:00:00+08:00',
    ...more,
  }),
  person: (more: Some<typeof people.createPerson> & { staffNumber: string }): BodyOf<typeof people.createPerson> => ({
    name: '周新',
    grants: [{ role: 'agent', scope: 'site' }],
    ...more,
  }),
}

/** What a builder is told: parts of the body, who does it (somebody of the usual role unless named), and where. */
type Told<T extends Route> = Some<T> & { by?: Client; siteId?: number }
type Maker<T extends Route, Needed extends keyof BodyOf<T> = never> = (
  told: Told<T> & Pick<BodyOf<T>, Needed>,
) => Promise<ReplyOf<T>>

export type Builders = {
  contact(told?: Told<typeof contacts.receive>): Promise<ReplyOf<typeof contacts.receive>['contact']>
  customer(told?: Told<typeof customers.create>): Promise<ReplyOf<typeof customers.create>>
  premises(told?: Told<typeof customers.createPremises>): Promise<ReplyOf<typeof customers.createPremises>>
  ticket(told?: Told<typeof tickets.register>): Promise<ReplyOf<typeof tickets.register>>
  /** A ticket of a household without water, with the three answers. */
  repair(told?: Told<typeof tickets.register>): Promise<ReplyOf<typeof tickets.register>>
  /** The form of a ticket, which is made too unless it is named. */
  form(told?: Told<typeof dispatch.make>): Promise<ReplyOf<typeof dispatch.make>>
  callback: Maker<typeof callbacks.make, 'ticketId'>
  notice(told?: Told<typeof notices.receive>): Promise<ReplyOf<typeof notices.receive>>
  /** Somebody who never signed in; whoever acts in a test comes from `w.as`. */
  person: Maker<typeof people.createPerson, 'staffNumber'>
  /** Publishes a document of these rules and gives the id of its version. */
  standard(rules: string | string[], front?: string): Promise<string>
  calendar(name: string, week: Record<string, string[]>): Promise<void>
}

/** What builders know of their world. */
type Around = {
  siteId: number
  admin: Client
  as(role: Role, more: { siteId: number }): Promise<Client>
  publish(source: string): Promise<string>
}

export function buildersOf(w: Around): Builders {
  const hired = new Map<string, Promise<Client>>()
  const someone = (role: Role, siteId: number): Promise<Client> => {
    const key = `${role} ${siteId}`
    if (!hired.has(key)) hired.set(key, w.as(role, { siteId }))
    return hired.get(key)!
  }
  async function make<T extends Route>(
    route: T,
    role: Role,
    { by, siteId = w.siteId }: { by?: Client; siteId?: number },
    body: BodyOf<T>,
  ): Promise<ReplyOf<T>> {
    return await (by ?? (await someone(role, siteId))).ok(route, { params: { siteId } as never, body })
  }
  return {
    contact: async ({ by, siteId, ...more } = {}) =>
      (await make(contacts.receive, 'agent', { by, siteId }, drafts.contact(more))).contact,
    customer: ({ by, siteId, ...more } = {}) => make(customers.create, 'agent', { by, siteId }, { name: '周女士', ...more }),
    premises: ({ by, siteId, ...more } = {}) =>
      make(customers.createPremises, 'agent', { by, siteId }, { address: '槐荫里 7 栋 2 单元 601', area: '临川片区', ...more }),
    ticket: ({ by, siteId, ...more } = {}) => make(tickets.register, 'agent', { by, siteId }, drafts.ticket(more)),
    repair: ({ by, siteId, ...more } = {}) => make(tickets.register, 'agent', { by, siteId }, drafts.repair(more)),
    async form({ by, siteId, ...more } = {}) {
      const ticketId = more.ticketId ?? (await this.ticket({ siteId })).id
      return await make(dispatch.make, 'agent', { by, siteId }, { ...more, ticketId })
    },
    callback: ({ by, siteId, ...more }) =>
      make(callbacks.make, 'agent', { by, siteId }, { method: 'phone', result: 'satisfied', ...more }),
    notice: ({ by, siteId, ...more } = {}) => make(notices.receive, 'shift-leader', { by, siteId }, drafts.notice(more)),
    person: ({ by = w.admin, siteId, ...more }) =>
      make(people.createPerson, 'administrator', { by, siteId }, drafts.person(more)),
    standard: (rules, front) => w.publish(standard(rules, front)),
    async calendar(name, week) {
      const director = await someone('director', w.siteId)
      await director.ok(standards.publishCalendar, { params: { name }, body: { spec: { zone: 'Asia/Shanghai', week } } })
    },
  }
}
