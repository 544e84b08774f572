/** For tests of screens: a small router with one screen, a person, and a server that answers with replies of the contract. */
import { type Me, people } from '@sansheng/contract/people.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import { App, ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { FeatureProvider } from '../app/feature-context.tsx'
import { parseSearch, stringifySearch } from '../app/search.ts'
import { SessionProvider } from '../app/session.tsx'
import { sessionOpened } from '../app/session-end.ts'
import type { SlotName } from '../app/slots.ts'
import { features } from '../staff/features.ts'
import { filled, type Refusal, type Reply, type Request, refusal } from './replies.ts'

/** Screens come in pieces, which a busy machine takes its time to read. */
configure({ asyncUtilTimeout: 10_000 })

/** jsdom measures nothing. */
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** Somebody who is signed in, with these permissions at the one site of the tests. */
export function personWith(permissions: Permission[], everywhere: Permission[] = []): Me {
  return filled(people.me.reply, {
    person: { id: 'p1', name: '顾明远', staffNumber: '1001' },
    sites: [
      {
        site: { id: 1, unitId: 'u1', code: 'LZ', name: '澜州供水热线', kind: 'water', zone: 'Asia/Shanghai', version: 1 },
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
    const found = replies.findLast(reply => reply.answers(request))?.to(request) ?? refusal(404, 'not_found', '没有找到')
    const { status, error } = found as Partial<Refusal>
    const refused = status !== undefined && error !== undefined
    return new Response(JSON.stringify(refused ? { error } : found), { status: refused ? status : 200 })
  })
  return asked
}

/** Draws a screen of the shell at an address; the other places of the product are empty. */
export function drawAt(address: string, path: string, Screen: () => ReactNode, me: Me) {
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
  const screen = createRoute({ getParentRoute: () => shell, path, component: Screen })
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
  return router
}

/** Fetches the pieces of slots beforehand; a busy machine takes longer to read them than a screen is waited for. */
export async function fetchSlots(...names: SlotName[]): Promise<void> {
  await Promise.all(features.flatMap(({ slots }) => names.map(name => slots[name]?.())))
}
