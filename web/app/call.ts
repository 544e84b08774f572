/** The client of the contract: one function to call a route, one hook to read, one to act. */
import type { InputOf, ReplyOf, Route } from '@sansheng/contract/route.ts'
import { keepPreviousData, type UseQueryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { useRef } from 'react'
import { locale } from './i18n.ts'
import { sessionAnswered, sessionEnd, sessionRefused } from './session-end.ts'
import { renewals, renewedSince, renewing } from './session-renewal.ts'
import { confirmed } from './step-up.ts'
import { correctClock } from './time.ts'
import './labels.ts'

/** What went wrong, as the server says it, or `offline` when it could not be asked. */
export type CallFault = Error & {
  code: string
  status: number
  params: Record<string, unknown>
  fields: { path: string; message: string }[]
  detail: unknown
  requestId: string | null
}

export const isFault = (error: unknown): error is CallFault => error instanceof Error && 'code' in error && 'status' in error

function fault(status: number, error: Partial<CallFault> & { message: string }): CallFault {
  return Object.assign(new Error(error.message), {
    code: error.code ?? 'internal',
    status,
    params: error.params ?? {},
    fields: error.fields ?? [],
    detail: error.detail,
    requestId: error.requestId ?? null,
  })
}

let touchedAt = Date.now()
if (typeof window !== 'undefined')
  for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    window.addEventListener(
      sign,
      () => {
        touchedAt = Date.now()
      },
      { passive: true, capture: true },
    )
/** A page that refreshes itself is nobody's presence: such requests do not keep the session alive. */
const somebodyThere = (): boolean => Date.now() - touchedAt < 60_000

const listeners = new Set<(fault: CallFault) => void>()
/** Hears every refusal. */
export function onFault(listener: (fault: CallFault) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function urlOf(route: Route, input: { params?: unknown; query?: unknown } = {}): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>))
    if (value !== undefined && value !== null && value !== '') query.append(name, String(value))
  const words = query.toString()
  return `/api${path}${words ? `?${words}` : ''}`
}

/** A UUID from plain randomness: `crypto.randomUUID` is missing where the product is reached by http on a local network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** No answer, or that of a proxy which knows nothing: whether the thing was done is open. */
const unanswered = (error: unknown): boolean => isFault(error) && (error.status === 0 || error.status >= 502)

/**
 * `key`: one intention of a person; the same key does a thing once, however often it is sent. After the session has ended only public
 * routes are asked, and what says `afterEnd`; every other call is refused here.
 */
export async function call<T extends Route>(route: T, input: InputOf<T>, options: CallOptions = {}): Promise<ReplyOf<T>> {
  const before = renewals()
  const attempt = () => (route.renewsSession ? renewing(() => send(route, input, options)) : send(route, input, options))
  try {
    return await attempt()
  } catch (error) {
    if (!isFault(error)) throw error
    // it was sent with the token of before
    const isOld = error.status === 401 && (await renewedSince(before))
    if (isOld || (error.code === 'confirm.needed' && (await confirmed()))) return await attempt()
    if (error.status === 401 && route.needs !== 'public') sessionRefused()
    throw error
  }
}

type CallOptions = { key?: string; signal?: AbortSignal; afterEnd?: boolean }

async function send<T extends Route>(
  route: T,
  input: InputOf<T>,
  { key, signal, afterEnd = false }: CallOptions,
): Promise<ReplyOf<T>> {
  const needsSession = route.needs !== 'public'
  if (needsSession && !afterEnd && sessionEnd())
    throw fault(401, { code: 'unauthenticated', message: i18next.t('sessionOver', { ns: 'shell' }) })
  const given = input as { params?: unknown; query?: unknown; body?: unknown }
  const init: RequestInit = {
    method: route.method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': locale(),
      'x-sansheng-client': 'web',
      ...(route.method === 'GET' && !somebodyThere() ? { 'x-sansheng-quiet': '1' } : {}),
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    ...(signal ? { signal } : {}),
  }
  let response: Response
  try {
    response = await fetch(urlOf(route, given), init)
  } catch (error) {
    if (signal?.aborted) throw error
    throw fault(0, { code: 'offline', message: i18next.t('offline', { ns: 'shell' }) })
  }
  correctClock(response.headers.get('x-sansheng-now'))
  const body = (await response.json().catch(() => null)) as { error?: CallFault } | null
  if (response.ok && body !== null) {
    if (needsSession) sessionAnswered()
    return body as ReplyOf<T>
  }
  const refusal = fault(
    response.status,
    body?.error ?? {
      code: response.status === 503 ? 'unavailable' : 'internal',
      message: i18next.t('unreadable', { ns: 'shell' }),
    },
  )
  for (const listener of listeners) listener(refusal)
  throw refusal
}

export type CallKey = readonly [path: string, input: unknown]
export const keyOf = <T extends Route>(route: T, input: InputOf<T>): CallKey => [route.path, input]

/** Reads a route; the answer stays fresh by the live stream. */
export function useCall<T extends Route>(
  route: T,
  input: InputOf<T>,
  options: Partial<Pick<UseQueryOptions<ReplyOf<T>, CallFault>, 'enabled' | 'staleTime' | 'refetchInterval'>> & {
    keep?: boolean
  } = {},
) {
  const { keep, ...rest } = options
  return useQuery<ReplyOf<T>, CallFault>({
    queryKey: keyOf(route, input),
    queryFn: ({ signal }) => call(route, input, { signal }),
    retry: (count, error) => unanswered(error) && count < 3,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...rest,
  })
}

/**
 * Acts through a route. A try that got no answer keeps its key, so that sending it again does the thing once;
 * another body, or an answer, begins a new intention. Success refreshes what is on the screen.
 */
export function useSend<T extends Route>(route: T) {
  const client = useQueryClient()
  const intention = useRef<{ key: string; words: string } | null>(null)
  return useMutation<ReplyOf<T>, CallFault, InputOf<T>>({
    mutationFn: async input => {
      const words = JSON.stringify(input)
      if (intention.current?.words !== words) intention.current = { key: newKey(), words }
      try {
        const reply = await call(route, input, { key: intention.current.key })
        intention.current = null
        return reply
      } catch (error) {
        if (!unanswered(error)) intention.current = null
        throw error
      }
    },
    onSuccess: () => client.invalidateQueries(),
  })
}
