import { route, Shape, SiteParams } from '@sansheng/contract/route.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CallFault, call, isFault, newKey, onFault, urlOf, useCall, useSend } from './call.ts'
import { sessionOpened } from './session-end.ts'

const Reply = Shape({ name: Type.String() })
const read = route({
  method: 'GET',
  path: '/sites/:siteId/things',
  needs: 'session',
  summary: 'Things',
  params: SiteParams,
  query: Shape({ q: Type.Optional(Type.String()), open: Type.Optional(Type.Boolean()) }),
  reply: Reply,
})
const write = route({
  method: 'POST',
  path: '/sites/:siteId/things',
  needs: 'session',
  summary: 'A thing',
  params: SiteParams,
  body: Shape({ name: Type.String() }),
  reply: Reply,
})

type Answer = { status?: number; body?: unknown } | Error
let asked: { url: string; init: RequestInit }[]
let answers: Answer[]
beforeEach(() => {
  sessionOpened()
  asked = []
  answers = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, init })
    const answer = answers.shift() ?? { body: { name: 'a' } }
    if (answer instanceof Error) return Promise.reject(answer)
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {})
    return Promise.resolve(new Response(text, { status: answer.status ?? 200 }))
  })
})
afterEach(() => vi.unstubAllGlobals())

const headers = (at: number) => asked[at]!.init.headers as Record<string, string>
const refused = async (work: Promise<unknown>): Promise<CallFault> => {
  const error = await work.then(
    () => null,
    e => e,
  )
  if (!isFault(error)) throw new Error('should have been refused')
  return error
}

describe('an address', () => {
  it('carries the parameters escaped and leaves out what is not given', () => {
    expect(urlOf(read, { params: { siteId: 'a/b' }, query: { q: '无水 &', open: undefined } })).toBe(
      '/api/sites/a%2Fb/things?q=%E6%97%A0%E6%B0%B4+%26',
    )
  })
})

describe('a refusal', () => {
  it('keeps code, sentence, fields, parameters and the number of the request', async () => {
    const error = {
      code: 'invalid',
      message: '请填写地址。',
      params: { max: 10 },
      fields: [{ path: '/address', message: '请填写地址。' }],
      requestId: 'req-7',
    }
    answers = [{ status: 400, body: { error } }]
    expect(await refused(call(read, { params: { siteId: 1 } }))).toMatchObject({ ...error, status: 400 })
  })
  it('is heard by whoever watches the session', async () => {
    const heard: string[] = []
    const stop = onFault(f => heard.push(f.code))
    answers = [{ status: 401, body: { error: { code: 'session.expired', message: '请重新登录。' } } }]
    await refused(call(read, { params: { siteId: 1 } }))
    stop()
    expect(heard).toEqual(['session.expired'])
  })
  it('has a sentence of its own when the server cannot be reached', async () => {
    answers = [new TypeError('failed to fetch')]
    const fault = await refused(call(read, { params: { siteId: 1 } }))
    expect(fault).toMatchObject({ code: 'offline', status: 0 })
    expect(fault.message).toContain('内容还在')
  })
  it.each([
    [502, '<html>Bad gateway</html>', 'internal'],
    [503, 'busy', 'unavailable'],
    [200, 'not json', 'internal'],
  ])('with status %d and a body that is not ours is told in our words', async (status, body, code) => {
    answers = [{ status, body }]
    const fault = await refused(call(read, { params: { siteId: 1 } }))
    expect(fault).toMatchObject({ status, code })
    expect(fault.message).toContain('服务器')
  })
})

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retryDelay: 1 } } })}>
    {children}
  </QueryClientProvider>
)

describe('an intention', () => {
  const input = { params: { siteId: 1 }, body: { name: 'x' } }
  const send = async (result: { current: ReturnType<typeof useSend<typeof write>> }, what: typeof input) => {
    await act(() => result.current.mutateAsync(what).catch(() => null))
  }
  it('keeps its key when no answer came, so that the thing is done once', async () => {
    answers = [new TypeError('gone'), { status: 504, body: 'late' }, { body: { name: 'x' } }]
    const { result } = renderHook(() => useSend(write), { wrapper })
    for (let i = 0; i < 3; i++) await send(result, input)
    const keys = asked.map((_, i) => headers(i)['idempotency-key'])
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(new Set(keys).size).toBe(1)
  })
  it('is a new one after an answer, and with other words', async () => {
    answers = [{ status: 422, body: { error: { code: 'gate.denied', message: '还差三问。' } } }, new TypeError('gone')]
    const { result } = renderHook(() => useSend(write), { wrapper })
    await send(result, input)
    await send(result, input)
    await send(result, { ...input, body: { name: 'y' } })
    expect(new Set(asked.map((_, i) => headers(i)['idempotency-key'])).size).toBe(3)
  })
  it('says that it comes from our own pages', async () => {
    const { result } = renderHook(() => useSend(write), { wrapper })
    await send(result, input)
    expect(headers(0)).toMatchObject({ 'x-sansheng-client': 'web', 'content-type': 'application/json' })
  })
  it('has a well-formed key even where the browser makes none', () => {
    const keys = Array.from({ length: 50 }, newKey)
    expect(new Set(keys).size).toBe(50)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('a read', () => {
  it('asks again by itself when the server was away for a moment', async () => {
    answers = [new TypeError('gone'), { status: 503, body: 'busy' }, { body: { name: 'back' } }]
    const { result } = renderHook(() => useCall(read, { params: { siteId: 1 } }), { wrapper })
    await waitFor(() => expect(result.current.data).toEqual({ name: 'back' }))
    expect(asked).toHaveLength(3)
  })
  it('does not insist on what was refused', async () => {
    answers = [{ status: 403, body: { error: { code: 'forbidden', message: '您没有这个权限。' } } }]
    const { result } = renderHook(() => useCall(read, { params: { siteId: 1 } }), { wrapper })
    await waitFor(() => expect(result.current.error?.message).toBe('您没有这个权限。'))
    expect(asked).toHaveLength(1)
  })
})
