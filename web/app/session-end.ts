/**
 * Whether this browser's session has ended. Once it has, the screens with data are gone and nothing is asked of the server until somebody
 * signs in again; the other tabs learn of both.
 */
import { useSyncExternalStore } from 'react'

/** `none`: nobody had signed in. `unsent`: somebody signed out, but the server could not be told yet. */
export type SessionEnd = 'none' | 'expired' | 'signed-out' | 'unsent'
type Message = 'ended' | 'opened'

/** Outlives a reload: whoever pressed sign out must not be signed in again because the server was away. */
const unsentKey = 'sansheng.sign-out'
let end: SessionEnd | null = localStorage.getItem(unsentKey) ? 'unsent' : null
/** Whether the server has answered anything to this page's session. */
let answered = false
const listeners = new Set<() => void>()
const openedElsewhere = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('sansheng-session')

function set(next: SessionEnd | null): void {
  if (next === end) return
  end = next
  for (const listen of listeners) listen()
}
const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => void listeners.delete(listen)
}

export const sessionEnd = (): SessionEnd | null => end
export const useSessionEnd = (): SessionEnd | null => useSyncExternalStore(subscribe, sessionEnd)

/** The server answered to the session. */
export function sessionAnswered(): void {
  answered = true
}

/** The server refused the session. */
export function sessionRefused(): void {
  if (end) return
  set(answered ? 'expired' : 'none')
  if (answered) channel?.postMessage('ended' satisfies Message)
}

/** Somebody signs out; the server is still to be told. */
export function sessionClosing(): void {
  localStorage.setItem(unsentKey, '1')
  set('unsent')
  channel?.postMessage('ended' satisfies Message)
}

/** The server has closed the session. */
export function sessionClosed(): void {
  localStorage.removeItem(unsentKey)
  if (end === 'unsent') set('signed-out')
}

/** Somebody signed in. */
export function sessionOpened(): void {
  localStorage.removeItem(unsentKey)
  answered = false
  set(null)
  channel?.postMessage('opened' satisfies Message)
}

/** Hears that somebody signed in in another tab of this browser: the session is another one now. */
export function onOpenedElsewhere(hear: () => void): () => void {
  openedElsewhere.add(hear)
  return () => void openedElsewhere.delete(hear)
}

if (channel)
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data === 'ended') return set(end ?? 'signed-out')
    answered = false
    set(null)
    for (const hear of openedElsewhere) hear()
  }
