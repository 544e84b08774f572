import { windowStore } from '../../app/window-store.ts'
import { emptyPlan, type Made, nothingMade, type Plan } from './plan.ts'

/** The step that is shown, what was filled in, and what of it exists already. */
export type UnfinishedSetup = { at: number; plan: Plan; made: Made }
const key = 'sansheng.welcome'

export const unfinishedSetup = {
  /** What was filled in before a reload, without first passwords; an empty setup where the stored one cannot be read. */
  read(): UnfinishedSetup {
    const stored = windowStore.read<UnfinishedSetup>(key)
    if (!stored?.plan || !Array.isArray(stored.plan.persons) || !Array.isArray(stored.plan.departments))
      return { at: 0, plan: emptyPlan, made: nothingMade }
    return { at: stored.at ?? 0, plan: { ...emptyPlan, ...stored.plan }, made: { ...nothingMade, ...stored.made } }
  },
  keep: (setup: UnfinishedSetup): void => windowStore.keep(key, setup),
  forget: (): void => windowStore.forget(key),
}
