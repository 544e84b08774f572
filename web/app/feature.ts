/** What a feature says of itself. Router, navigation, slots and live screens are fed from these manifests. */
import type { Permission } from '@sansheng/contract/route.ts'
import type { Role } from '@sansheng/rulebook/vocabulary'
import type { AnyRoute } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Label } from './i18n.ts'
import type { Slots } from './slots.ts'

/** Where an entry stands: in the rail of the shell, beside the standard in force, or where a site has no standard yet. */
export type NavigationPlace = 'rail' | 'standard' | 'no-standard'

export type NavigationEntry<To extends string = string> = {
  place: NavigationPlace
  /** A screen of the feature itself. */
  to: To
  label: Label
  needs: Permission
  icon: ComponentType<{ size?: number; strokeWidth?: number; 'aria-hidden'?: 'true' }>
  /** Entries of one place stand in ascending order. */
  order: number
  /** Roles that begin here after signing in; of several entries the first one of the rail. */
  firstFor?: readonly Role[]
  /** A figure at the icon, for example how many are late. */
  badge?: () => Promise<ComponentType>
}

/** By the first word of the type of a stream entry: which routes have another answer now, as parts of their paths. */
export type Refreshes = Readonly<Record<string, readonly string[]>>

type Declared<S extends readonly AnyRoute[], B extends readonly AnyRoute[], To extends string = string> = {
  name: string
  /** Screens inside the shell. */
  screens?: S
  /** Screens that fill the window. */
  bareScreens?: B
  navigation?: readonly NavigationEntry<To>[]
  slots?: Slots
  refreshes?: Refreshes
}
export type Feature<
  S extends readonly AnyRoute[] = readonly AnyRoute[],
  B extends readonly AnyRoute[] = readonly AnyRoute[],
> = Required<Declared<S, B>>

/** Declares a feature; the routes keep their types, so that links are checked. */
export function feature<const S extends readonly AnyRoute[] = [], const B extends readonly AnyRoute[] = []>(
  declared: Declared<S, B, [...S, ...B][number]['fullPath']>,
): Feature<S, B> {
  return {
    screens: [] as unknown as S,
    bareScreens: [] as unknown as B,
    navigation: [],
    slots: {},
    refreshes: {},
    ...declared,
  }
}
