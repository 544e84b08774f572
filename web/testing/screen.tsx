/** For tests of screens: a small router with one screen, a person, and a server that answers from a table. */
import type { Me } from '@sansheng/contract/people.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import { App, ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { FeatureProvider } from '../app/feature-context.tsx'
import { SessionProvider } from '../app/session.tsx'
import { features } from '../staff/features.ts'

/** Screens come in pieces, which a busy machine takes its time to read. */
configure({ asyncUtilTimeout: 10_000 })

/** jsdom measures nothing. */
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

export type Asked = { method: string; path: string; query: URLSearchParams; body: unknown }
/** Key: `GET /sites/1/standard`. A function sees what was asked; a `Refusal` is answered as a fault. */
export type Answers = Record<string, unknown | ((asked: Asked) => unknown)>
export type Refusal = { status: number; error: Record<string, unknown> }
export const refusal = (status: number, code: string, message: string, more: object = {}): Refusal => ({
  status,
  error: { code, message, params: {}, requestId: 'r1', ...more },
})

export function personWith(permissions: Permission[], everywhere: Permission[] = []): Me {
  const site = {
    id: 1,
    unitId: 'u1',
    code: 'LZ',
    name: '澜州供水热线',
    kind: 'water',
    zone: 'Asia/Shanghai',
    standard: null,
    version: 1,
  }
  return {
    person: { id: 'p1', name: '顾明远', staffNumber: '1001' },
    mustChangePassword: false,
    probation: false,
    sites: [{ site, permissions, roles: ['director'] }],
    permissions: everywhere,
    idleMinutes: 30,
    serverTime: '2026-11-20T06:31:00.000Z',
    demo: false,
  } as unknown as Me
}

/** Everything that was asked, in order. */
export function serve(answers: Answers): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(url, 'http://house')
    const body = init.body ? JSON.parse(String(init.body)) : undefined
    const one = { method: init.method ?? 'GET', path: pathname.replace('/api', ''), query: searchParams, body }
    asked.push(one)
    const found = answers[`${one.method} ${one.path}`]
    const said = typeof found === 'function' ? found(one) : (found ?? refusal(404, 'not_found', '没有找到'))
    const refused = said !== null && typeof said === 'object' && 'status' in said && 'error' in said ? (said as Refusal) : null
    return new Response(JSON.stringify(refused ? { error: refused.error } : said), { status: refused?.status ?? 200 })
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
