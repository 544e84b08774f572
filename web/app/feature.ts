/** What a feature says of itself. Navigation and slots are fed from these manifests. */
import type { Permission } from '@sansheng/contract/route.ts'
import type { ComponentType } from 'react'
import type { Label } from './i18n.ts'
import type { Slots } from './slots.ts'

/** Where an entry stands: beside the standard in force, or where a site has no standard yet. */
export type NavigationPlace = 'standard' | 'no-standard'

export type NavigationEntry = {
  place: NavigationPlace
  to: string
  label: Label
  needs: Permission
  icon: ComponentType<{ size?: number; strokeWidth?: number; 'aria-hidden'?: 'true' }>
  /** Entries of one place stand in ascending order. */
  order: number
}

export type Feature = {
  name: string
  navigation?: readonly NavigationEntry[]
  slots?: Slots
}
