/** OpenAPI 3.1 of the whole API, built from the same declarations that the server serves; for integrators. */
import { FaultReply, faults } from '@sansheng/contract/fault.ts'
import type { Permissions, Route } from '@sansheng/contract/route.ts'
import { servicePrefix } from '@sansheng/contract/service-tokens.ts'
import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import type { Module } from './module.ts'
import { collect } from './module.ts'
import { exampleOf } from './openapi-example.ts'

type Json = Record<string, unknown>

const ofStaff = [{ cookie: [] }, { bearer: [] }]
type Declared = readonly Module<never>[]

/** Public: a program reads it before it has an account. */
export function serveOpenApi(app: FastifyInstance, modules: Declared): void {
  let text: string | undefined
  app.get('/api/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(openApi(modules))
    void reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text)
  })
}

export function openApi(modules: Declared): Json {
  const named = namedShapes(modules)
  const permissions = collect(modules, 'permissions')
  const paths: Record<string, Json> = {}
  for (const { name, contract } of modules) {
    for (const [verb, route] of Object.entries(contract)) {
      const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`
      const described = operation({ id: `${name}.${verb}`, tag: name, route }, named, permissions)
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: described }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sansheng 三声',
      version: '1',
      summary: 'A customer-service centre in which the written service standard runs',
      description:
        'Sign in with `people.signIn`: the reply sets the cookie `sansheng_session`; a program may send its value as `Authorization: Bearer …` instead. ' +
        'A program that works by itself has a token of its own, made with `people.createToken`, and sends it as `Authorization: Bearer sst_…`: it opens the routes of its permissions at its sites, and none that belong to a person. ' +
        'Instants are ISO 8601 with Z, money is in cents. A refusal carries a code for programs and a sentence for people, in Chinese, or in English with `Accept-Language: en`. ' +
        'An `Idempotency-Key` makes a request do its thing once, for 24 hours.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...modules.map(m => m.name), 'stream'].map(name => ({ name })),
    security: ofStaff,
    paths: { ...paths, '/api/stream': { get: stream } },
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'sansheng_session' },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a session, as `people.signIn` sets it in the cookie.',
        },
        service: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: `${servicePrefix}…`,
          description:
            'The token of a program: named, limited to permissions and sites, expiring, revocable. Expired or revoked it is answered with 401, `token.expired` or `token.revoked`; without the permission with 403.',
        },
      },
      schemas: {
        Fault: plain(FaultReply, new Map()),
        ...Object.fromEntries([...named].map(([schema, name]) => [name, plain(schema, named, true)])),
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'Any text of your own; the same key with the same request gives the first reply again.',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
          example: '5f0c1a86-2b7e-4f63-9a55-0d6f4d0f9f11',
        },
      },
      responses: Object.fromEntries(statuses.map(status => [`Fault${status}`, faultResponse(status)])),
    },
  }
}

/** Not declared in the contract, because its reply is no JSON. */
const stream: Json = {
  operationId: 'stream.follow',
  tags: ['stream'],
  summary: 'What happens, as it happens: server-sent events of everything that the session may see',
  description:
    'Needs a session. Each message is an envelope: read the thing itself where you need it. The event `reload` says that too much was missed: read everything again.',
  'x-needs': 'session',
  parameters: [
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      description: 'Goes on after this position; `after` in the address does the same.',
      schema: { type: 'integer', minimum: 0 },
      example: 41,
    },
    { name: 'after', in: 'query', required: false, schema: { type: 'integer', minimum: 0 }, example: 41 },
  ],
  responses: {
    200: {
      description: 'A stream that stays open',
      content: {
        'text/event-stream': {
          schema: { type: 'string' },
          example:
            'id: 42\ndata: {"position":42,"type":"ticket.registered","siteId":1,"refs":{"ticket":"019aa3b0-7c10-7000-8000-000000000001"}}\n\n',
        },
      },
    },
    401: { $ref: '#/components/responses/Fault401' },
    default: { $ref: '#/components/responses/Fault500' },
  },
}

function operation(
  { id: operationId, tag, route }: { id: string; tag: string; route: Route },
  named: Map<TSchema, string>,
  permissions: Permissions,
): Json {
  const writes = route.method !== 'GET'
  return {
    operationId,
    tags: [tag],
    summary: route.summary,
    description: needsInWords(route, permissions) + stepUpInWords(route),
    'x-needs': route.needs,
    ...securityOf(route, permissions),
    parameters: [
      ...parameters(route.params, 'path', named),
      ...parameters(route.query, 'query', named),
      ...(writes && route.needs !== 'public' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: plain(route.body, named), example: exampleOf(route.body, true) } },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'Done',
        content: { [route.media ?? 'application/json']: { schema: plain(route.reply, named), example: exampleOf(route.reply) } },
      },
      ...Object.fromEntries(
        refusals(operationId, route).map(status => [status, { $ref: `#/components/responses/Fault${status}` }]),
      ),
      default: { $ref: '#/components/responses/Fault500' },
    },
  }
}

/** With which credentials a route is opened, where it is not by a session alone. */
function securityOf({ needs }: Route, permissions: Permissions): Json {
  if (needs === 'public') return { security: [] }
  return needs === 'session' || permissions[needs]?.staffOnly ? {} : { security: [...ofStaff, { service: [] }] }
}

function needsInWords({ needs }: Route, permissions: Permissions): string {
  if (needs === 'public') return 'Needs no session.'
  if (needs === 'session') return 'Needs a session.'
  return `Needs the permission \`${needs}\` (${permissions[needs]?.en}).`
}

function stepUpInWords({ stepUp }: Route): string {
  if (!stepUp) return ''
  const when = stepUp === true ? '' : ` when the body has ${stepUp.fields.map(field => `\`${field}\``).join(' or ')}`
  return ` Whoever is signed in confirms who he is by \`people.confirmMe\` first, unless he did lately${when}: \`confirm.needed\`.`
}

function parameters(schema: TSchema | undefined, place: 'path' | 'query', named: Map<TSchema, string>): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: Record<string, TSchema>; required?: string[] }
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: plain(field, named),
    example: exampleOf(field, false, name),
  }))
}

/** Routes that take a password or a code. */
const countsTries = new Set([
  'people.signIn',
  'people.changePassword',
  'people.enterCode',
  'people.enrolSecondFactor',
  'people.confirmMe',
  'people.finishAtProvider',
  'people.finishConfirmation',
])

/** Statuses with which a route may refuse, besides 500. */
function refusals(operationId: string, route: Route): number[] {
  const writes = route.method !== 'GET'
  return [
    ...(route.params || route.query || route.body ? [400] : []),
    ...(route.needs !== 'public' || operationId === 'people.signIn' ? [401] : []),
    ...(route.needs !== 'public' || writes ? [403] : []),
    ...(route.params ? [404] : []),
    ...(writes ? [409] : []),
    ...(writes && route.params ? [422] : []),
    ...(countsTries.has(operationId) ? [429] : []),
    503,
  ]
}

const statuses = [...new Set(Object.values(faults))].sort((a, b) => a - b)

function faultResponse(status: number): Json {
  const codes = Object.entries(faults)
    .filter(([, its]) => its === status)
    .map(([code]) => code)
  const fault = { error: { ...(exampleOf(FaultReply) as { error: Json }).error, code: codes[0], params: {} } }
  const { fields: _, detail: __, ...error } = fault.error as Json
  return {
    description: codes.map(code => `\`${code}\``).join(' · '),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault' }, example: { error } } },
  }
}

/** Shapes with a name of their own in the contract. */
function namedShapes(modules: Declared): Map<TSchema, string> {
  const named = new Map<TSchema, string>()
  for (const { shapes } of modules) {
    for (const [name, shape] of Object.entries(shapes)) {
      const schema = shape as TSchema & { type?: string }
      if (/^[A-Z]/.test(name) && schema?.type === 'object' && !named.has(schema)) named.set(schema, name)
    }
  }
  return named
}

/** The schema as JSON, with references where a shape has a name. `itself`: do not refer to the shape at the top. */
function plain(schema: unknown, named: Map<TSchema, string>, itself = false): unknown {
  if (Array.isArray(schema)) return schema.map(each => plain(each, named))
  if (schema === null || typeof schema !== 'object') return schema
  const name = itself ? undefined : named.get(schema as TSchema)
  if (name) return { $ref: `#/components/schemas/${name}` }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plain(value, named)]))
}
