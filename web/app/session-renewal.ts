/** Some acts give the session a new token. What was sent with the old one at that moment is refused, although nobody has signed out. */

let count = 0
let underWay: Promise<unknown> = Promise.resolve()

/** Does what gives the session a new token. */
export async function renewing<T>(work: () => Promise<T>): Promise<T> {
  const working = work()
  underWay = working.then(
    () => void count++,
    () => undefined,
  )
  return await working
}

export const renewals = (): number => count

/** Whether the token is another one than it was then; waits for one that is just being given. */
export async function renewedSince(before: number): Promise<boolean> {
  await underWay
  return count !== before
}
