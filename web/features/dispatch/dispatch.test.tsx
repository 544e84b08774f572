import type { Form } from '@sansheng/contract/dispatch.ts'
import type { Me } from '@sansheng/contract/people.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { App } from 'antd'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionProvider } from '../../app/session.tsx'
import { sortForms } from './cards.tsx'
import { FormScreen } from './form.tsx'
import { FormList } from './list.tsx'

configure({ asyncUtilTimeout: 8000 })
const qiu = { id: 'p2', name: '邱立成', staffNumber: '2107' }
const lin = { id: 'p1', name: '林晓棠', staffNumber: '1024' }
const at = '2026-11-20T06:36:00.000Z'
const signedIn = (person: typeof qiu, permissions: string[]) =>
  ({
    person,
    mustChangePassword: false,
    probation: false,
    sites: [
      {
        site: {
          id: 1,
          unitId: 'u1',
          code: 'LZ',
          name: '澜州供水热线',
          kind: 'water',
          zone: 'Asia/Shanghai',
          standard: null,
          version: 1,
        },
        permissions,
        roles: [],
      },
    ],
    permissions: [],
    idleMinutes: 30,
    serverTime: at,
    demo: false,
  }) as unknown as Me
const worker = signedIn(qiu, ['dispatch:read', 'dispatch:work'])
const agent = signedIn(lin, ['dispatch:read', 'dispatch:make'])
const head = signedIn({ id: 'p3', name: '魏建国', staffNumber: '2001' }, [
  'dispatch:read',
  'dispatch:work',
  'dispatch:inspect',
  'people:read',
])
const form = {
  id: 'f1',
  ticketId: 't1',
  caseId: 'k1',
  number: 'PG-20261120-001',
  status: 'made',
  department: { id: 'd1', name: '临川维修所' },
  worker: null,
  appointmentAt: null,
  instructions: '带 DN20 表前阀',
  madeAt: at,
  madeBy: lin,
  printedAt: at,
  prints: 1,
  acceptedAt: null,
  arrivedAt: null,
  finishedAt: null,
  returnedAt: null,
  inspectedAt: null,
  workDone: null,
  materials: [],
  agreedCents: null,
  opinion: null,
  signedBy: null,
  passed: null,
  inspectionNote: null,
  inspector: null,
  ticket: {
    number: 'BX-20261120-001',
    kind: 'repair',
    title: '槐荫里 7 栋，家中无水',
    urgency: 'normal',
    channel: 'phone',
    receivedAt: at,
    customerName: '周文',
    phoneMasked: '138****2046',
    address: '槐荫里 7 栋',
    phenomenon: '全屋无水',
    location: null,
    operation: null,
    description: null,
  },
  callback: null,
  clocks: [],
  version: 2,
} as unknown as Form

let now: Form[]
let phone: boolean
let sent: { path: string; body: Record<string, unknown> }[]
beforeEach(() => {
  now = [form]
  phone = true
  sent = []
  const still = { addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }
  vi.stubGlobal('matchMedia', () => ({ matches: phone, ...still }))
  vi.stubGlobal('ResizeObserver', function Observer() {
    return { observe() {}, unobserve() {}, disconnect() {} }
  })
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal('print', () => sent.push({ path: 'paper', body: {} }))
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'GET') {
      if (url.includes('/persons'))
        return new Response(
          JSON.stringify({ items: [{ ...qiu, active: true, departments: [{ id: 'd1', name: '临川维修所' }] }] }),
        )
      return new Response(JSON.stringify(url.includes('/forms/') ? now[0] : { items: now, next: null, total: null }))
    }
    sent.push({ path: url.split('/sites/1/').at(-1)!, body: JSON.parse(String(init.body)) as Record<string, unknown> })
    return new Response(JSON.stringify(now[0]))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function show(address: string, who: Me) {
  const root = createRootRoute({ component: Outlet })
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Outlet })
  const screens = [
    createRoute({ getParentRoute: () => shell, path: '/forms', component: FormList }),
    createRoute({ getParentRoute: () => shell, path: '/forms/$id', component: FormScreen }),
    ...['/standard', '/tickets/$id'].map(path => createRoute({ getParentRoute: () => shell, path })),
  ]
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren(screens)]),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  await act(() => router.load())
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <SessionProvider me={who}>
          <RouterProvider router={router as never} />
        </SessionProvider>
      </App>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup({ delay: null }), router }
}

describe('the forms of a worker', () => {
  it('puts what is in his hands first, then what waits for somebody, then the rest', () => {
    const mine = { ...form, id: 'a', status: 'arrived', worker: qiu } as Form
    const others = { ...form, id: 'b', status: 'arrived', worker: lin } as Form
    const done = { ...form, id: 'c', status: 'returned', worker: qiu } as Form
    const ids = Object.values(sortForms([done, others, form, mine], 'p2')).map(list => list.map(f => f.id))
    expect(ids).toEqual([['a'], ['f1'], ['c', 'b']])
  })
  it('takes a form from its card, with the version that was seen', async () => {
    const { user } = await show('/forms', worker)
    await user.click(await screen.findByRole('button', { name: /接\s?单/ }))
    await waitFor(() => expect(sent).toEqual([{ path: 'forms/f1/accept', body: { version: 2 } }]))
  })
})

describe('the dispatch form', () => {
  it('shows the worker where, who, and what nobody asked, before the paper', async () => {
    const { user } = await show('/forms/f1', worker)
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('槐荫里 7 栋，家中无水')
    expect(screen.getAllByText('没有问到')).toHaveLength(2)
    expect(screen.getByText('138••••2046')).toBeTruthy()
    expect(
      within(screen.getByRole('list', { name: '进度' }))
        .getAllByRole('listitem')[0]!
        .getAttribute('aria-current'),
    ).toBe('step')
    await user.click(screen.getByRole('button', { name: '看纸单' }))
    expect(screen.getByRole('button', { name: '收起纸单' }).getAttribute('aria-expanded')).toBe('true')
  })
  it('tells what was done, with material and price to the cent, and what the customer says', async () => {
    now = [{ ...form, status: 'arrived', worker: qiu }]
    const { user } = await show('/forms/f1', worker)
    await user.click(await screen.findByRole('button', { name: /修好了/ }))
    const dialog = await screen.findByRole('dialog')
    fireEvent.change(within(dialog).getByLabelText('做了什么'), { target: { value: '换表前阀' } })
    await user.click(within(dialog).getByRole('button', { name: '加一项' }))
    fireEvent.change(await within(dialog).findByLabelText('名称'), { target: { value: 'DN20 表前阀' } })
    fireEvent.change(within(dialog).getByLabelText('单价（元）'), { target: { value: '86.4' } })
    await user.click(within(dialog).getByText('基本满意'))
    await user.click(within(dialog).getByRole('button', { name: /完\s?工/ }))
    await waitFor(() =>
      expect(sent).toEqual([
        {
          path: 'forms/f1/finish',
          body: {
            workDone: '换表前阀',
            opinion: 'basically',
            materials: [{ name: 'DN20 表前阀', quantity: 1, unit: '个', priceCents: 8640 }],
            version: 2,
            signedBy: '周文',
          },
        },
      ]),
    )
  })
  it('lets the head of the department say who goes', async () => {
    phone = false
    const { user } = await show('/forms/f1', head)
    await user.click(await screen.findByRole('button', { name: /^接\s?单/ }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByLabelText('维修工'))
    await user.click(await screen.findByText('邱立成 2107 临川维修所'))
    await user.click(within(dialog).getByRole('button', { name: /接\s?单/ }))
    await waitFor(() => expect(sent).toEqual([{ path: 'forms/f1/accept', body: { version: 2, workerId: 'p2' } }]))
  })
  it('records that it was printed, then prints both copies', async () => {
    phone = false
    const { user } = await show('/forms/f1', agent)
    await user.click(await screen.findByRole('button', { name: /打印/ }))
    await waitFor(() => expect(sent.map(s => s.path)).toEqual(['forms/f1/print', 'paper']))
    expect(screen.getByText(/第 1 联 存根/)).toBeTruthy()
    expect(screen.getByText(/第 2 联 现场/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^接\s?单/ })).toBeNull()
  })
  it('is taken back only with a reason', async () => {
    phone = false
    const { user } = await show('/forms/f1', agent)
    await user.click(await screen.findByRole('button', { name: '撤回派工单' }))
    const dialog = await screen.findByRole('dialog')
    const take = within(dialog).getByRole('button', { name: '撤回派工单' }) as HTMLButtonElement
    expect(take.disabled).toBe(true)
    fireEvent.change(within(dialog).getByLabelText(/为什么撤回/), { target: { value: '客户自行修好' } })
    await user.click(take)
    await waitFor(() => expect(sent).toEqual([{ path: 'forms/f1/withdraw', body: { reason: '客户自行修好', version: 2 } }]))
  })
})
