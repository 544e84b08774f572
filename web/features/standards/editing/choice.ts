import type { Vocabulary } from '@sansheng/rulebook/vocabulary'

/** One word that may be written at a place. */
export type Choice = {
  label: string
  /** A few words beside it. */
  detail?: string
  /** A sentence about it. */
  info?: string
  /** What is written, where that is not the label. A skeleton has `#{…}` around what is to be filled in. */
  apply?: string
  /** After it the next word can be chosen at once. */
  more?: boolean
}
export type CompletionItem = { from: number; choices: Choice[] }
/** What the editor knows beside the text. */
export type Known = {
  /** The names of the product and those that the document declares. */
  vocabulary: Vocabulary
  calendars: string[]
  rules: { id: string; sentence: string }[]
  departments: string[]
  /** Standards that may be extended, by name. */
  standards: string[]
  /** Named alternatives of this document and of those it extends. */
  options: { name: string; alternative: string; words: string }[]
}
