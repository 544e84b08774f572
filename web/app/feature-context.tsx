/** Hands the features of the product to the screens, which must not import each other. */
import {
  type ComponentType,
  createContext,
  type LazyExoticComponent,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useMemo,
} from 'react'
import type { Feature, NavigationEntry, NavigationPlace, Refreshes } from './feature.ts'
import { useSession } from './session.tsx'
import type { SlotName, SlotProps } from './slots.ts'

type ShownEntry = Omit<NavigationEntry, 'badge'> & { Badge: LazyExoticComponent<ComponentType> | null }
type Offered = {
  slots: { [N in SlotName]?: ComponentType<SlotProps[N]> }
  navigation: readonly ShownEntry[]
  refreshes: Refreshes
}
const FeatureContext = createContext<Offered>({ slots: {}, navigation: [], refreshes: {} })

/** Gives the screens below the slots, entries and refreshes of the manifests. */
export function FeatureProvider({ features, children }: { features: readonly Feature[]; children: ReactNode }) {
  const offered = useMemo(() => offeredBy(features), [features])
  return <FeatureContext.Provider value={offered}>{children}</FeatureContext.Provider>
}

function offeredBy(features: readonly Feature[]): Offered {
  const slots = features.flatMap(feature => Object.entries(feature.slots))
  const entries = features.flatMap(feature => feature.navigation)
  return {
    slots: Object.fromEntries(slots.map(([name, load]) => [name, fetched(load as () => Promise<ComponentType>)])),
    navigation: entries
      .map(({ badge, ...entry }) => ({ ...entry, Badge: badge ? fetched(badge) : null }))
      .sort((a, b) => a.order - b.order),
    refreshes: refreshesOf(features),
  }
}

const fetched = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }))

/** What all features together read again when an entry of the stream comes. */
export function refreshesOf(features: readonly Pick<Feature, 'refreshes'>[]): Refreshes {
  const paths = new Map<string, Set<string>>()
  for (const { refreshes } of features)
    for (const [prefix, touched] of Object.entries(refreshes))
      paths.set(prefix, new Set([...(paths.get(prefix) ?? []), ...touched]))
  return Object.fromEntries([...paths].map(([prefix, touched]) => [prefix, [...touched]]))
}

/** The entries of a place that this person may use, in order. */
export function useNavigation(place: NavigationPlace): ShownEntry[] {
  const { navigation } = useContext(FeatureContext)
  const { can } = useSession()
  return navigation.filter(entry => entry.place === place && can(entry.needs))
}

export const useRefreshes = (): Refreshes => useContext(FeatureContext).refreshes

/** Draws the component that fills a slot; nothing while it is fetched or where no feature fills it. */
export function Slot<N extends SlotName>({ name, props }: { name: N; props: SlotProps[N] }) {
  const Component = useContext(FeatureContext).slots[name] as ComponentType<SlotProps[N]> | undefined
  return <Suspense>{Component && <Component {...props} />}</Suspense>
}
