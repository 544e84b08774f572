import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contact } from '@sansheng/contract/contacts.ts'
import type { Me } from '@sansheng/contract/people.ts'
import { compile } from '@sansheng/rulebook/engine'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { App } from 'antd'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionProvider } from '../../app/session.tsx'
import { Desk } from './desk.tsx'

configure({ asyncUtilTimeout: 8000 })
const shipped = (name: string) => readFileSync(join(import.meta.dirname, `../../../standards/${name}.md`), 'utf8')
const source = shipped('water-hotline')
const inherited = { 'general-hotline': shipped('general-hotline') }
const { document } = compile(source)
const clauses = document.clauses.map(c => ({
  number: c.number,
  title: c.title,
  anchor: c.anchor,
  level: c.level,
  prose: `${c.title}的正文`,
  line: 1,
  rules: [],
}))
const me = {
  person: { id: 'p1', name: '林晓棠', staffNumber: '1024' },
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
        standard: { title: '供水热线服务规范', version: 1, trial: false },
        version: 1,
      },
      permissions: [
        'contacts:receive',
        'contacts:read',
        'tickets:register',
        'tickets:read',
        'dispatch:make',
        'standards:read',
        'notices:read',
        'customers:read',
      ],
      roles: ['agent'],
    },
  ],
  permissions: [],
  idleMinutes: 30,
  serverTime: '2026-11-20T06:31:00.000Z',
  demo: false,
} as unknown as Me
const open: Contact = {
  id: 'k1',
  caseId: 'c1',
  channel: 'phone',
  about: null,
  outcome: null,
  receivedAt: '2026-11-20T06:30:00.000Z',
  closedAt: null,
  receiver: me.person,
  customer: null,
  premises: null,
  address: null,
  phoneMasked: null,
  nameDisclosure: 'unknown',
  phoneDisclosure: 'unknown',
  summary: null,
  noticeId: null,
  noticeGiven: false,
  joinedCaseId: null,
}
const notice = {
  id: 'n1',
  number: 'GG-20261120-001',
  kind: 'outage',
  state: 'published',
  title: '临川路主管更换',
  reason: null,
  source: '管网部',
  planned: true,
  places: ['槐荫里'],
  areas: [],
  receivedAt: '2026-11-20T00:00:00.000Z',
  publishedAt: '2026-11-20T00:10:00.000Z',
  startsAt: '2026-11-20T01:00:00.000Z',
  endsAt: '2026-11-20T07:00:00.000Z',
  publisher: null,
  contacts: 3,
  version: 1,
}

type Sent = { path: string; body: Record<string, unknown> }
let sent: Sent[] = []
let contact: Contact
/** What a POST to the end of a path is answered with; a status of its own for refusals. */
let answers: Record<string, (body: Record<string, unknown>) => [number, unknown]>

const page = (items: unknown[] = []) => ({ items, next: null, total: items.length })
function reply(path: string): unknown {
  if (path.endsWith('/standard')) return { id: 'v1', source, trial: false, clauses, problems: [] }
  if (path.endsWith('/standard-versions/v1/texts')) return { source, trial: false, inherited, calendars: {} }
  if (/\/contacts\/k1$/.test(path)) return contact
  if (path.includes('/notice-matches')) return { items: path.includes('address') ? [notice] : [] }
  return page(path.includes('/contacts?') && path.includes('open=true') && !contact.closedAt ? [contact] : [])
}

beforeEach(() => {
  sent = []
  contact = open
  answers = {
    contacts: () => [200, { contact, notices: [], openTickets: [] }],
    record: body => {
      contact = { ...contact, ...(body as Partial<Contact>) }
      return [200, { contact, notices: [] }]
    },
    close: () => {
      contact = { ...contact, closedAt: '2026-11-20T06:33:00.000Z', outcome: 'answered' }
      return [200, contact]
    },
  }
  sessionStorage.clear()
  localStorage.clear()
  const still = { addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }
  vi.stubGlobal('matchMedia', () => ({ matches: false, ...still }))
  vi.stubGlobal('ResizeObserver', function Observer() {
    return { observe() {}, unobserve() {}, disconnect() {} }
  })
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'GET') return new Response(JSON.stringify(reply(url)))
    const body = JSON.parse(String(init.body)) as Record<string, unknown>
    sent.push({ path: url, body })
    const [status, answer] = answers[url.split('/').at(-1)!]!(body)
    return new Response(JSON.stringify(answer), { status })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function show(address = '/desk?contact=k1', more: Me['permissions'] = []) {
  const root = createRootRoute({ component: Outlet })
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Outlet })
  const desk = createRoute({
    getParentRoute: () => shell,
    path: '/desk',
    validateSearch: (s: Record<string, unknown>) => s as { contact?: string },
    component: Desk,
  })
  const elsewhere = ['/standard', '/tickets/$id'].map(path => createRoute({ getParentRoute: () => shell, path }))
  const routeTree = root.addChildren([shell.addChildren([desk, ...elsewhere])])
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [address] }) })
  await act(() => router.load())
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const who = { ...me, sites: me.sites.map(s => ({ ...s, permissions: [...s.permissions, ...more] })) }
  render(
    <QueryClientProvider client={client}>
      <App>
        <SessionProvider me={who}>
          <RouterProvider router={router as never} />
        </SessionProvider>
      </App>
    </QueryClientProvider>,
  )
  return { client, user: userEvent.setup({ delay: null }), router }
}
const put = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } })
const answerOf = (part: string) => screen.getByLabelText(`${part}：客户的回答`)
const go = () => screen.getByRole('button', { name: /建单并派工/ })
async function repair(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole('button', { name: '报修' }))
  await user.click(await screen.findByRole('button', { name: '户内无水' }))
  put(screen.getByLabelText('地址'), '东泉路 9 号')
}
const last = (end: string) => sent.filter(s => s.path.endsWith(end)).at(-1)?.body

describe('the desk', () => {
  it('R001: takes a call with one key and opens it', async () => {
    const { user, router } = await show('/desk')
    await screen.findByText('还没有正在受理的接触')
    await user.keyboard('{F2}')
    await waitFor(() => expect(router.state.location.search).toEqual({ contact: 'k1' }))
    expect(last('/contacts')).toEqual({ channel: 'phone' })
  })

  it('R055: locks the dispatch until three answers are there or declined, and names what is missing', async () => {
    const { user } = await show()
    await repair(user)
    await waitFor(() => expect(screen.getByText(/还差 “现象”“位置”“操作经过”/)).toBeTruthy())
    expect(go().getAttribute('aria-disabled')).toBe('true')
    await user.click(go())
    expect(last('/tickets')).toBeUndefined()
    put(answerOf('现象'), '全屋无水')
    await user.click(screen.getByRole('button', { name: '水表' }))
    await waitFor(() => expect(screen.getByText(/还差 “操作经过”/)).toBeTruthy())
    await user.click(screen.getAllByRole('button', { name: '客户不愿说' })[2]!)
    await waitFor(() => expect(go().getAttribute('aria-disabled')).toBe('false'))
    answers.tickets = () => {
      contact = { ...contact, closedAt: '2026-11-20T06:33:00.000Z', outcome: 'registered' }
      return [200, {}]
    }
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText('这次接触已经结束：已建单')
    expect(last('/tickets')).toEqual({
      contactId: 'k1',
      kind: 'repair',
      category: '户内无水',
      urgency: 'normal',
      title: '东泉路 9 号，全屋无水',
      address: '东泉路 9 号',
      fault: { phenomenon: '全屋无水', location: '水表', declined: ['operation'] },
      dispatch: true,
    })
  })

  it('shows which department the standard would give it to', async () => {
    const { user } = await show()
    await repair(user)
    await waitFor(() => expect(screen.getByText('临川维修所')).toBeTruthy())
    await user.click(screen.getByRole('button', { name: '抢修' }))
    await waitFor(() => expect(screen.getByText('抢修队')).toBeTruthy())
  })

  it('keeps what was typed when the screen refreshes and when a send is refused', async () => {
    const { user, client } = await show()
    put(await screen.findByLabelText('记录'), '客户说没水')
    contact = { ...contact, summary: '服务器上的旧记录' }
    await act(() => client.invalidateQueries())
    expect((screen.getByLabelText('记录') as HTMLTextAreaElement).value).toBe('客户说没水')
    answers.record = () => [503, null]
    await user.keyboard('{Control>}s{/Control}')
    await screen.findByRole('alert')
    expect((screen.getByLabelText('记录') as HTMLTextAreaElement).value).toBe('客户说没水')
    cleanup()
    await show()
    expect(((await screen.findByLabelText('记录')) as HTMLTextAreaElement).value).toBe('客户说没水')
  })

  it('lets a leader pass a gate with a reason, which goes with the ticket', async () => {
    const { user } = await show('/desk?contact=k1', ['tickets:override'])
    await repair(user)
    await waitFor(() => expect(screen.getByText(/登记要由您放行/)).toBeTruthy())
    const clause = { number: '3.2', title: '三问齐备', anchor: '3-2' }
    const hit = { ruleId: 'three-questions', clause, missing: ['fault.phenomenon'], count: null, max: null, note: null }
    answers.tickets = body =>
      body.override
        ? [200, {}]
        : [
            422,
            {
              error: {
                code: 'gate.denied',
                message: '还不能登记。',
                params: {},
                detail: { violations: [hit], overridable: true, passed: [] },
              },
            },
          ]
    await user.click(go())
    const note = await screen.findByRole('alert')
    expect(within(note).getByText(/“现象”/)).toBeTruthy()
    put(within(note).getByRole('textbox'), '客户情绪激动')
    await user.click(within(note).getByRole('button'))
    await waitFor(() => expect(last('/tickets')?.override).toEqual({ reason: '客户情绪激动', rules: ['three-questions'] }))
  })

  it('R188: answers by the notice that covers the address, and says that it was told', async () => {
    const { user } = await show()
    put(await screen.findByLabelText('地址'), '槐荫里 7 栋')
    await screen.findByText('有公告覆盖此地址')
    await user.keyboard('{Alt>}1{/Alt}')
    await screen.findByText('这次接触已经结束：已答复')
    expect(last('/close')).toEqual({
      outcome: 'answered',
      noticeGiven: true,
      summary: '按公告 GG-20261120-001（临川路主管更换）答复。',
    })
  })

  it('shows the clauses of this step, those that are not met first', async () => {
    const { user } = await show()
    await repair(user)
    const guide = screen.getByRole('region', { name: '这一步的条款' })
    await waitFor(() => expect(within(guide).getAllByRole('listitem')[0]!.textContent).toContain('三问齐备'))
    expect(within(guide).getByText('十分钟内登记的正文')).toBeTruthy()
  })
})
