/** Every body has a bound that its schema gives: no text, list or record without an end, and no more bytes than the server reads. */
import { expect, test } from 'vitest'
import { modules } from './modules/all.ts'
import { bodyBytesOf } from './platform/http.ts'

type Node = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Node[]
  allOf?: Node[]
  format?: string
  pattern?: string
  maxLength?: number
  maxItems?: number
  maxProperties?: number
  items?: Node
  properties?: Record<string, Node>
  patternProperties?: Record<string, Node>
  additionalProperties?: Node | boolean
}

const dated = 40
/** The most bytes of JSON that fit a schema, each character at its longest; infinite where it has no end. */
function mostBytes(node: Node): number {
  if (node.const !== undefined) return JSON.stringify(node.const).length
  if (node.enum) return Math.max(...node.enum.map(value => Buffer.byteLength(JSON.stringify(value))))
  if (node.anyOf) return Math.max(...node.anyOf.map(mostBytes))
  if (node.allOf) return node.allOf.reduce((sum, part) => sum + mostBytes(part), 0)
  switch (node.type) {
    case 'string':
      return (
        2 +
        (node.pattern?.startsWith('^[A-Za-z0-9+/]') ? 1 : 3) *
          (node.maxLength ?? (node.format ? dated : Number.POSITIVE_INFINITY))
      )
    case 'array':
      return 2 + (node.maxItems ?? Number.POSITIVE_INFINITY) * (1 + mostBytes(node.items ?? {}))
    case 'object':
      return recordBytes(node)
    case 'integer':
    case 'number':
      return 25
    case 'boolean':
    case 'null':
      return 5
    default:
      return Number.POSITIVE_INFINITY
  }
}

function recordBytes({ properties = {}, patternProperties = {}, additionalProperties, maxProperties }: Node): number {
  const named = Object.entries(properties).reduce((sum, [name, part]) => sum + name.length + 4 + mostBytes(part), 2)
  const open = [...Object.values(patternProperties), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])]
  if (open.length === 0) return named
  return named + (maxProperties ?? Number.POSITIVE_INFINITY) * (200 + Math.max(...open.map(mostBytes)))
}

const bodies = modules.flatMap(module =>
  Object.entries(module.contract).flatMap(([verb, route]) =>
    route.body ? [[`${module.name}.${verb}`, route, mostBytes(JSON.parse(JSON.stringify(route.body)))] as const] : [],
  ),
)

test.each(bodies)('%s takes no more than its schema allows', (_, route, most) => {
  expect(most).toBeLessThanOrEqual(bodyBytesOf(route))
})
