/** Under which words something was measured: figures of other words of the same clause never stand under those in force. */
import { type CompiledStandard, type CompiledStandards, proseAt } from '../standards/index.ts'

type Measured = { rule_id: string; rulebook_id: string; site_id: number }

/** Words of the clause and the rule as they hold people to something; a changed note is no other promise. Null where it lacks the rule. */
function wordingOf({ compiled }: CompiledStandard, ruleId: string): string | null {
  const rule = compiled.rules.find(({ id }) => id === ruleId)
  if (!rule) return null
  const written = rule.source.replace(/^[ \t]*(?:说明|note|依据|basis)[ \t]*[:：].*$/gim, '').replace(/\s+/g, ' ')
  return `${proseAt(compiled, rule.clause.anchor).replace(/\s+/g, ' ')}\n${written}`
}

/** The same, read once for each rule: the words in force are compared with those of every earlier version. */
function wordingsOf(standard: CompiledStandard): (ruleId: string) => string | null {
  const read = new Map<string, string | null>()
  return ruleId => {
    if (!read.has(ruleId)) read.set(ruleId, wordingOf(standard, ruleId))
    return read.get(ruleId) ?? null
  }
}

/** The last version of each wording other than the one in force, with the versions that had it, for each measured row of this site. */
export async function earlierWordings<R extends Measured>(
  compiledStandards: CompiledStandards,
  inForce: CompiledStandard,
  found: readonly R[],
): Promise<(row: R) => Earlier | null> {
  const standards = new Map<string, CompiledStandard>()
  // of the version in force the words are the same, and most rows are its own
  for (const { rulebook_id, site_id } of found)
    if (site_id === inForce.siteId && rulebook_id !== inForce.id && !standards.has(rulebook_id))
      standards.set(rulebook_id, await compiledStandards.byId(rulebook_id))
  const inForceNow = wordingsOf(inForce)
  const earlier = new Map<string, Earlier>()
  const keys = new Map<string, string | null>()
  for (const { rule_id, rulebook_id } of found) {
    const standard = standards.get(rulebook_id)
    const place = `${rulebook_id} ${rule_id}`
    if (!standard || keys.has(place)) continue
    const now = inForceNow(rule_id)
    const then = wordingOf(standard, rule_id)
    const key = now === null || then === null || then === now ? null : `${rule_id}\n${then}`
    keys.set(place, key)
    if (key === null) continue
    const known = earlier.get(key)
    if (!known) earlier.set(key, { standard, versions: [standard.number] })
    else {
      known.versions.push(standard.number)
      if (standard.number > known.standard.number) known.standard = standard
    }
  }
  return ({ rule_id, rulebook_id }) => earlier.get(keys.get(`${rulebook_id} ${rule_id}`) ?? '') ?? null
}
export type Earlier = { standard: CompiledStandard; versions: number[] }

/** Since when each of these rules has had its present words, in ms; `before`: ids of the earlier versions, the newest first. 0: ever since. */
export async function wordedSince(
  compiledStandards: CompiledStandards,
  inForce: CompiledStandard,
  ruleIds: readonly string[],
  before: readonly string[],
): Promise<Map<string, number>> {
  const inForceNow = wordingsOf(inForce)
  const since = new Map<string, number>()
  const open = new Set(ruleIds)
  let next = inForce
  for (const id of before) {
    const standard = await compiledStandards.byId(id)
    for (const ruleId of open)
      if (wordingOf(standard, ruleId) !== inForceNow(ruleId)) {
        since.set(ruleId, next.publishedAt)
        open.delete(ruleId)
      }
    if (open.size === 0) break
    next = standard
  }
  for (const ruleId of open) since.set(ruleId, 0)
  return since
}
