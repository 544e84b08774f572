/** Verdicts of a person who read every proposal once, by hash of kind, amount and sentence. */
export const judged = new Set<string>([])
export const falseProposals = new Set<string>([])
