import { windowStore } from '../../app/window-store.ts'
import { emptyPlan, type Made, nothingMade, type Plan } from './plan.ts'

export type Kept = { at: number; plan: Plan; made: Made }
const key = 'sansheng.welcome'

/** What was filled in outlives a reload; first passwords are never kept. What cannot be read is begun anew. */
export function readKept(): Kept {
  const kept = windowStore.read<Kept>(key)
  if (!kept?.plan || !Array.isArray(kept.plan.persons) || !Array.isArray(kept.plan.departments))
    return { at: 0, plan: emptyPlan, made: nothingMade }
  return { at: kept.at ?? 0, plan: { ...emptyPlan, ...kept.plan }, made: { ...nothingMade, ...kept.made } }
}
export const keep = (kept: Kept): void => windowStore.keep(key, kept)
export const forget = (): void => windowStore.forget(key)
