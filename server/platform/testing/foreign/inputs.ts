/** What somebody may send to a declared route about things that are not his: their ids and words in every place where an id or a word stands. */
import type { Route } from '@sansheng/contract/route.ts'
import type { TSchema } from 'typebox'
import { exampleOf } from '../../openapi-example.ts'

/** Ids of things by the word that stands before `:id` in a path, or by the name of a field: `tickets`, `ticketId`. */
export type Known = { paths: Record<string, string[]>; fields: Record<string, string[]>; words: Record<string, string[]> }
export type Input = { params: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

type Properties = Record<string, TSchema>
const propertiesOf = (schema: TSchema | undefined): Properties =>
  ((schema as { properties?: Properties })?.properties ?? {}) as Properties

/** Every way to ask: plainly, and with each thing that is known in each place. */
export function inputsOf(operation: string, route: Route, known: Known): Input[] {
  const bodies = route.body ? bodiesOf(route.body, known) : [undefined]
  return paramsOf(operation, route, known).flatMap(params =>
    queriesOf(route, known).flatMap(query =>
      bodies.map(body => ({ params, ...(query ? { query } : {}), ...(body === undefined ? {} : { body }) })),
    ),
  )
}

/** Whether the path names a thing, besides the site. */
export const namesThing = (route: Route): boolean => /:(?!siteId)/.test(route.path)

function paramsOf(operation: string, route: Route, known: Known): Record<string, unknown>[] {
  let all: Record<string, unknown>[] = [{}]
  for (const [, before, name] of route.path.matchAll(/([\w-]+)\/:(\w+)/g)) {
    if (name === 'siteId') continue
    const key = name === 'id' ? before! : name!
    const values = known.paths[key]
    if (!values) throw new Error(`${operation}: the foreign world knows no ${key}; add one to its things.`)
    all = all.flatMap(params => values.map(value => ({ ...params, [name!]: value })))
  }
  return all
}

/** None, then every field alone with each value that it could find something by, beside what the route asks for anyway. */
function queriesOf(route: Route, known: Known): (Record<string, unknown> | undefined)[] {
  if (!route.query) return [undefined]
  const required = new Set((route.query as { required?: string[] }).required ?? [])
  const fields = Object.entries(propertiesOf(route.query)).filter(([name]) => name !== 'after' && name !== 'limit')
  const base = Object.fromEntries(
    fields.filter(([name]) => required.has(name)).map(([name, schema]) => [name, exampleOf(schema, true, name)]),
  )
  const singles = fields.flatMap(([name, schema]) => valuesOf(name, schema, known).map(value => ({ ...base, [name]: value })))
  return [base, ...singles]
}

function valuesOf(name: string, schema: TSchema, known: Known): unknown[] {
  const found = known.fields[name] ? ends(known.fields[name]) : known.words[name]
  if (found) return found
  const { enum: choices, type } = schema as { enum?: unknown[]; type?: string }
  if (choices) return choices
  return type === 'boolean' ? [true, false] : []
}

/** The smallest body, and the fullest with the ids of each known thing. */
function bodiesOf(schema: TSchema, known: Known): unknown[] {
  const full = [0, 1].map(at => filled(exampleOf(schema), known, at))
  const small = filled(exampleOf(withoutOptional(schema), true), known, 0)
  // fields that only one of may be given: each id alone
  const alone = fieldsIn(schema).flatMap(name =>
    ends(known.fields[name] ?? []).map(value => ({ ...(small as object), [name]: name.endsWith('Ids') ? [value] : value })),
  )
  return [...new Map([small, ...full, ...alone].map(body => [JSON.stringify(body), body])).values()]
}

const isId = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isId)
    : typeof value === 'string' && /^[\da-f]{8}-[\da-f]{4}-/.test(value)

const fieldsIn = (schema: TSchema): string[] => Object.keys(propertiesOf(schema))

function withoutOptional(schema: TSchema): TSchema {
  const required = new Set((schema as { required?: string[] }).required ?? [])
  const properties = Object.fromEntries(Object.entries(propertiesOf(schema)).filter(([name]) => required.has(name)))
  return { ...schema, properties } as TSchema
}

/** The example with real ids of the foreign world in the places that name one. */
function filled(example: unknown, known: Known, at: number): unknown {
  if (Array.isArray(example)) return example.map(item => filled(item, known, at))
  if (typeof example !== 'object' || example === null) return example
  const entries = Object.entries(example).filter(([name]) => name !== 'override')
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const ids = ends(known.fields[name] ?? [])
      if (ids.length > 0 && isId(value)) return [name, Array.isArray(value) ? ids : ids[at % ids.length]]
      return [name, filled(value, known, at)]
    }),
  )
}

/** The oldest and the newest of a kind stand for all of it. */
const ends = (values: readonly string[]): string[] => [...new Set([...values.slice(0, 1), ...values.slice(-1)])]
