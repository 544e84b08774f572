/** Hands the features of the product to the screens, which must not import each other. */
import { type ComponentType, createContext, lazy, type ReactNode, Suspense, useContext, useMemo } from 'react'
import type { Feature, NavigationEntry, NavigationPlace } from './feature.ts'
import { useSession } from './session.tsx'
import type { SlotName, SlotProps } from './slots.ts'

type Filled = { [N in SlotName]?: ComponentType<SlotProps[N]> }
const FeatureContext = createContext<{ features: readonly Feature[]; slots: Filled }>({ features: [], slots: {} })

/** Fills the slots of the screens below from the manifests. */
export function FeatureProvider({ features, children }: { features: readonly Feature[]; children: ReactNode }) {
  const value = useMemo(() => ({ features, slots: filledBy(features) }), [features])
  return <FeatureContext.Provider value={value}>{children}</FeatureContext.Provider>
}

function filledBy(features: readonly Feature[]): Filled {
  const components = features.flatMap(({ slots = {} }) =>
    Object.entries(slots).map(([name, load]) => [
      name,
      lazy(async () => ({ default: (await load()) as ComponentType<Record<string, unknown>> })),
    ]),
  )
  return Object.fromEntries(components)
}

/** The entries of a place that this person may use, in order. */
export function useNavigation(place: NavigationPlace): NavigationEntry[] {
  const { features } = useContext(FeatureContext)
  const { can } = useSession()
  return features
    .flatMap(feature => feature.navigation ?? [])
    .filter(entry => entry.place === place && can(entry.needs))
    .sort((a, b) => a.order - b.order)
}

/** Draws the component that fills a slot; nothing while it is fetched or where no feature fills it. */
export function Slot<N extends SlotName>({ name, props }: { name: N; props: SlotProps[N] }) {
  const Component = useContext(FeatureContext).slots[name] as ComponentType<SlotProps[N]> | undefined
  return <Suspense>{Component && <Component {...props} />}</Suspense>
}
