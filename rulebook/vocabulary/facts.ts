/** Facts: what conditions may read of a case, by the subject that owns them. A new module adds its facts first. */
import { deskFacts } from './desk-facts.ts'
import type { Disclosure, Group } from './fields.ts'
import { tradeFacts } from './trade-facts.ts'
import { refKinds } from './words.ts'

/** Facts by the subject that owns them. No personal value is a fact: a phone number is only `given` or `declined`. */
export const facts = { ...deskFacts, ...tradeFacts } as const satisfies Record<string, Group>
export type FactGroup = keyof typeof facts

type ValueOf<F> = F extends { type: 'enum'; values: infer V }
  ? keyof V
  : F extends { type: 'bool' }
    ? boolean
    : F extends { type: 'int' | 'number' | 'instant' }
      ? number
      : F extends { type: 'disclosure' }
        ? Disclosure
        : string
type FactsOf<G extends FactGroup> = {
  -readonly [K in keyof (typeof facts)[G]['fields']]?: ValueOf<(typeof facts)[G]['fields'][K]>
}
/** What modules state of a case: facts of the product, by group; a fact that is absent is not there. */
export type Facts = { -readonly [G in FactGroup]?: FactsOf<G> }
/** A fact of the product by path: `ticket.kind`. */
export type FactPath = { [G in FactGroup]: `${G}.${keyof (typeof facts)[G]['fields'] & string}` }[FactGroup]

export type FactValue = string | number | boolean | null
/** The state of a case as conditions see it: merged by group, of whatever names the vocabulary has. */
export type KnownFacts = { readonly [group: string]: { readonly [fact: string]: FactValue | undefined } | undefined }

/** The kinds of refs by whose id a group of facts is kept; empty for what a case has once, or what belongs to the moment. Declared facts are kept by the kind of their name. */
export function keepersOf(group: string): readonly string[] {
  return keepers[group] ?? (Object.hasOwn(facts, group) ? none : [group])
}
const none: readonly string[] = []
const keepers: Partial<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(facts as Record<string, Group>).flatMap(([group, { of }]) =>
    of ? [[group, of]] : group in refKinds ? [[group, [group]]] : [],
  ),
)
