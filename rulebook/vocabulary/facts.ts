/** Facts: what conditions may read of a case, by the subject that owns them. A new module adds its facts first. */
import { deskFacts } from './desk-facts.ts'
import type { Asked, Group } from './fields.ts'
import { tradeFacts } from './trade-facts.ts'
import { type RefKind, refKinds } from './words.ts'

/** Facts by the subject that owns them. No personal value is a fact: a phone number is only `given` or `declined`. */
export const facts = { ...deskFacts, ...tradeFacts } as const satisfies Record<string, Group>
export type FactGroup = keyof typeof facts

type ValueOf<F> = F extends { type: 'enum'; values: infer V }
  ? keyof V
  : F extends { type: 'bool' }
    ? boolean
    : F extends { type: 'int' | 'number' | 'instant' }
      ? number
      : F extends { type: 'asked' }
        ? Asked
        : string
type FactsOf<G extends FactGroup> = {
  -readonly [K in keyof (typeof facts)[G]['fields']]?: ValueOf<(typeof facts)[G]['fields'][K]>
}
/** The state of a case as conditions see it: merged by group; a fact that is absent is not there. */
export type Facts = { -readonly [G in FactGroup]?: FactsOf<G> }

/** The kinds of refs by whose id a group of facts is kept; empty for what a case has once, or what belongs to the moment. */
export function keepersOf(group: FactGroup): readonly RefKind[] {
  return keepers[group] ?? none
}
const none: readonly RefKind[] = []
const keepers: Partial<Record<string, readonly RefKind[]>> = Object.fromEntries(
  Object.entries(facts as Record<string, Group>).flatMap(([group, { of }]) =>
    of ? [[group, of]] : group in refKinds ? [[group, [group as RefKind]]] : [],
  ),
)

/** Whether some module says this fact already; a path such as `ticket.kind`. */
export function isSaid(path: string): boolean {
  const dot = path.indexOf('.')
  const group = (facts as Record<string, { later?: true; fields: Record<string, { later?: true }> }>)[path.slice(0, dot)]
  return group !== undefined && !group.later && !group.fields[path.slice(dot + 1)]?.later
}
