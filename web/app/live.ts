/** One connection to the live stream per browser: the tabs elect a leader, which shares what it hears. */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Refreshes } from './feature.ts'

export type Envelope = { position: number; type: string; siteId: number; refs: Record<string, string> }
type Message =
  | { entry: Envelope }
  | { reload: number }
  | { state: LiveState }
  /** A tab that has just come asks the leader where the stream stands, so that it can go on from there if it has to lead. */
  | { hello: true }
  | { reachedPosition: number | null; state: LiveState }
export type LiveState = 'online' | 'reconnecting'

let state: LiveState = 'online'
const stateListeners = new Set<() => void>()
function setState(next: LiveState): void {
  if (next === state) return
  state = next
  for (const listen of stateListeners) listen()
}
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    listen => {
      stateListeners.add(listen)
      return () => void stateListeners.delete(listen)
    },
    () => state,
  )
}

/** Screens do not all ask at the same instant. */
const jitter = 120
/** A page that has just come is read once more after this. */
const settling = 1500

/** Asks again what the entries touch, once for many entries that come together. */
function invalidator(client: QueryClient, refreshes: Refreshes): { entry(e: Envelope): void; everything(): void } {
  let paths = new Set<string>()
  let all = false
  let planned = false
  const run = () => {
    planned = false
    const [wanted, everything] = [paths, all]
    paths = new Set()
    all = false
    void client.invalidateQueries({
      predicate: q => everything || [...wanted].some(path => String(q.queryKey[0]).includes(path)),
    })
  }
  const plan = () => {
    if (planned) return
    planned = true
    setTimeout(run, Math.random() * jitter)
  }
  return {
    entry(e) {
      for (const path of refreshes[e.type.split('.')[0]!] ?? []) paths.add(path)
      plan()
    },
    everything() {
      all = true
      plan()
    },
  }
}

/** A connection that was refused is tried again after these; each time twice as long. */
const [firstPause, longestPause] = [3_000, 60_000]

export type LiveListeners = {
  /** Gets each entry, for example to show a toast. */
  onEntry?(entry: Envelope): void
  /** The server, or a proxy before it, refused the connection. */
  onRefused?(): void
}

/** Listens until the returned function is called. */
export function startLive(client: QueryClient, refreshes: Refreshes, { onEntry, onRefused }: LiveListeners = {}): () => void {
  if (typeof EventSource === 'undefined') return () => {}
  const refresh = invalidator(client, refreshes)
  // locks are missing where the product is reached by http on a local network: there each tab listens for itself
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  const channel = locks && typeof BroadcastChannel !== 'undefined' ? new BroadcastChannel('sansheng-live') : null
  let position: number | null = null
  let source: EventSource | null = null
  let over = false
  let release: (() => void) | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let pause = firstPause

  const take = (message: Message) => {
    if ('hello' in message) {
      if (source) channel?.postMessage({ reachedPosition: position, state } satisfies Message)
      return
    }
    if ('reachedPosition' in message) {
      position ??= message.reachedPosition
      return setState(message.state)
    }
    if ('state' in message) return setState(message.state)
    if ('reload' in message) {
      position = message.reload
      return refresh.everything()
    }
    if (position !== null && message.entry.position <= position) return
    position = message.entry.position
    refresh.entry(message.entry)
    onEntry?.(message.entry)
  }
  const share = (message: Message) => {
    take(message)
    channel?.postMessage(message)
  }
  if (channel) {
    channel.onmessage = event => take(event.data as Message)
    channel.postMessage({ hello: true } satisfies Message)
  }

  const open = () => {
    if (over) return
    source = new EventSource(`/api/stream${position === null ? '' : `?after=${position}`}`)
    let first = position === null
    source.onopen = () => {
      pause = firstPause
      share({ state: 'online' })
    }
    source.onmessage = event => share({ entry: JSON.parse(event.data) as Envelope })
    source.addEventListener('reload', event => {
      const at = (JSON.parse((event as MessageEvent<string>).data) as { position: number }).position
      if (!first) return share({ reload: at })
      // the screens were read while the connection was made: once more, so that nothing falls between the two
      position = at
      first = false
      again = setTimeout(refresh.everything, settling)
    })
    source.onerror = () => {
      share({ state: 'reconnecting' })
      if (source?.readyState !== EventSource.CLOSED) return
      // a refused connection does not come back by itself
      setTimeout(open, pause)
      pause = Math.min(2 * pause, longestPause)
      onRefused?.()
    }
  }
  if (locks)
    void locks.request('sansheng-live', () => {
      if (over) return undefined
      open()
      return new Promise<void>(done => {
        release = done
      })
    })
  else open()

  return () => {
    over = true
    clearTimeout(again)
    source?.close()
    channel?.close()
    release?.()
  }
}
