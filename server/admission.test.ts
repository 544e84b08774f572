/** Who may not send a request is told so before its body is read: no field of it is named to him, and a large one costs nothing. */
import type { Permission, Route } from '@sansheng/contract/route.ts'
import { expect, test } from 'vitest'
import { modules } from './modules/all.ts'
import { type Client, world } from './platform/testing/world.ts'

const w = await world()
const auditor = await w.as('auditor')
const elsewhere = await w.as('director', { siteId: await w.site({ code: 'XS' }) })
const thing = '019aa3b0-7c10-7000-8000-000000000001'
const routes = modules.flatMap(module =>
  Object.entries(module.contract as Record<string, Route>).flatMap(([verb, route]) =>
    route.body && route.needs !== 'public' ? [[`${module.name}.${verb}`, route] as const] : [],
  ),
)
const atSite = routes.filter(([, route]) => route.path.includes(':siteId') && route.needs !== 'session')

async function send({ method, path }: Route, body: string, who?: Client, content = 'application/json') {
  const url = `/api${path.replace(':siteId', String(w.siteId)).replaceAll(/:\w+/g, thing)}`
  const headers = { 'content-type': content, ...(who ? { authorization: `Bearer ${who.token}` } : {}) }
  const reply = await w.app.http.inject({ method, url, headers, payload: body })
  const { code, fields } = reply.json().error
  return [reply.statusCode, code, fields]
}
const bodies = ['{"not json', '{"colour":"red"}', JSON.stringify({ title: '长'.repeat(700_000) })]

test.each(routes)('%s: without a session nothing is said of the body', async (_, route) => {
  for (const body of bodies) expect(await send(route, body)).toEqual([401, 'unauthenticated', undefined])
  expect(await send(route, 'a=b', undefined, 'application/x-www-form-urlencoded')).toEqual([401, 'unauthenticated', undefined])
})

const me = (await w.app.http.inject({ url: '/api/people/me', headers: { authorization: `Bearer ${auditor.token}` } })).json()
const held: Permission[] = me.sites[0].permissions

test.each(atSite)('%s: without the permission, or at a site of others, neither', async (_, route) => {
  for (const body of bodies) {
    if (!held.includes(route.needs as Permission)) expect(await send(route, body, auditor)).toEqual([403, 'forbidden', undefined])
    expect(await send(route, body, elsewhere)).toEqual([404, 'site.unknown', undefined])
  }
})

test('a page of another origin is refused before its body is read', async () => {
  const cookie = `sansheng_session=${auditor.token}`
  const headers = { cookie, origin: 'https://elsewhere.example', 'content-type': 'application/json' }
  const url = `/api/sites/${w.siteId}/notifications/read`
  const reply = await w.app.http.inject({ method: 'POST', url, headers, payload: '{"not json' })
  expect([reply.statusCode, reply.json().error.code]).toEqual([403, 'client.unknown'])
})
