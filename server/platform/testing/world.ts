/** A system for API tests: a cloned database, a still clock, people with roles, and a client that calls declared routes. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { people } from '@sansheng/contract/people.ts'
import type { BodyOf, Permission } from '@sansheng/contract/route.ts'
import type { Facts, Role } from '@sansheng/rulebook/vocabulary'
import { afterAll, onTestFinished } from 'vitest'
import { type App, type AppNeeds, buildApp } from '../../app.ts'
import { modules } from '../../modules/all.ts'
import { createPerson, createToken, firstPerson, newFirstPassword } from '../../modules/people/index.ts'
import { publishText } from '../../modules/publication/index.ts'
import { textJobs } from '../../modules/text-jobs.ts'
import { appRole } from '../app-role.ts'
import { sealKey } from '../events/seal-key.ts'
import { openLog } from '../log.ts'
import { collect } from '../module.ts'
import { realPorts } from '../ports.ts'
import { type Builders, buildersOf } from './builders.ts'
import { type Client, callsOf, clientOf, password, type ServiceClient } from './client.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'
import { type StillClock, stillPorts } from './ports.ts'

export type { Client, Reply, ServiceClient } from './client.ts'
export type World = {
  /** Clients whose session ended by the clock sign in again by themselves; tests of sessions set it to false. */
  comeBack: boolean
  app: App
  database: TestDatabase
  clock: StillClock
  siteId: number
  admin: Client
  /** Makes things through the public routes: `w.a.ticket({ kind: 'repair' })`. */
  a: Builders
  /** A person with this role at the site (scope as the role has it by default), signed in. */
  as(role: Role, more?: Person): Promise<Client>
  signIn(staffNumber: string, password: string): Promise<Client>
  /** A program with a token for these permissions, over the site of the world unless others are given. */
  service(scope: ServiceScope): Promise<ServiceClient>
  site(more?: { kind?: SiteKind; name?: string; code?: string }): Promise<number>
  department(name: string, members: Client[], head?: Client): Promise<string>
  publish(source: string, more?: { siteId?: number; trial?: boolean }): Promise<string>
  /** A new site with the standard of this world unless another is given, at the hour at which the world began: a test shares nothing with others. */
  fresh(more?: { kind?: SiteKind; standard?: string }): Promise<World>
  /** Fires all clocks and jobs that are due now. */
  runDue(): Promise<number>
}
type ServiceScope = { permissions: Permission[]; sites?: number[]; name?: string; expiresInDays?: number }
type SiteKind = NonNullable<NonNullable<Facts['site']>['kind']>
type Person = {
  name?: string
  staffNumber?: string
  siteId?: number
  scope?: 'own' | 'team' | 'site' | 'unit' | 'all'
  probation?: boolean
  departmentIds?: string[]
}

/** Texts are read in the thread of the test, yet as data that has crossed to another: to start one takes longer than most tests. */
const readHere: NonNullable<AppNeeds['readers']> = {
  run: async (job, input) => structuredClone(textJobs[job](structuredClone(input) as never)) as never,
  close: async () => {},
}

/** How far a role reaches unless a test says otherwise. */
const scopes: Partial<Record<Role, 'own' | 'team'>> = { worker: 'own', 'department-head': 'team' }

/** A second person consents to these, whom most worlds do not have; they are made on the machine, where nobody is asked. */
const needsConsent: ReadonlySet<Role> = new Set(['administrator', 'director', 'auditor'])

export async function world({
  at = '2026-11-20T09:00:00+08:00',
  kind = 'water' as SiteKind,
  standard,
  live = false,
  until = 'file',
  needs = {},
}: {
  at?: string
  kind?: SiteKind
  standard?: string
  /** Real time, for what people see arrive: the clock of the world cannot be moved then. */
  live?: boolean
  /** Whether it ends with its file, or with the test that asks for it because it changes what all sites share. */
  until?: 'file' | 'test'
  needs?: Partial<Pick<AppNeeds, 'webRoot' | 'idleMinutes' | 'modules' | 'log' | 'receiving' | 'hosts' | 'streams' | 'provider'>>
} = {}): Promise<World> {
  const ended = until === 'test' ? onTestFinished : afterAll
  const database = await cloneDatabase({ user: appRole, ...(live ? { poolSize: 10 } : {}) })
  ended(database.close)
  const still = stillPorts(at)
  const ports = live ? { ...realPorts(), move: still.move, at: still.at } : still
  const app = await buildApp({
    database,
    ports,
    log: needs.log ?? openLog(process.env.TEST_LOG ?? 'silent'),
    sealKey: sealKey({ file: join(mkdtempSync(join(tmpdir(), 'seal-')), 'key') }),
    readers: readHere,
    ...needs,
  })
  ended(app.close)
  await firstPerson(database.kysely, ports, password)
  let count = 0
  async function madeOnTheMachine(siteId: number, body: BodyOf<typeof people.createPerson>): Promise<string> {
    const first = await newFirstPassword(ports.random)
    await app.transact.write(app.origin, ctx => createPerson(ctx, async () => {}, siteId, body, first))
    return first.password
  }
  /** The world as one of its sites sees it. */
  const worldAt = (siteId: number): World => {
    const w: World = {
      comeBack: true,
      app,
      database,
      clock: ports,
      siteId,
      admin: null as unknown as Client,
      a: null as unknown as Builders,
      async signIn(staffNumber, secret) {
        const reply = await app.http.inject({
          method: 'POST',
          url: '/api/people/sign-in',
          payload: { staffNumber, password: secret },
        })
        if (reply.statusCode !== 200) throw new Error(`sign-in of ${staffNumber}: ${reply.body}`)
        const token = reply.cookies.find(c => c.name === 'sansheng_session')!.value
        return clientOf(w, { token, staffNumber, personId: reply.json().person.id })
      },
      async as(role, more = {}) {
        count += 1
        const siteId = more.siteId ?? w.siteId
        const staffNumber = more.staffNumber ?? `${role}-${count}`
        const scope = more.scope ?? scopes[role] ?? 'site'
        const grant = { role: role as never, scope, ...(scope === 'all' ? {} : { siteId }) }
        const body = {
          staffNumber,
          name: more.name ?? `${role}${count}`,
          grants: [grant],
          ...(more.probation ? { probation: true } : {}),
          ...(more.departmentIds ? { departmentIds: more.departmentIds } : {}),
        }
        const made = needsConsent.has(role)
          ? { firstPassword: await madeOnTheMachine(siteId, body) }
          : await w.admin.ok(people.createPerson, { params: { siteId }, body })
        const first = await w.signIn(staffNumber, made.firstPassword)
        await first.ok(people.changePassword, { body: { current: made.firstPassword, next: password } })
        return first
      },
      async service({ name = '官网报修表单', expiresInDays = 90, ...scope }) {
        const siteId = scope.sites?.[0] ?? w.siteId
        const permissions = collect(needs.modules ?? modules, 'permissions')
        const { token, secret } = await app.transact.write(app.origin, ctx =>
          createToken(ctx, siteId, { name, expiresInDays, ...scope }, permissions),
        )
        return { tokenId: token.id, token: secret, ...callsOf(w, { token: secret, staffNumber: null }) }
      },
      async site({ kind: its = kind, name = '澜州供水热线', code } = {}) {
        count += 1
        return (
          await w.admin.ok(people.createSite, { body: { unitName: '澜州水务', code: code ?? `S${count}`, name, kind: its } })
        ).id
      },
      async department(name, members, head) {
        const made = await w.admin.ok(people.createDepartment, {
          body: { name, memberIds: members.map(m => m.personId), ...(head ? { headId: head.personId } : {}) },
        })
        return made.id
      },
      publish: (source, { siteId = w.siteId, trial } = {}) =>
        app.transact.write(app.origin, ctx => publishText(ctx, app.compiledStandards, siteId, { source, trial })),
      runDue: () => app.worker.runDue(),
      async fresh({ standard: its = standard, ...more } = {}) {
        if (!live) ports.at(at)
        const there = worldAt(await w.site(more))
        there.admin = await there.signIn('admin', password)
        if (its) await there.publish(its)
        return there
      },
    }
    w.a = buildersOf(w)
    return w
  }
  const w = worldAt(0)
  w.admin = await w.signIn('admin', password)
  w.siteId = await w.site({ code: 'LZ' })
  if (standard) await w.publish(standard)
  return w
}
