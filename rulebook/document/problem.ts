/** What reading a document says of it: where a clause stands, and what is wrong where. */

/** A clause as people cite it: `5.3`, its heading, and the id of its anchor in the document. */
export type ClauseRef = { number: string; title: string; anchor: string }

export type Problem = {
  severity: 'error' | 'warning'
  line: number
  column: number
  length: number
  code: string
  message: { zh: string; en: string }
  /** The nearest right word or the text to write instead. */
  suggestion: string | null
}
