import type { Permission } from '@sansheng/contract/route.ts'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { modules } from '../modules/all.ts'
import { may, maySomewhere, mustReach, reach, rolesAt, sitesOf, withinReach } from './access.ts'
import { reportFaults } from './fault-reply.ts'
import { serve } from './http.ts'
import { collect, type Module } from './module.ts'
import {
  type Customer,
  type Exchange,
  isOnProbation,
  mustBeStaff,
  nobody,
  type Principal,
  personIdOf,
  principalId,
  type Service,
  type Staff,
  system,
} from './principal.ts'
import { visible } from './stream/route.ts'
import { subjectsOf } from './subjects.ts'
import { requestFor } from './testing/request.ts'
import { validateBy } from './validation.ts'

const manifests: readonly Module<never>[] = modules
const all = collect(manifests, 'permissions')
const reads: ReadonlySet<Permission> = new Set(['tickets:read'])
const staff: Staff = {
  kind: 'staff',
  personId: 'person',
  name: '林晓棠',
  staffNumber: '1024',
  probation: true,
  sessionId: 'session',
  client: 'screen',
  departmentIds: ['department'],
  confirmedAt: 0,
  stepUpMinutes: 15,
  grants: [{ role: 'worker', scope: 'own', sites: [1], permissions: reads, forSite: true }],
}
const service: Service = { kind: 'service', tokenId: 'token', name: '官网', permissions: reads, sites: [1] }
const exchange: Exchange = { kind: 'exchange', adapterId: 'adapter', name: '电话', permissions: reads, sites: [1] }
const customer: Customer = { kind: 'customer', customerId: 'customer', siteId: 1 }

test.each<[Principal, unknown[]]>([
  [staff, ['person', 'person', true, true, false, 'own', ['worker'], [1]]],
  [service, ['token', null, false, true, false, 'site', [], [1]]],
  [exchange, ['adapter', null, false, true, false, 'site', [], [1]]],
  [customer, ['customer', null, false, false, false, null, [], [1]]],
  [system, [null, null, false, true, true, 'site', [], 'all']],
  [nobody, [null, null, false, false, false, null, [], []]],
])('$kind: its id, and what it may do where', (who, expected) => {
  expect([
    principalId(who),
    personIdOf(who),
    isOnProbation(who),
    may(who, 'tickets:read', 1),
    may(who, 'tickets:read', 2),
    reach(who, 'tickets:read', 1),
    rolesAt(who, 1),
    sitesOf(who),
  ]).toEqual(expected)
  expect(may(who, 'tickets:read', null)).toBe(who.kind === 'system')
  expect(maySomewhere(who, 'tickets:read')).toBe(may(who, 'tickets:read', 1))
  expect(maySomewhere(who, 'people:manage')).toBe(who.kind === 'system')
})

test('a customer holds no permission of staff at his own site, sees no list, no single thing and no entry of the stream', () => {
  for (const permission of Object.keys(all) as Permission[]) {
    expect(may(customer, permission, 1), permission).toBe(false)
    const owned = { persons: ['customer'], departmentId: null }
    expect(() => mustReach(customer, permission, 1, owned)).toThrow('forbidden')
    const columns = { persons: ['t.handler_id'], department: 't.department_id' }
    expect(JSON.stringify(withinReach(customer, permission, 1, columns).toOperationNode())).toContain('"false"')
  }
  const entry = {
    position: 1,
    siteId: 1,
    type: 'ticket.registered',
    refs: {},
    persons: null,
    owners: [{ kind: 'ticket', id: 't', persons: ['customer'], departmentId: null }],
  }
  const { shows } = subjectsOf({ ticket: { permission: 'tickets:read' } })
  expect([visible(customer, entry, shows), visible(customer, { ...entry, persons: ['customer'] }, shows)]).toEqual([false, false])
})

test('what belongs to a person is refused to everything else', () => {
  expect(mustBeStaff(staff)).toBe(staff)
  for (const who of [service, exchange, customer, system, nobody]) expect(() => mustBeStaff(who)).toThrow('person.needed')
})

const routes = manifests.flatMap(({ name, contract }) =>
  Object.entries(contract).map(([verb, route]) => ({ operation: `${name}.${verb}`, route })),
)

/** The whole contract, served to one principal; a handler that is reached answers 599. */
function servedTo(actor: Principal) {
  const http = Fastify()
  validateBy(http)
  reportFaults(http)
  const reached = async () => {
    throw Object.assign(new Error('reached'), { statusCode: 599 })
  }
  const transact = { read: () => ({}) as never, write: reached }
  for (const { name, contract } of manifests) {
    const handlers = Object.fromEntries(Object.keys(contract).map(verb => [verb, reached]))
    serve({ http, transact, permissions: all, actorOf: async () => actor }, name, contract, handlers as never)
  }
  return http
}

test.each([
  ['a customer', customer],
  ['an exchange', { ...exchange, permissions: new Set<Permission>() }],
  ['nobody', nobody],
] as const)('%s is never taken for staff: every route that is not public refuses', async (_, who) => {
  const http = servedTo(who)
  const got: string[] = []
  for (const { operation, route } of routes.filter(r => r.route.needs !== 'public')) {
    const reply = await http.inject(requestFor(route, 1))
    if (![403, 404].includes(reply.statusCode)) got.push(`${operation} ${reply.statusCode} ${reply.body}`)
  }
  expect(got).toEqual([])
})

test('who holds everything reaches every route in this way, so that the refusals above are those of the principal', async () => {
  const everything = new Set(Object.keys(all) as Permission[])
  const http = servedTo({
    ...staff,
    grants: [{ role: 'director', scope: 'all', sites: 'all', permissions: everything, forSite: true }],
  })
  const got: string[] = []
  for (const { operation, route } of routes) {
    const reply = await http.inject(requestFor(route, 1))
    if (reply.statusCode < 500) got.push(`${operation} ${reply.statusCode} ${reply.body}`)
  }
  expect(got).toEqual([])
})
