/** A sentence with what stands around it; recognisers see nothing else. */
import type { Draft } from './draft.ts'

export type Context = {
  sentence: string
  /** The whole paragraph that the sentence stands in, cut to what a person would take in at once. */
  paragraph: string
  /** Where the sentence begins in the paragraph. */
  at: number
  /** The heading above, with the headings above that one. */
  heading: string
  /** Paragraphs that follow below the same heading, for lists. */
  following: () => readonly string[]
  /** What the whole handbook says once: the day on which a fee is due. */
  dueDay: number | null
}
export type Recogniser = (context: Context) => Draft[]
