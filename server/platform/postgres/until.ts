import { setTimeout as pause } from 'node:timers/promises'

/** Asks again every few milliseconds until the answer is not `undefined`; gives `undefined` when the time is up. */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>, forMs: number, everyMs = 10) {
  const end = performance.now() + forMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() >= end) return undefined
    await pause(everyMs)
  }
}
