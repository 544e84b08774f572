/** What the database says of the owner of a token, believed for a few seconds so that not every request asks it. */
const believedFor = 5_000

export type Answers<T> = {
  /** Null when the database knows no such token. */
  of(tokenHash: string): Promise<T | null>
  forget(which: (answer: T) => boolean): void
}

/** `read` gets what was known before, so that what this process noted itself is carried on. */
export function answers<T>(now: () => number, read: (tokenHash: string, before: T | undefined) => Promise<T | null>): Answers<T> {
  const known = new Map<string, { answer: T; readAt: number }>()
  let forgotten = 0
  return {
    async of(tokenHash) {
      const readAt = now()
      const before = known.get(tokenHash)
      if (before && readAt - before.readAt < believedFor) return before.answer
      const forgottenBefore = forgotten
      const answer = await read(tokenHash, before?.answer)
      if (answer === null) known.delete(tokenHash)
      // what was read before something was forgotten is used this once, but not believed any longer
      else if (forgotten === forgottenBefore) known.set(tokenHash, { answer, readAt })
      return answer
    },
    forget(which) {
      forgotten += 1
      for (const [tokenHash, { answer }] of known) if (which(answer)) known.delete(tokenHash)
    },
  }
}
