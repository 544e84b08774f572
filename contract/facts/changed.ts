import type { Facts } from '@sansheng/rulebook/vocabulary'

/**
 * The facts of `after` that differ from those of `before`. A fact that went away is null, because an event is JSON and a replay has to see
 * it go.
 */
export function changedFacts(before: Facts, after: Facts): Facts {
  const patch: Record<string, Record<string, unknown>> = {}
  for (const [group, fields] of Object.entries(after)) {
    const known = (before as Record<string, Record<string, unknown>>)[group] ?? {}
    const differs = Object.entries(fields).filter(([key, value]) => known[key] !== value)
    if (differs.length > 0) patch[group] = Object.fromEntries(differs.map(([key, value]) => [key, value ?? null]))
  }
  return patch as Facts
}
