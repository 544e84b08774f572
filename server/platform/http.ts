/** `serve` turns declared routes into handlers: permission, schema, transaction, once-only, reply by schema. */
import { Fault } from '@sansheng/contract/fault.ts'
import type { BodyOf, ParamsOf, Permissions, QueryOf, ReplyOf, Route, Routes } from '@sansheng/contract/route.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { may, maySomewhere, sitesOf } from './access.ts'
import type { Ctx } from './ctx.ts'
import { remember, remembered } from './idempotency.ts'
import { jsonBytes } from './json-bytes.ts'
import { mustBeConfirmed, mustBeStaff, nobody, type Principal, principalId } from './principal.ts'
import { forSerializer } from './schema.ts'
import type { Transact } from './transact.ts'

type Input<T extends Route> = {
  params: ParamsOf<T>
  query: QueryOf<T>
  body: BodyOf<T>
  request: FastifyRequest
  reply: FastifyReply
}
type InTransaction<T extends Route> = (ctx: Ctx, input: Input<T>) => Promise<ReplyOf<T>>
/** Opens the transaction of a command that had to do something before it. */
export type Write = <R>(work: (ctx: Ctx) => Promise<R>) => Promise<R>
/**
 * What takes long and needs no transaction, for example the hash of a password: no connection is held meanwhile. `ctx` reads; what is written
 * goes through `write`. A repeated `Idempotency-Key` runs it again, so only routes whose reply is a secret are served in this way.
 */
type BeforeTransaction<T extends Route> = { outside(ctx: Ctx, input: Input<T>, write: Write): Promise<ReplyOf<T>> }
export type Handlers<M extends Routes> = { [K in keyof M]: InTransaction<M[K]> | BeforeTransaction<M[K]> }

export type Served = {
  http: FastifyInstance
  transact: Transact
  /** Those that some module declares. */
  permissions: Permissions
  /** Who sends this request; throws `unauthenticated` when a session is needed and there is none. */
  actorOf(request: FastifyRequest): Promise<Principal>
}

/** The part of `serve` that the type system cannot see: the handler of one route, its input already checked by its schema. */
type AnyHandler =
  | ((ctx: Ctx, input: unknown) => Promise<unknown>)
  | { outside(ctx: Ctx, input: unknown, write: Write): Promise<unknown> }

export function serve<const M extends Routes>(server: Served, module: string, routes: M, handlers: Handlers<M>): void {
  for (const [verb, route] of Object.entries(routes)) {
    const operation = `${module}.${verb}`
    const handler = handlers[verb] as unknown as AnyHandler
    if (!handler) throw new Error(`${operation} is declared but nobody serves it.`)
    if ('outside' in handler && !route.secret)
      throw new Error(`${operation} is served outside a transaction, so its reply is a secret.`)
    if (route.needs !== 'public' && route.needs !== 'session' && !(route.needs in server.permissions))
      throw new Error(`${operation} needs a permission that does not exist: ${String(route.needs)}`)
    const write = writerOf(route)
    server.http.route({
      method: route.method,
      url: `/api${route.path}`,
      bodyLimit: bodyBytesOf(route),
      // before anything of the body is read, and before its fields are looked at
      onRequest: async request => {
        actors.set(request, await admit(server, route, request))
        if (route.method !== 'GET') mustBeOurs(request)
      },
      schema: {
        ...(route.params ? { params: route.params } : {}),
        ...(route.query ? { querystring: route.query } : {}),
        ...(route.body ? { body: route.body } : {}),
      },
      config: { operation },
      handler: async (request, reply) => write(reply, await answer(server, operation, route, handler, request, reply)),
    })
  }
}

/** What a body may have where a route says nothing else. */
const usualBody = 100_000
export const bodyBytesOf = (route: Pick<Route, 'bodyBytes'>): number => route.bodyBytes ?? usualBody
/** Whom a request was admitted as. */
const actors = new WeakMap<FastifyRequest, Principal>()

/**
 * Writes a reply by its schema. What writes it is made when the first reply goes out: to make those of all routes takes a third of a start,
 * and most of them are not asked for in a day. The engine's own writer takes half as long, for those that need no schema.
 */
function writerOf({ reply: schema, exact }: Route) {
  const shape = forSerializer(schema) as Record<string, unknown>
  return (reply: FastifyReply, done: unknown): string | Buffer => {
    void reply.type('application/json; charset=utf-8')
    if (exact) return jsonBytes(done as Record<string, unknown>)
    return reply.compileSerializationSchema(shape)(done as Record<string, unknown>)
  }
}

async function answer(
  server: Served,
  operation: string,
  route: Route,
  handler: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const actor = actors.get(request)!
  const params = (request.params ?? {}) as Record<string, unknown>
  const input = { params, query: request.query ?? {}, body: request.body, request, reply }
  const origin = { actor, requestId: request.id, log: request.log as unknown as Ctx['log'], source: sourceOf(actor, request) }
  if (needsStepUp(route, request.body)) mustBeConfirmed(actor, server.transact.read(origin).now())
  if ('outside' in handler)
    return await handler.outside(server.transact.read(origin), input, work => server.transact.write(origin, work))
  if (route.method === 'GET' || route.reads) return await handler(server.transact.read(origin), input)
  const key = request.headers['idempotency-key']
  const actorId = principalId(actor)
  if (typeof key !== 'string' || actorId === null || route.secret)
    return await server.transact.write(origin, ctx => handler(ctx, input))
  if (key.length > 200 || key.length < 1)
    throw new Fault('invalid', {}, { fields: [{ path: 'Idempotency-Key', message: 'maxLength|{"limit":200}' }] })
  const once = { actorKind: actor.kind, actorId, operation, key, request: { params, body: request.body ?? null } }
  return await server.transact.write(origin, async ctx => {
    const before = await remembered(ctx, once)
    if (before) return before.reply
    const done = await handler(ctx, input)
    await remember(ctx, once, done)
    return done
  })
}

function needsStepUp({ stepUp }: Route, body: unknown): boolean {
  if (stepUp === undefined || stepUp === true) return stepUp === true
  return stepUp.fields.some(field => (body as Record<string, unknown> | undefined)?.[field] !== undefined)
}

async function admit(server: Served, route: Route, request: FastifyRequest): Promise<Principal> {
  if (route.needs === 'public') return nobody
  const actor = await server.actorOf(request)
  if (route.needs === 'session') return mustBeStaff(actor)
  if (actor.kind !== 'staff' && server.permissions[route.needs]?.staffOnly) throw new Fault('forbidden', { needs: route.needs })
  const siteId = siteOf(request)
  if (may(actor, route.needs, siteId)) return actor
  // A site that he may not see at all does not exist for him; a thing that he may not do there is forbidden. Work that belongs to no site
  // needs the permission anywhere.
  if (siteId === null && maySomewhere(actor, route.needs)) return actor
  const sites = sitesOf(actor)
  const known = siteId === null || sites === 'all' || sites.includes(siteId)
  throw new Fault(known ? 'forbidden' : 'site.unknown', { needs: route.needs })
}

/**
 * The site of the path, whose fields have not been looked at yet; null where the path has none. Another spelling of a number, which they would
 * take for one (`1e0`, `0x1`), is refused: the permission must be asked for the same site that is read afterwards.
 */
function siteOf(request: FastifyRequest): number | null {
  const { siteId } = (request.params ?? {}) as { siteId?: string }
  if (siteId === undefined) return null
  if (!/^[1-9]\d{0,9}$/.test(siteId))
    throw new Fault('invalid', {}, { fields: [{ path: '/siteId', message: 'type|{"type":"integer"}' }] })
  return Number(siteId)
}

/**
 * A browser says where a request comes from; another site's page may not act with our cookie. A token in the header is not sent by a browser
 * of its own accord, so where it comes from does not matter.
 */
function mustBeOurs(request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin === undefined || request.headers.authorization !== undefined) return
  // `request.host` believes `x-forwarded-host` only behind a proxy that we were told of
  if (!URL.canParse(origin) || new URL(origin).host !== request.host) throw new Fault('client.unknown')
}

/**
 * Where an act comes in. A screen is what says so of itself; a field client is one only in a session that it opened, because an instant that
 * it names may be believed.
 */
function sourceOf(actor: Principal, request: FastifyRequest): Ctx['source'] {
  if (actor.kind === 'service') return 'api'
  if (actor.kind === 'exchange') return 'exchange'
  const client = request.headers['x-sansheng-client']
  if (client === 'web') return 'screen'
  return client === 'field' && (actor.kind !== 'staff' || actor.client === 'field') ? 'field' : 'api'
}
