import { emptyPlan, type Made, nothingMade, type Plan } from './plan.ts'

export type Kept = { at: number; plan: Plan; made: Made }
const key = 'sansheng.welcome'

/** What was filled in outlives a reload and a new sign-in in the same window. First passwords are never kept. */
export function readKept(): Kept {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<Kept> | null
    if (kept?.plan && Array.isArray(kept.plan.persons) && Array.isArray(kept.plan.departments))
      return { at: kept.at ?? 0, plan: { ...emptyPlan, ...kept.plan }, made: { ...nothingMade, ...kept.made } }
  } catch {
    // what cannot be read is begun anew
  }
  return { at: 0, plan: emptyPlan, made: nothingMade }
}
export function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // a full store keeps nothing; the form is still in the window
  }
}
export const forget = (): void => sessionStorage.removeItem(key)
