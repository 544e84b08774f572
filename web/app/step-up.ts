/** Before a sensitive act the server may ask who is there; the act is sent again once that was shown. */

type Ask = () => Promise<boolean>
let ask: Ask | null = null
let asking: Promise<boolean> | null = null

/** Who asks the person; gives back how to stop. */
export function askBy(asks: Ask): () => void {
  ask = asks
  return () => {
    if (ask === asks) ask = null
  }
}

/** Whether the person has shown who he is; several acts at once ask him once. */
export async function confirmed(): Promise<boolean> {
  if (!ask) return false
  asking ??= ask().finally(() => {
    asking = null
  })
  return await asking
}

/** Another window of this browser, in which somebody showed at the organisation's own sign-in who he is. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('sansheng-step-up')

export function tellConfirmed(): void {
  channel?.postMessage('confirmed')
}

/** Hears it; gives back how to stop. */
export function onConfirmedElsewhere(hear: () => void): () => void {
  const listen = () => hear()
  channel?.addEventListener('message', listen)
  return () => channel?.removeEventListener('message', listen)
}
