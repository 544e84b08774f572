/**
 * Every route of every contract, asked as every role of a foreign team and of a foreign site: no answer carries anything of the hidden data, and
 * no act changes any of it. A new route is in it by itself.
 */
import { people } from '@sansheng/contract/people.ts'
import { permissions } from '@sansheng/contract/permissions.ts'
import type { Permission, Route } from '@sansheng/contract/route.ts'
import { expect, test } from 'vitest'
import { modules } from './modules/all.ts'
import { roleRules } from './modules/people/rules.ts'
import { readStream } from './platform/stream/hub.ts'
import { visible } from './platform/stream/route.ts'
import { type Input, inputsOf, namesThing } from './platform/testing/foreign/inputs.ts'
import { rowsWith, tablesOf } from './platform/testing/foreign/rows.ts'
import {
  hiddenThings,
  knownOf,
  markers,
  staffMarker,
  standard,
  team,
  ticketThatLeft,
  writeAfterItLeft,
} from './platform/testing/foreign/world.ts'
import { type Client, world } from './platform/testing/world.ts'

type Role = keyof typeof roleRules
const roles = Object.keys(roleRules) as Role[]
const operations = modules.flatMap(module =>
  Object.entries(module.contract as Record<string, Route>).map(([verb, route]) => ({
    operation: `${module.name}.${verb}`,
    route,
  })),
)

/** What the people of a site may know of each other's teams, on purpose. */
const shared: Record<string, string> = {
  'simulation.listRuns':
    'what a submitted text would change, in sums: whoever is asked to consent has to know; the cases behind stay within reach',
  'simulation.getRun': 'the same',
  'notices.list': 'an outage concerns everybody at the site',
  'notices.match': 'an outage concerns everybody at the site',
  'people.listPersons': 'the directory of colleagues',
  'people.listDepartments': 'the directory of colleagues',
  'standards.escalations': 'the directory of colleagues, by role',
}
const permissionsOfPrograms = (Object.keys(permissions) as Permission[]).filter(
  permission => !('staffOnly' in permissions[permission as keyof typeof permissions]),
)
/** Thousands of requests, on a machine that does much else besides. */
const long = 600_000
/** They list what was looked up, so they repeat in part the number that the foreign reader himself asked for. */
const echoes = new Set(['customers.listLookUps', 'ledger.listEvents'])
const isMasked = (mark: string): boolean => mark.startsWith('*')
/** Not asked: they end the session that asks, give it another token, or ask its person for codes from then on. */
const ending = new Set([
  'people.signIn',
  'people.signOut',
  'people.changePassword',
  'people.enterCode',
  'people.enrolSecondFactor',
  'people.removeSecondFactor',
])

const w = await world({ at: '2026-11-20T09:00:00+08:00', standard })
const agent = await w.as('agent', { name: '本班座席' })
const leader = await w.as('shift-leader', { name: '本班班长' })
const director = await w.as('director', { name: '本班主任' })
const hidden = await team(w, '管网部', staffMarker)
const foreign = await team(w, '外勤班', '外班')
const parts = { w, agent, leader, director, hidden, foreign }

type Asker = { name: string; who: Pick<Client, 'token' | 'call' | 'ok'>; at: 'team' | 'site' }
const teamMates: Asker[] = [
  { name: 'head of the foreign team', who: foreign.head, at: 'team' },
  { name: 'worker of the foreign team', who: foreign.worker, at: 'team' },
]
for (const role of roles)
  teamMates.push({
    name: `${role} of the foreign team`,
    who: await w.as(role, { scope: 'team', departmentIds: [foreign.departmentId] }),
    at: 'team',
  })
const there = await w.fresh({ standard })
const strangers: Asker[] = []
for (const role of roles)
  strangers.push({ name: `${role} of a foreign site`, who: await there.as(role, { scope: 'site' }), at: 'site' })
strangers.push({
  name: 'program of a foreign site',
  who: await there.service({ permissions: permissionsOfPrograms }),
  at: 'site',
})

const left = await ticketThatLeft(parts)
const its = await idsThere()
const nothing = { paths: {}, fields: {}, words: {} }
const plain = operations.filter(({ route }) => route.method === 'GET' && route.needs !== 'session' && !namesThing(route))
const seenBefore = await answersOf(teamMates)
await w.app.settle()
const positionBefore = (await w.database.kysely.selectFrom('stream_head').select('position').executeTakeFirstOrThrow()).position
const instant = w.clock.now()
await writeAfterItLeft(parts, left.ticketId)
await hiddenThings(parts)
const later = w.clock.now()
w.clock.at(new Date(instant).toISOString())
const seenAfter = await answersOf(teamMates)
w.clock.at(new Date(later).toISOString())
const known = await thingsThere()
/** Of what the foreign team had, it may keep the ids. */
const hiddenIds = (await idsThere()).filter(id => !its.includes(id))

function thingsThere() {
  return knownOf(w, { persons: [hidden.head.personId, hidden.worker.personId], departments: [hidden.departmentId] })
}

async function idsThere(): Promise<string[]> {
  const { paths, fields } = await thingsThere()
  const kinds = ['tickets', 'forms', 'contacts', 'customers', 'notices', 'clocks', 'findings', 'tokens', 'approvals']
  return [...new Set([...kinds.flatMap(kind => paths[kind]!), ...fields.premisesId!, ...fields.caseId!])]
}

async function answersOf(askers: Asker[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const { name, who } of askers)
    for (const { operation, route } of plain)
      for (const input of inputsOf(operation, route, nothing)) {
        const reply = await ask(who, route, input, w.siteId)
        if (reply.status === 200) answers.set(`${name} ${operation} ${JSON.stringify(input)}`, JSON.stringify(reply.body))
      }
  return answers
}

function ask(who: Asker['who'], route: Route, { params, query, body }: Input, siteId: number) {
  return who.call(route, {
    params: { siteId, ...params } as never,
    ...(query ? { query: query as never } : {}),
    ...(body === undefined ? {} : { body: body as never }),
  })
}

const accounts = modules.find(module => module.name === 'people')!
const tables = await tablesOf(w.database.kysely)
const rowsNow = () =>
  rowsWith(w.database.kysely, tables, [...markers.filter(mark => !isMasked(mark)), ...hiddenIds], {
    tables: accounts.tables,
    marks: [hidden.head.personId, hidden.worker.personId, hidden.departmentId],
  })

/** What of the hidden data stands in an answer; what was asked for and is only repeated does not count. */
function leaks(operation: string, at: Asker['at'], text: string): string[] {
  if (at === 'team' && operation in shared) return []
  return [...markers, ...hiddenIds, staffMarker].filter(mark => text.includes(mark) && !(isMasked(mark) && echoes.has(operation)))
}

/** At the site of the hidden data every way to ask ends at the door, so a stranger asks one way there, and every way at his own. */
function questions(operation: string, route: Route, at: Asker['at']): { siteId: number; input: Input }[] {
  const inputs = inputsOf(operation, route, known)
  const here = (at === 'team' ? inputs : inputs.slice(0, 1)).map(input => ({ siteId: w.siteId, input }))
  return at === 'team' ? here : [...here, ...inputs.map(input => ({ siteId: there.siteId, input }))]
}

async function walk(askers: Asker[]): Promise<string[]> {
  const found = new Set<string>()
  let before = await rowsNow()
  for (const { name, who, at } of askers)
    for (const { operation, route } of operations.filter(each => !ending.has(each.operation))) {
      let done = false
      for (const { siteId, input } of questions(operation, route, at)) {
        const reply = await ask(who, route, input, siteId)
        if (reply.status >= 500) found.add(`${name}: ${operation} fails with ${reply.status}`)
        const marks = leaks(operation, at, JSON.stringify(reply.body))
        if (marks.length > 0) found.add(`${name}: ${operation} answers ${reply.status} with ${marks.slice(0, 3).join(', ')}`)
        done ||= route.method !== 'GET' && reply.status === 200
      }
      if (!done) continue
      const after = await rowsNow()
      for (const row of changes(before, after)) found.add(`${name}: ${operation} changes ${row.slice(0, 160)}`)
      before = after
    }
  for (const row of changes(before, await rowsNow())) found.add(`a refused act changes ${row.slice(0, 160)}`)
  return [...found]
}

const changes = (before: Set<string>, after: Set<string>): string[] => [
  ...[...before].filter(row => !after.has(row)),
  ...[...after].filter(row => !before.has(row)),
]

test('whoever reaches the whole site meets the hidden data by the same questions, so they do ask for it', async () => {
  const met = new Set<string>()
  for (const who of [agent, leader, director])
    for (const { operation, route } of operations.filter(each => each.route.method === 'GET'))
      for (const input of inputsOf(operation, route, known).slice(0, 12)) {
        const reply = await ask(who, route, input, w.siteId)
        if (reply.status === 200 && [...markers, ...hiddenIds].some(mark => JSON.stringify(reply.body).includes(mark)))
          met.add(operation)
      }
  expect([...met].sort()).toEqual([
    'approvals.list',
    'callbacks.list',
    'compliance.listSubjects',
    'contacts.get',
    'contacts.list',
    'customers.get',
    'customers.list',
    'customers.listLookUps',
    'customers.listPremises',
    'dispatch.get',
    'dispatch.list',
    'ledger.listEvents',
    'notices.list',
    'notices.match',
    'notifications.list',
    'people.listPersons',
    'people.listTokens',
    'simulation.listChanges',
    'standards.explainClock',
    'standards.explainFinding',
    'standards.listClocks',
    'tickets.get',
    'tickets.history',
    'tickets.list',
    'tickets.openMatters',
    'tickets.search',
  ])
})

test('R354: lists and figures of a foreign team are the same with the hidden data and without it', () => {
  const differing = [...seenBefore].filter(
    ([key, text]) => seenAfter.get(key) !== text && !key.split(' ').some(word => word in shared),
  )
  expect(differing.map(([key]) => key)).toEqual([])
})

test(
  'R354: no role of a foreign team meets the hidden data or changes it',
  async () => {
    expect(await walk(teamMates)).toEqual([])
  },
  long,
)

test(
  'R354: no role of a foreign site meets the hidden data or changes it',
  async () => {
    expect(await walk(strangers)).toEqual([])
  },
  long,
)

test('R354: the stream tells nobody of a foreign team or site of it', async () => {
  await w.app.settle()
  const entries = (await readStream(w.database.kysely, positionBefore, 5000)).filter(entry => entry.siteId === w.siteId)
  const told = new Set<string>()
  for (const { name, who, at } of [...teamMates, ...strangers]) {
    // whose session ended while the clock moved signs in again
    await who.call(people.me)
    const actor = await w.app.sessions.actorOf({
      headers: { authorization: `Bearer ${who.token}` },
      routeOptions: { config: {} },
    } as never)
    for (const entry of entries.filter(each => at === 'site' || !/^notice\./.test(each.type)))
      if (visible(actor, entry, w.app.subjects.shows) && hiddenIds.some(id => JSON.stringify(entry.refs).includes(id)))
        told.add(`${name}: ${entry.type} ${JSON.stringify(entry)}`)
  }
  expect([...told]).toEqual([])
})
