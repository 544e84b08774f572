/** A module is added by putting its manifest into the list: this one lends keys, and nothing else of the system knows of it. */
import type { RecordedType } from '@sansheng/contract/recorded.ts'
import { type BodyOf, Flag, Line, route, Shape, SiteParams } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { modules } from './modules/all.ts'
import { appRole } from './platform/app-role.ts'
import { type Ctx, later } from './platform/ctx.ts'
import { openCase, record } from './platform/events/index.ts'
import { serve } from './platform/http.ts'
import { collect, type Module } from './platform/module.ts'
import { world } from './platform/testing/world.ts'

const Key = Shape({
  id: Type.String({ format: 'uuid', examples: ['019aa3b0-7c10-7000-8000-000000000001'] }),
  door: Line(40, '泵房'),
})
const contract = {
  lend: route({
    method: 'POST',
    path: '/sites/:siteId/keys',
    needs: 'keys:lend',
    summary: 'Lend a key',
    params: SiteParams,
    body: Shape({ door: Line(40, '泵房'), accompanied: Type.Optional(Flag) }),
    reply: Key,
  }),
}

async function lend(ctx: Ctx, siteId: number, { door, accompanied }: BodyOf<typeof contract.lend>) {
  const id = ctx.newId()
  const caseRow = await openCase(ctx, siteId, 'key', id)
  const about = { subject: { kind: 'key' as const, id }, refs: { ...caseRow.refs, key: id } }
  const facts: Facts = { key: accompanied ? { accompanied } : {} }
  await ctx.kernel.gate(ctx, caseRow, { action: 'key.lent', ...about, facts })
  await sql`insert into keys (site_id, id, door) values (${siteId}, ${id}, ${door})`.execute(ctx.db)
  await record(ctx, caseRow, { type: 'key.lent' as RecordedType, ...about, facts, values: { door } })
  later(ctx, { siteId, kind: 'keys.count', dueAt: ctx.now() + 60_000, payload: { id } })
  return { id, door }
}

const keys: Module = {
  name: 'keys',
  floor: 5,
  tables: ['keys'],
  contract,
  shapes: { Key },
  routes: server => serve(server, 'keys', contract, { lend: (ctx, { params, body }) => lend(ctx, params.siteId, body) }),
  permissions: { 'keys:lend': { zh: '借出钥匙', en: 'Lend keys' } },
  caseKinds: { key: { zh: '钥匙', en: 'Key', observed: true } },
  subjects: {
    key: {
      permission: 'keys:lend',
      path: id => `/keys/${id}`,
      rows: sql`select site_id, id, id as case_id, null::text as number, door as title, null::uuid as handler_id, null::uuid as front_owner_id,
        null::uuid as department_id, array[]::uuid[] as persons from keys`,
    },
  },
  jobs: () => ({
    'keys.count': async (ctx, job) => {
      const { id } = job.payload as { id: string }
      await sql`update keys set counted = counted + 1 where site_id = ${job.siteId} and id = ${id}`.execute(ctx.db)
      return null
    },
  }),
  events: ['key.lent', 'key.returned'],
  facts: ['key'],
}

const standard = `---
standard: keys
title: 钥匙管理
---
## 1 钥匙
### 1.1 借出有人陪同
\`\`\`rule
rule: require
id: accompanied
before: key.lent
need: key.accompanied
\`\`\`
### 1.2 两小时内归还
\`\`\`rule
rule: deadline
id: back-in-time
from: key.lent
to: key.returned
within: 2 h
\`\`\`
`
const list = [...modules, keys]
const w = await world({ needs: { modules: list } })
await sql`create table keys (site_id int not null, id uuid not null, door text not null, counted int not null default 0,
  primary key (site_id, id))`.execute(w.database.owner)
await sql`grant select, insert, update on keys to ${sql.ref(appRole)}`.execute(w.database.owner)
await w.publish(standard)
const porter = await w.service({ permissions: ['keys:lend'] })
const lent = () => porter.ok(contract.lend, { body: { door: '泵房', accompanied: true } })

test('its route is served to whoever holds its permission, and to nobody else', async () => {
  expect(await lent()).toMatchObject({ door: '泵房' })
  const refused = await (await w.as('agent')).call(contract.lend, { body: { door: '泵房' } })
  expect([refused.status, refused.error.code]).toEqual([403, 'forbidden'])
  expect(refused.error.message).toContain('您没有“借出钥匙”的权限')
})

test('the standard gates its acts', async () => {
  const denied = await porter.call(contract.lend, { body: { door: '泵房' } })
  expect([denied.status, denied.error.code]).toEqual([422, 'gate.denied'])
  expect(denied.error.detail).toMatchObject({ violations: [{ ruleId: 'accompanied', missing: ['key.accompanied'] }] })
})

test('the standard observes its events: a clock starts, and what is late shows', async () => {
  const { id } = await lent()
  const clocks = async () => {
    const { rows } = await sql<{ rule_id: string; state: string; breached: boolean }>`
      select rule_id, state, breached_at is not null as breached from clocks where case_id = ${id}`.execute(w.database.kysely)
    return rows
  }
  expect(await clocks()).toEqual([{ rule_id: 'back-in-time', state: 'running', breached: false }])
  w.clock.move('121 min')
  await w.runDue()
  expect(await clocks()).toMatchObject([{ rule_id: 'back-in-time', breached: true }])
  const director = await w.as('director')
  const { items } = await director.ok(standards.listClocks, {})
  expect(items.find(i => i.root.id === id)).toMatchObject({
    clock: { ruleId: 'back-in-time', subject: { kind: 'key', id } },
    root: { kind: 'key', title: '泵房', path: `/keys/${id}` },
  })
})

test('its job runs when it is due', async () => {
  const { id } = await lent()
  const counted = async () =>
    (await sql<{ counted: number }>`select counted from keys where id = ${id}`.execute(w.database.kysely)).rows[0]!.counted
  await w.runDue()
  expect(await counted()).toBe(0)
  w.clock.move('1 min')
  await w.runDue()
  expect(await counted()).toBe(1)
})

test('it stands in the API that is published', async () => {
  const { paths, components } = (await w.app.http.inject('/api/openapi.json')).json()
  expect(paths['/api/sites/{siteId}/keys'].post).toMatchObject({
    operationId: 'keys.lend',
    'x-needs': 'keys:lend',
    description: expect.stringContaining('Lend keys'),
    responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Key' } } } } },
  })
  expect(components.schemas.Key.properties).toHaveProperty('door')
})

test('nobody declares again what it declares', () => {
  expect(() => collect([...list, { ...keys, name: 'locks' }], 'permissions')).toThrow('keys:lend is declared twice')
})
