import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { modules } from '../modules/all.ts'
import type { Module } from './module.ts'
import { openApi, serveOpenApi } from './openapi.ts'
import { withFormats } from './validation.ts'

type Operation = {
  operationId: string
  parameters: { name: string; example?: unknown; $ref?: string }[]
  requestBody?: { content: Record<string, { example: unknown }> }
  responses: Record<string, { content?: Record<string, { example: unknown }> }>
  'x-needs': string
}
const document = JSON.parse(JSON.stringify(openApi(modules))) as {
  paths: Record<string, Record<string, Operation>>
  security: Record<string, unknown>[]
  components: { securitySchemes: Record<string, unknown> }
}
const operations = Object.values(document.paths).flatMap(methods => Object.values(methods))
const routes = modules.flatMap(({ name, contract }: Module<never>) =>
  Object.entries(contract).map(([verb, route]) => ({ operationId: `${name}.${verb}`, route })),
)
const ajv = withFormats(new Ajv({ strict: false, allErrors: true }))

it('the published API is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document))
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
})

it('anybody may read it', async () => {
  const app = Fastify()
  serveOpenApi(app, modules)
  const reply = await app.inject('/api/openapi.json')
  expect(reply.statusCode).toBe(200)
  expect(reply.json()).toEqual(document)
  await app.close()
})

it('every route stands in it once, under the name of its module and verb', () => {
  expect(operations.map(o => o.operationId).sort()).toEqual([...routes.map(r => r.operationId), 'stream.follow'].sort())
})

it('a route says with which credentials it is opened: a session, the token of a program where it may hold the permission, or nothing', () => {
  const schemes = (id: string) => {
    const { security } = operations.find(o => o.operationId === id)! as { security?: Record<string, unknown>[] }
    return security?.flatMap(s => Object.keys(s))
  }
  expect(Object.keys(document.components.securitySchemes)).toEqual(['cookie', 'bearer', 'service'])
  expect(schemes('people.signIn')).toEqual([])
  expect(schemes('tickets.list')).toEqual(['cookie', 'bearer', 'service'])
  // the default of the document: a session alone
  expect(document.security.flatMap(s => Object.keys(s))).toEqual(['cookie', 'bearer'])
  for (const id of ['people.me', 'people.createToken', 'people.createPerson', 'customers.reveal'])
    expect(schemes(id), id).toBeUndefined()
})

it('the operations that integrators were promised are there', () => {
  const promised =
    `people.signIn people.me people.listSites contacts.receive tickets.register tickets.get tickets.list tickets.search tickets.promise
    tickets.notifyDepartment tickets.confirm tickets.followUp tickets.close tickets.reopen dispatch.make dispatch.accept dispatch.arrive dispatch.finish
    dispatch.returnForm dispatch.inspect callbacks.make standards.check publication.publish compliance.figures standards.listClocks
    standards.explainClock standards.verifyLedger`.split(/\s+/)
  expect(promised.filter(id => !operations.some(o => o.operationId === id))).toEqual([])
})

it.each(routes)('$operationId has examples that its own schemas accept', ({ operationId, route }) => {
  const found = operations.find(o => o.operationId === operationId)!
  const media = route.media ?? 'application/json'
  const accept = (schema: unknown, example: unknown) => {
    const check = ajv.compile(JSON.parse(JSON.stringify(schema)))
    check(example)
    expect(check.errors ?? [], JSON.stringify(example)).toEqual([])
    expect(JSON.stringify(example)).not.toContain('"文字"')
  }
  if (route.body) accept(route.body, found.requestBody!.content['application/json']!.example)
  accept(route.reply, found.responses['200']!.content![media]!.example)
  const given = Object.fromEntries(found.parameters.filter(p => !p.$ref).map(p => [p.name, p.example]))
  const fields = { ...props(route.params), ...props(route.query) }
  for (const [name, schema] of Object.entries(fields)) accept(schema, given[name])
})

function props(schema: unknown): Record<string, unknown> {
  return (schema as { properties?: Record<string, unknown> } | undefined)?.properties ?? {}
}
