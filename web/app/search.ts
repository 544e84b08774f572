/** What stands behind `?` in the address of a screen, written plainly and read by the schemas of the contract. */
import type { Static, TObject, TSchema } from 'typebox'

type Json = {
  type?: string
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
}

/** Reads the query of an address as text: `1e3` stays `1e3`; the schema of the screen says what is a number or a flag. */
export const parseSearch = (query: string): Record<string, string> => Object.fromEntries(new URLSearchParams(query))

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query && `?${query}`
}

/** Reads a search by the schema of its screen: names that the schema does not know and values that it refuses are dropped. */
export function searchReader<T extends TObject>(schema: T): (search: Record<string, unknown>) => Partial<Static<T>> {
  const properties = Object.entries(schema.properties)
  return search =>
    Object.fromEntries(
      properties.flatMap(([name, property]) => {
        const value = typed(property, search[name])
        return value !== undefined && accepts(property, value) ? [[name, value]] : []
      }),
    ) as Partial<Static<T>>
}

function typed(schema: TSchema, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const { type } = schema as Json
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : undefined
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
  return value
}

/** Whether a text can be an id of a thing. */
export const isId = (text: string): boolean => formats.uuid!.test(text)

const formats: Record<string, RegExp> = {
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
}

/**
 * Whether a single value is as the schema says. Only the keywords that searches use: the checker of the library weighs
 * twelve kilobytes in the first piece of the product, which every screen waits for.
 */
function accepts(schema: TSchema, value: unknown): boolean {
  const s = schema as Json
  if (s.enum && !s.enum.includes(value)) return false
  if (typeof value === 'boolean') return s.type === 'boolean'
  if (typeof value === 'number')
    return (
      (s.type === 'number' || (s.type === 'integer' && Number.isInteger(value))) &&
      value >= (s.minimum ?? -Infinity) &&
      value <= (s.maximum ?? Infinity)
    )
  return (
    typeof value === 'string' &&
    s.type === 'string' &&
    value.length >= Math.max(1, s.minLength ?? 1) &&
    value.length <= (s.maxLength ?? 200) &&
    (s.pattern === undefined || new RegExp(s.pattern, 'u').test(value)) &&
    (s.format === undefined || formats[s.format]?.test(value) === true)
  )
}
