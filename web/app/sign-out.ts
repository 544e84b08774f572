import { people } from '@sansheng/contract/people.ts'
import { call, isFault } from './call.ts'
import { sessionClosed, sessionClosing, sessionEnd } from './session-end.ts'

const [firstPause, longestPause] = [2_000, 60_000]
let sending = false

/** Clears the screen at once, then tells the server, as often as it takes. */
export function signOut(): void {
  sessionClosing()
  void sendSignOut()
}

/** Tells the server of a sign-out that it has not heard of yet, also one from before a reload. */
export async function sendSignOut(): Promise<void> {
  if (sending) return
  sending = true
  for (let pause = firstPause; sessionEnd() === 'unsent'; pause = Math.min(2 * pause, longestPause)) {
    const refusal = await call(people.signOut, {}, { afterEnd: true }).then(
      () => null,
      error => error as unknown,
    )
    // without a session there is nothing left to close
    if (refusal === null || (isFault(refusal) && refusal.status === 401)) sessionClosed()
    else await new Promise(done => setTimeout(done, pause))
  }
  sending = false
}
