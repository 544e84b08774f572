/**
 * What is known of a case. Facts of kinds that can occur twice in it (contacts, tickets, forms …) are kept per id: `latest` holds those of
 * the ids in `ids`, `others` those of every other id under `<kind>/<id>`. A case in which nothing occurs twice has no `others`.
 */
import { facts as groupsOfFacts, type KnownFacts, keepersOf, refKinds, type SubjectKind } from '../vocabulary/index.ts'
import type { CaseFacts, Refs } from './types.ts'

export const noFacts: CaseFacts = { latest: {}, ids: {}, others: {} }

/** The facts as they are once an event with these refs has said these; a fact that is null goes away. */
export function withFacts<F extends KnownFacts>(known: CaseFacts<F>, refs: Refs, patch: F): CaseFacts<F> {
  const turned = turnedTo(known, refs, patch)
  return { ...turned, latest: mergeFacts(turned.latest, patch) }
}

/** Facts as conditions read them for a subject with these refs. */
export function factsFor<F extends KnownFacts>(known: CaseFacts<F>, refs: Refs): F {
  const away = kindsElsewhere(known, refs)
  if (away.length === 0) return known.latest
  const facts: Record<string, unknown> = { ...known.latest }
  for (const kind of away) {
    for (const group of groupsIn(facts, kind)) delete facts[group]
    Object.assign(facts, known.others[keyOf(kind, refs[kind]!)])
  }
  return facts as F
}

/** Facts of groups merge field by field; a field set to null goes away, and to null in a stored event, which is JSON. */
export function mergeFacts<F extends KnownFacts>(before: F, patch: F): F {
  const after: Record<string, unknown> = { ...before }
  for (const [group, fields] of Object.entries(patch)) {
    const merged: Record<string, unknown> = { ...(after[group] as object | undefined), ...fields }
    for (const key of Object.keys(merged)) if (merged[key] === undefined || merged[key] === null) delete merged[key]
    after[group] = merged
  }
  return after as F
}

/** Makes `latest` speak of these refs; what it held of other ids of their kinds is kept under those. */
function turnedTo<F extends KnownFacts>(known: CaseFacts<F>, refs: Refs, patch: F): CaseFacts<F> {
  const spoken = [...new Set(Object.keys(patch).flatMap(group => keepersOf(group)))]
  let now = known
  // a ticket before its form: turning to the ticket brings what it had below it
  for (const kind of spoken.sort((a, b) => depthOf(a) - depthOf(b))) {
    const id = refs[kind]
    if (id !== undefined && now.ids[kind] !== id) now = turned(now, kind, id)
  }
  return now
}

function turned<F extends KnownFacts>({ latest, ids, others }: CaseFacts<F>, kind: SubjectKind, id: string): CaseFacts<F> {
  const before = ids[kind]
  if (before === undefined && !others[keyOf(kind, id)]) return { latest, ids: { ...ids, [kind]: id }, others }
  const byId = { ...others }
  const left: Refs = { ...ids, [kind]: id }
  const groups = groupsIn(latest, kind)
  if (before !== undefined) byId[keyOf(kind, before)] = only(latest, groups)
  // what the left one had below it, for example the form of a ticket, goes with it
  for (const group of groups) {
    const nearest = keepersOf(group)[0]!
    const nearestId = ids[nearest]
    if (nearest === kind || nearestId === undefined) continue
    byId[keyOf(nearest, nearestId)] = only(latest, groupsIn(latest, nearest))
    delete left[nearest]
  }
  const again = byId[keyOf(kind, id)]
  delete byId[keyOf(kind, id)]
  return { latest: { ...without(latest, groups), ...again }, ids: left, others: byId }
}

/**
 * Kinds of which these refs name another id than the one that `latest` speaks of; none if nothing is known that could belong to another id.
 * One that said nothing counts as well: it must not read what its ticket kept of a sister.
 */
function kindsElsewhere({ latest, ids, others }: CaseFacts<KnownFacts>, refs: Refs): SubjectKind[] {
  const away: SubjectKind[] = []
  let known = false
  for (const kind in refs) {
    const [id, now] = [refs[kind], ids[kind]]
    if (id === undefined || id === now || !isKeeper(kind)) continue
    known ||= now !== undefined || others[keyOf(kind, id)] !== undefined || groupsIn(latest, kind).length > 0
    away.push(kind)
  }
  // the nearest keeper has the last word: a form over its ticket, a ticket over its contact
  return known ? away.sort((a, b) => depthOf(a) - depthOf(b)) : []
}

const keyOf = (kind: SubjectKind, id: string): string => `${kind}/${id}`
const groupsIn = (facts: object, kind: SubjectKind): string[] =>
  Object.keys(facts).filter(group => keepersOf(group).includes(kind))
const only = <F extends KnownFacts>(facts: F, groups: string[]): F =>
  Object.fromEntries(Object.entries(facts).filter(([group]) => groups.includes(group))) as F
const without = <F extends KnownFacts>(facts: F, groups: string[]): F =>
  Object.fromEntries(Object.entries(facts).filter(([group]) => !groups.includes(group))) as F

/** How many kinds stand behind this one as keepers of the same facts: a form has its ticket behind it, a ticket nothing. */
const depths = new Map<SubjectKind, number>()
for (const group of Object.keys(groupsOfFacts)) {
  const kinds = keepersOf(group)
  for (const [n, kind] of kinds.entries()) depths.set(kind, Math.max(depths.get(kind) ?? 0, kinds.length - 1 - n))
}
/** A kind that the product does not know was declared with its facts, and keeps them. */
const isKeeper = (kind: SubjectKind): boolean => depths.has(kind) || !Object.hasOwn(refKinds, kind)
const depthOf = (kind: SubjectKind): number => depths.get(kind) ?? 0
