/** Replies of the server for tests of screens: named by the routes of the contract and typed by their schemas. */
import type { ParamsOf, ReplyOf, Route } from '@sansheng/contract/route.ts'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'

/** What a test says of a reply; everything else is filled in from the schema. A name or type that the schema does not have is refused. */
export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { [K in keyof T]?: Given<T[K]> }
    : T

type Json = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Json[]
  items?: Json
  properties?: Record<string, Json>
  required?: string[]
  examples?: unknown[]
  format?: string
  minimum?: number
}

/** A whole value of a schema: what is given, and for the rest the calmest value (null, an empty list, false, the least number). */
export function filled<S extends TSchema>(schema: S, given?: Given<Static<S>>): Static<S> {
  return whole(schema as Json, given) as Static<S>
}

function whole(schema: Json, given: unknown): unknown {
  if (schema.anyOf) return oneOf(schema.anyOf, given)
  if (given !== undefined && (given === null || typeof given !== 'object')) return given
  if (schema.properties) return objectOf(schema.properties, schema.required ?? [], (given ?? {}) as Record<string, unknown>)
  if (Array.isArray(given)) return given.map(item => whole(schema.items ?? {}, item))
  return given ?? least(schema)
}

function oneOf(branches: Json[], given: unknown): unknown {
  const nullable = branches.some(branch => branch.type === 'null')
  const named = branches.find(branch => branch.type !== 'null')!
  if (given === undefined) return nullable ? null : whole(named, undefined)
  if (given === null || typeof given !== 'object') return given
  return whole(branches.find(branch => branch.properties || branch.items) ?? named, given)
}

function objectOf(properties: Record<string, Json>, required: string[], given: Record<string, unknown>): unknown {
  const names = Object.keys(properties).filter(name => required.includes(name) || given[name] !== undefined)
  return Object.fromEntries(names.map(name => [name, whole(properties[name]!, given[name])]))
}

function least({ type, const: only, enum: words, examples, format, minimum }: Json): unknown {
  if (only !== undefined) return only
  if (words) return words[0]
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'number') return minimum ?? 0
  if (type === 'array') return []
  if (type === 'object') return {}
  return examples?.[0] ?? (format === 'date-time' ? '2026-11-20T06:36:05.000Z' : '')
}

/** Where a value is not as the schema says; formats are left alone, so that ids in tests can be short. */
function misfitsOf(schema: unknown, value: unknown): string[] {
  return [...Value.Errors(withoutFormats(schema) as TSchema, value)].map(e => `${e.instancePath || '/'} ${e.message}`)
}

function withoutFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutFormats)
  if (schema === null || typeof schema !== 'object') return schema
  const kept = Object.entries(schema).filter(([key, value]) => key !== 'format' || typeof value !== 'string')
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutFormats(value)]))
}

export type Request = { method: string; path: string; query: URLSearchParams; body: unknown }
export type Refusal = { status: number; error: Record<string, unknown> }
export const refusal = (status: number, code: string, message: string, more: object = {}): Refusal => ({
  status,
  error: { code, message, params: {}, requestId: 'r1', ...more },
})
const isRefusal = (value: unknown): value is Refusal =>
  value !== null && typeof value === 'object' && 'status' in value && 'error' in value

export type Reply = {
  answers(request: Request): boolean
  to(request: Request): unknown
}

/** The reply to a route: a value, a refusal, or a function of what was asked. `params` limits it to one thing. What the schema of the route refuses is thrown. */
export function reply<T extends Route>(
  route: T,
  given: Given<ReplyOf<T>> | Refusal | ((request: Request) => Given<ReplyOf<T>> | Refusal),
  params: Partial<ParamsOf<T>> = {},
): Reply {
  const only = params as Record<string, unknown>
  const pattern = route.path.replace(/:(\w+)/g, (_, name: string) =>
    name in only ? encodeURIComponent(String(only[name])).replaceAll('.', '\\.') : '[^/]+',
  )
  return {
    answers: request => request.method === route.method && new RegExp(`^${pattern}$`).test(request.path),
    to: request => {
      const found: unknown = typeof given === 'function' ? (given as (request: Request) => unknown)(request) : given
      if (isRefusal(found)) return found
      const value = whole(route.reply as Json, found)
      const misfits = misfitsOf(route.reply, value)
      if (misfits.length > 0) throw new Error(`No reply of ${route.method} ${route.path}: ${misfits.join('; ')}`)
      return value
    },
  }
}
