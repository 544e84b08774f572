/** Components that one feature lends to the screens of others: a screen names the slot, a manifest fills it. */
import type { Standard } from '@sansheng/contract/standards.ts'
import type { ComponentType, ReactNode } from 'react'

/** A text of a standard with its clauses, under the name by which it is shown. */
type NamedText = Pick<Standard, 'source' | 'clauses'> & { name: string }

export type SlotProps = {
  /** Clause by clause what differs between two texts, and both texts in full. */
  'text-comparison': { before: NamedText; after: NamedText }
  /** Leads to publishing or submitting a text; shows `mayNot` to those who can do neither. */
  'publish-button': {
    siteId: number
    /** Instead of “publish” or “submit”. */
    label?: string
    kind?: 'primary' | 'small'
    disabled?: boolean
    mayNot?: ReactNode
    onClick: () => void
  }
  /** The last question before a text is in force, or goes to those whose consent the standard asks for. */
  'publication-box': {
    siteId: number
    source: string
    number: number
    trial: boolean
    /** The saved draft that the text was begun from; a newer one of somebody else is not passed over. */
    draftVersion?: number
    onClose: () => void
    onDone: () => void
  }
  /** A text that waits for consent, or came back to its author. */
  'waiting-publication': { siteId: number }
  /** Where words and rules of a published version differ, each with the reason for it. */
  'version-differences': { siteId: number; versionId: string }
  /** Opens the list of what was submitted and decided. */
  'publication-history': { siteId: number }
  /** Says that a standard, or some of its rules, only record, and opens the report; `whole` is said of a whole standard. */
  'trial-note': { siteId: number; standard: Standard; whole: string }
  /** Opens the simulation of a draft. */
  'what-if-button': { siteId: number; source: string; disabled: boolean }
  /** The search box of the shell. */
  search: Record<string, never>
  /** The notifications of the person. */
  bell: Record<string, never>
  /** Past days under a text that waits for consent. */
  'what-if': { siteId: number; publicationId: string }
}
export type SlotName = keyof SlotProps

/** Each component is fetched when its slot is drawn first. */
export type Slots = { [N in SlotName]?: () => Promise<ComponentType<SlotProps[N]>> }
