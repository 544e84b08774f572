import { people } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { call } from '../app/call.ts'
import { LookProvider } from '../app/look.tsx'
import { unsavedDraft } from '../app/unsaved-draft.ts'
import { refusal, reply } from '../testing/replies.ts'
import { drawAt, personWith, serve } from '../testing/screen.tsx'
import { Shell } from './shell.tsx'

const me = personWith(['tickets:read'])
const over = refusal(401, 'session.expired', '已经退出')
let signedIn: boolean
let signOutAnswer: () => object
let asked: { path: string }[]

beforeEach(() => {
  signedIn = true
  signOutAnswer = () => ({ done: true })
  vi.stubGlobal('EventSource', undefined)
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  asked = serve(
    reply(people.me, () => (signedIn ? me : over)),
    reply(people.signOut, () => signOutAnswer() as never),
    reply(tickets.counts, () => (signedIn ? {} : over)),
  )
  const Screen = () => (
    <LookProvider>
      <Shell />
    </LookProvider>
  )
  drawAt('/account', '/account', Screen, me)
})
afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

/** The frame, once it has asked all that it asks. */
const person = async () => {
  await waitFor(() => expect(askedOf('/sites/1/ticket-counts')).toBe(1))
  return screen.findByRole('button', { name: /顾明远/ })
}
const askedOf = (path: string) => asked.filter(a => a.path === path).length
const signOut = async () => {
  await userEvent.click(await person())
  await userEvent.click(await screen.findByRole('menuitem', { name: '退出' }))
}

it('clears the screen and asks nothing more when the server refuses the session', async () => {
  await person()
  unsavedDraft.keep(1, { source: '写到一半', version: 0 })
  signedIn = false
  const refused = (path: string) => call({ ...tickets.counts, path } as typeof tickets.counts, { params: { siteId: 1 } })
  await act(() => refused('/sites/:siteId/ticket-counts').catch(() => null) as Promise<unknown>)
  await waitFor(() => expect(screen.queryByText('顾明远')).toBeNull())
  const before = asked.length
  await expect(refused('/sites/:siteId/ticket-counts')).rejects.toMatchObject({ status: 401 })
  expect(asked.length).toBe(before)
  expect(unsavedDraft.read(1)).toEqual({ source: '写到一半', version: 0 })
})

it('clears the screen before the server has answered a sign-out, and asks nothing else', async () => {
  let answer = (_: object) => {}
  await person()
  const fetched = globalThis.fetch
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    String(url).endsWith('/people/sign-out')
      ? new Promise<Response>(done => {
          answer = body => done(new Response(JSON.stringify(body)))
        })
      : fetched(url, init),
  )
  const before = asked.length
  await signOut()
  await waitFor(() => expect(screen.queryByText('顾明远')).toBeNull())
  expect(localStorage.getItem('sansheng.sign-out')).toBe('1')
  await act(async () => answer({ done: true }))
  await waitFor(() => expect(localStorage.getItem('sansheng.sign-out')).toBeNull())
  expect(asked.length).toBe(before)
})

it('tells the server of a sign-out again until it answers', async () => {
  await person()
  signOutAnswer = () => refusal(503, 'unavailable', '请稍后再试')
  vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true })
  try {
    await signOut()
    await waitFor(() => expect(askedOf('/people/sign-out')).toBe(1))
    expect(localStorage.getItem('sansheng.sign-out')).toBe('1')
    signOutAnswer = () => ({ done: true })
    await act(() => vi.advanceTimersByTimeAsync(2_000))
    await waitFor(() => expect(localStorage.getItem('sansheng.sign-out')).toBeNull())
    expect(askedOf('/people/sign-out')).toBe(2)
  } finally {
    vi.useRealTimers()
  }
})
