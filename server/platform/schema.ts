import type { TSchema } from 'typebox'

type Node = Record<string, unknown>

/**
 * The shape of a reply for the serialiser. `X or null` becomes a mark on X, since a real union makes the serialiser
 * validate each value to find its branch; limits and examples go, because what we send was checked when it came in.
 */
export function forSerializer(schema: TSchema): object {
  return shapeOf(schema as unknown as Node)
}

function shapeOf(node: Node): Node {
  const branches = node.anyOf as Node[] | undefined
  if (branches) {
    const real = branches.filter(branch => branch.type !== 'null')
    return real.length === 1 && real.length < branches.length ? { ...shapeOf(real[0]!), nullable: true } : node
  }
  if (node.type === 'array') return { type: 'array', items: shapeOf((node.items ?? {}) as Node) }
  if (node.type === 'object') {
    const { required, additionalProperties: others } = node
    return {
      type: 'object',
      ...(node.properties ? { properties: each(node.properties as Node) } : {}),
      ...(node.patternProperties ? { patternProperties: each(node.patternProperties as Node) } : {}),
      ...(required ? { required } : {}),
      ...(typeof others === 'object' && others !== null
        ? { additionalProperties: shapeOf(others as Node) }
        : others
          ? { additionalProperties: true }
          : {}),
    }
  }
  if ('const' in node) return { const: node.const }
  return typeof node.type === 'string' ? { type: node.type } : node
}

function each(shapes: Node): Node {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, shapeOf(shape as Node)]))
}
