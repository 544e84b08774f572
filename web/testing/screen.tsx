/** For tests of screens: a small router with one screen, a person, and a server that answers with replies of the contract. */
import { type Me, people } from '@sansheng/contract/people.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import { App, ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import type { TObject } from 'typebox'
import { afterEach, expect, vi } from 'vitest'
import { FeatureProvider } from '../app/feature-context.tsx'
import { parseSearch, searchReader, stringifySearch } from '../app/search.ts'
import { SessionProvider } from '../app/session.tsx'
import { sessionOpened } from '../app/session-end.ts'
import type { SlotName } from '../app/slots.ts'
import { features } from '../staff/features.ts'
import { filled, type Refusal, type Reply, type Request, refusal } from './replies.ts'

/** jsdom measures nothing. */
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

globalThis.scrollTo = () => {}
/** Every browser speaks Chinese unless a test says otherwise. */
Object.defineProperty(navigator, 'languages', { value: ['zh-CN'], configurable: true })
/** Every screen is wide unless a test says otherwise. */
globalThis.matchMedia = () => wide

const wide = {
  matches: false,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
} as unknown as MediaQueryList

/** What somebody replied who does not know the contract. */
const misfits: unknown[] = []
afterEach(() => expect(misfits.splice(0)).toEqual([]))

/** Somebody who is signed in, with these permissions at the one site of the tests. */
export function personWith(permissions: Permission[], everywhere: Permission[] = []): Me {
  return filled(people.me.reply, {
    person: { id: 'p1', name: '顾明远', staffNumber: '1001' },
    sites: [
      {
        site: {
          id: 1,
          unitId: 'u1',
          code: 'LZ',
          name: '澜州供水热线',
          kind: 'water',
          zone: 'Asia/Shanghai',
          maskedForms: false,
          areaCode: '',
          version: 1,
        },
        permissions,
        roles: ['director'],
      },
    ],
    permissions: everywhere,
    idleMinutes: 30,
    serverTime: '2026-11-20T06:31:00.000Z',
  })
}

/** Answers by the last reply that fits, or that there is no such thing; returns everything that was asked, in order. */
export function serve(...replies: Reply[]): Request[] {
  const asked: Request[] = []
  sessionOpened()
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const body = init.body ? JSON.parse(String(init.body)) : undefined
    const request = { method: init.method ?? 'GET', path: pathname.replace('/api', ''), query: searchParams, body }
    asked.push(request)
    const found = replyTo(request, replies)
    const { status, error } = found as Partial<Refusal>
    const refused = status !== undefined && error !== undefined
    return new Response(JSON.stringify(refused ? { error } : found), { status: refused ? status : 200 })
  })
  return asked
}

function replyTo(request: Request, replies: Reply[]): unknown {
  try {
    return replies.findLast(reply => reply.answers(request))?.to(request) ?? refusal(404, 'not_found', '没有找到')
  } catch (error) {
    misfits.push(error)
    return refusal(500, 'internal', '回复不合约定')
  }
}

/** What was sent, as opposed to what was looked up. */
export const sentOf = (asked: Request[]) => asked.filter(({ method }) => method !== 'GET')

/** Draws a screen of the shell at an address, which it reads by its schema; the other places of the product are empty. */
export function drawAt(address: string, path: string, Screen: () => ReactNode, me: Me, search?: TObject) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: () => null })
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    component: () => (
      <SessionProvider me={me}>
        <Outlet />
      </SessionProvider>
    ),
  })
  const screen = createRoute({
    getParentRoute: () => shell,
    path,
    component: Screen,
    ...(search ? { validateSearch: searchReader(search) } : {}),
  })
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([screen])]),
    parseSearch,
    stringifySearch,
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={client}>
          <FeatureProvider features={features}>
            <RouterProvider router={router as never} />
          </FeatureProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  )
  return { router, client }
}

/** Fetches the pieces of slots beforehand; a busy machine takes longer to read them than a screen is waited for. */
export async function fetchSlots(...names: SlotName[]): Promise<void> {
  await Promise.all(features.flatMap(({ slots }) => names.map(name => slots[name]?.())))
}
