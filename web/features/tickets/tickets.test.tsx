import type { Me } from '@sansheng/contract/people.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { App } from 'antd'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionProvider } from '../../app/session.tsx'
import { TicketList } from './list.tsx'
import { TicketScreen } from './ticket.tsx'

configure({ asyncUtilTimeout: 8000 })
const lin = { id: 'p1', name: '林晓棠', staffNumber: '1024' }
const me = {
  person: lin,
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
      permissions: [
        'tickets:read',
        'tickets:work',
        'tickets:notify',
        'tickets:close',
        'tickets:confirm',
        'dispatch:read',
        'dispatch:work',
        'dispatch:make',
        'callbacks:make',
        'people:read',
        'standards:read',
      ],
      roles: ['agent'],
    },
  ],
  permissions: [],
  idleMinutes: 30,
  serverTime: '2026-11-20T07:10:00.000Z',
  demo: false,
} as unknown as Me
const at = '2026-11-20T06:36:00.000Z'
const clock = {
  id: 'c1',
  ruleId: 'notify-department',
  clause: { number: '4.1', title: '通知责任部门', anchor: '4-1' },
  kind: 'deadline',
  state: 'late',
  breached: true,
  within: '30 min',
  startedAt: at,
  dueAt: '2026-11-20T07:06:00.000Z',
  warnAt: null,
  settledAt: '2026-11-20T07:10:12.000Z',
  pausedAt: null,
  termMs: 1_800_000,
  usedMs: 2_052_000,
  overMs: 252_000,
  period: 1,
  subject: { kind: 'ticket', id: 't1' },
  root: { kind: 'ticket', id: 't1' },
  caseId: 'k1',
  recordOnly: false,
}
const row = {
  id: 't1',
  caseId: 'k1',
  number: 'BX-20261120-001',
  kind: 'repair',
  category: '户内无水',
  field: 'water',
  urgency: 'urgent',
  status: 'accepted',
  waitingFor: 'nobody',
  title: '槐荫里 7 栋 2 单元 601，家中无水',
  address: '槐荫里 7 栋 2 单元 601',
  department: { id: 'd1', name: '临川维修所' },
  frontOwner: lin,
  handler: { id: 'p2', name: '邱立成', staffNumber: '2107' },
  receivedAt: at,
  registeredAt: at,
  closedAt: null,
  promisedAt: null,
  version: 3,
}
const ticket = {
  ...row,
  description: null,
  fault: { phenomenon: '全屋无水', declined: ['operation'] },
  customer: null,
  contactId: 'x1',
  notifiedAt: at,
  acceptedAt: at,
  waitingSince: null,
  transfers: 0,
  transferSummary: null,
  result: null,
  reopened: 0,
  promises: [],
  followUps: [],
  clocks: [clock],
  warnings: [],
}
const form = {
  id: 'f1',
  ticketId: 't1',
  caseId: 'k1',
  number: 'PG-20261120-001',
  status: 'accepted',
  department: ticket.department,
  worker: ticket.handler,
  appointmentAt: null,
  instructions: '带 DN20 表前阀',
  madeAt: at,
  madeBy: lin,
  printedAt: at,
  prints: 1,
  acceptedAt: at,
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
    number: row.number,
    kind: 'repair',
    title: row.title,
    urgency: 'urgent',
    channel: 'phone',
    receivedAt: at,
    customerName: '周文',
    phoneMasked: '138****2046',
    address: row.address,
    phenomenon: '全屋无水',
    location: null,
    operation: null,
    description: null,
  },
  callback: null,
  clocks: [],
  version: 7,
}
const explanation = {
  clock,
  rule: {
    id: 'notify-department',
    kind: 'deadline',
    clause: clock.clause,
    source: '时限: 30 min',
    state: 'runs',
    sentence: '登记后 30 分钟内通知',
    basis: null,
    note: null,
  },
  prose: '工单建立后三十分钟内，须把内容通知到责任部门。',
  standard: { title: '供水热线服务规范', version: 3, publishedAt: at },
  lines: [{ kind: 'start', text: '起点　工单登记 14:36:00', value: null, seq: 4, at }],
  evidence: {},
  events: [],
  recomputed: true,
}

type Sent = { path: string; body: Record<string, unknown> }
let sent: Sent[] = []
let asked: string[] = []
let now: typeof ticket
let refuse: ((path: string, body: Record<string, unknown>) => [number, unknown] | undefined) | null
const page = (items: unknown[], next: string | null = null) => ({ items, next, total: items.length })
function reply(path: string): unknown {
  if (path.includes('/history')) return { items: [], verified: true }
  if (path.includes('/forms')) return page([form])
  if (path.includes('/clocks/')) return explanation
  if (/\/tickets\/t1$/.test(path)) return now
  if (path.includes('ticket-search')) return page([{ ...row, customerName: '周文', nextClock: null }])
  if (path.includes('/tickets?'))
    return page([{ ...row, customerName: '周文', nextClock: clock }], path.includes('after') ? null : 'next')
  if (path.includes('/persons')) return page([])
  return page([])
}

beforeEach(() => {
  sent = []
  asked = []
  now = ticket
  refuse = null
  const still = { addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }
  vi.stubGlobal('matchMedia', () => ({ matches: false, ...still }))
  vi.stubGlobal('ResizeObserver', function Observer() {
    return { observe() {}, unobserve() {}, disconnect() {} }
  })
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'GET') {
      asked.push(url)
      return new Response(JSON.stringify(reply(url)))
    }
    const body = JSON.parse(String(init.body ?? '{}')) as Record<string, unknown>
    sent.push({ path: url, body })
    const [status, answer] = refuse?.(url, body) ?? [200, ticket]
    return new Response(JSON.stringify(answer), { status })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function show(address: string) {
  const root = createRootRoute({ component: Outlet })
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Outlet })
  const screens = [
    createRoute({ getParentRoute: () => shell, path: '/tickets', component: TicketList }),
    createRoute({ getParentRoute: () => shell, path: '/tickets/$id', component: TicketScreen }),
    ...['/standard', '/forms/$id'].map(path => createRoute({ getParentRoute: () => shell, path })),
  ]
  const routeTree = root.addChildren([shell.addChildren(screens)])
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [address] }) })
  await act(() => router.load())
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <App>
        <SessionProvider me={me}>
          <RouterProvider router={router as never} />
        </SessionProvider>
      </App>
    </QueryClientProvider>,
  )
  return { client, user: userEvent.setup({ delay: null }), router }
}
const put = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } })
const gate = {
  ruleId: 'r',
  clause: { number: '5.3', title: '三天一跟', anchor: '5-3' },
  missing: ['ticket.result'],
  count: null,
  max: null,
  note: null,
}
const denied = {
  error: {
    code: 'gate.denied',
    message: '还不能这样做。',
    params: {},
    detail: { violations: [gate], overridable: true, passed: [] },
  },
}

describe('the ticket', () => {
  it('says what it is, who answers for it, and what a declined question was', async () => {
    await show('/tickets/t1')
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(row.title)
    expect(screen.getByText('首问责任人')).toBeTruthy()
    expect(screen.getByText('处理人 · 临川维修所')).toBeTruthy()
    expect(screen.getByText('客户不愿说')).toBeTruthy()
  })

  it('takes the obvious next step of the form at one press, on the route of that step', async () => {
    const { user } = await show('/tickets/t1')
    await user.click(await screen.findByRole('button', { name: /已到场/ }))
    await waitFor(() => expect(sent.map(s => s.path)).toContain('/api/sites/1/forms/f1/arrive'))
    expect(sent.find(s => s.path.endsWith('/arrive'))!.body).toEqual({ version: 7 })
  })

  it('opens the evidence of a clock, whose place is in the address', async () => {
    const { user, router } = await show('/tickets/t1')
    await user.click(await screen.findByRole('button', { name: /看“通知责任部门”的举证/ }))
    expect(await screen.findByRole('heading', { name: '为什么超时' })).toBeTruthy()
    expect(router.state.location.search).toEqual({ clock: 'c1' })
    await user.keyboard('{Escape}')
    await waitFor(() => expect(router.state.location.search).toEqual({}))
  })

  it('keeps a follow-up that is being written while the ticket changes, and sends it with Ctrl+Enter', async () => {
    const { user, client } = await show('/tickets/t1')
    const box = (await screen.findByLabelText(/写给下一个接手的人/)) as HTMLTextAreaElement
    put(box, '阀门已换，等客户确认')
    now = { ...ticket, version: 4, title: '换了标题' }
    await act(() => client.invalidateQueries())
    await screen.findByText('换了标题')
    expect(box.value).toBe('阀门已换，等客户确认')
    fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true })
    await waitFor(() =>
      expect(sent.at(-1)).toEqual({ path: '/api/sites/1/tickets/t1/follow-up', body: { note: '阀门已换，等客户确认' } }),
    )
    await waitFor(() => expect(box.value).toBe(''))
    await user.click(document.body)
  })

  it('shows the clause of a shut gate and goes past it with a reason, keeping what was typed', async () => {
    refuse = (path, body) => (path.endsWith('/follow-up') && !body.override ? [422, denied] : undefined)
    const { user } = await show('/tickets/t1')
    put(await screen.findByLabelText(/写给下一个接手的人/), '先记下')
    await user.click(screen.getByRole('button', { name: /保存跟进/ }))
    const note = await screen.findByRole('alert')
    expect(within(note).getByText('三天一跟')).toBeTruthy()
    expect(within(note).getByText(/“处理结果”/)).toBeTruthy()
    put(within(note).getByRole('textbox'), '班长同意')
    await user.click(within(note).getByRole('button'))
    await waitFor(() =>
      expect(sent.at(-1)!.body).toEqual({ note: '先记下', override: { reason: '班长同意', rules: [gate.ruleId] } }),
    )
  })

  it('says who was first when the version is stale, and keeps the form filled in', async () => {
    refuse = path =>
      path.endsWith('/wait')
        ? [409, { error: { code: 'stale', message: '邱立成先改过了。您填写的内容还在。', params: { by: '邱立成' } } }]
        : undefined
    const { user } = await show('/tickets/t1')
    await user.click(await screen.findByRole('button', { name: '等客户' }))
    const dialog = await screen.findByRole('dialog')
    put(within(dialog).getByLabelText('原因'), '客户改约')
    await user.click(within(dialog).getByRole('button', { name: /确\s?定/ }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('邱立成先改过了')
    expect((within(dialog).getByLabelText('原因') as HTMLInputElement).value).toBe('客户改约')
    expect(sent.at(-1)!.body).toEqual({ waitingFor: 'customer', reason: '客户改约', version: 3 })
  })
})

describe('the list of tickets', () => {
  it('shows exact time and the next clock with its name, and reads on by the cursor', async () => {
    const { user } = await show('/tickets')
    expect(await screen.findByText('通知责任部门')).toBeTruthy()
    expect(screen.getByText(/^(11-20 )?14:36$/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /再取一页/ }))
    await waitFor(() => expect(asked.some(url => url.includes('after=next'))).toBe(true))
  })
  it('keeps its filters in the address and searches words', async () => {
    const { user, router } = await show('/tickets')
    await user.click(await screen.findByText('未结'))
    await waitFor(() => expect(router.state.location.search).toEqual({ open: true }))
    await user.keyboard('/')
    const box = screen.getByLabelText(/工单号、地址、姓名/)
    expect(document.activeElement).toBe(box)
    put(box, '无水')
    fireEvent.keyDown(box, { key: 'Enter' })
    await waitFor(() => expect(router.state.location.search).toEqual({ open: true, q: '无水' }))
    await waitFor(() => expect(asked.some(url => url.includes('ticket-search?q=%E6%97%A0%E6%B0%B4'))).toBe(true))
  })
  it('opens a ticket with Enter', async () => {
    const { router } = await show('/tickets')
    const cell = await screen.findByText(row.number)
    fireEvent.keyDown(cell.closest('tr')!, { key: 'Enter' })
    await waitFor(() => expect(router.state.location.pathname).toBe('/tickets/t1'))
  })
})
