import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { callbacks } from '@sansheng/contract/callbacks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { type Notice, notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import type { Permission } from '@sansheng/contract/route.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { compile } from '@sansheng/rulebook/engine'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Given, type Reply, type Request, refusal, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { Desk } from './desk.tsx'
import { DeskSearch } from './search.ts'
import { keepingDraft } from './testing/kept-drafts.ts'

const shipped = (name: string) => readFileSync(join(import.meta.dirname, `../../../standards/${name}.md`), 'utf8')
const source = shipped('water-hotline')
const inherited = { 'general-hotline': shipped('general-hotline') }
const clauses = compile(source)
  .document.clauses.filter(({ level }) => level > 0)
  .map(({ number, title, anchor, level }) => ({
    number,
    title,
    anchor,
    level,
    prose: `${title}的正文`,
    line: 1,
  }))
const rights: Permission[] = [
  'contacts:receive',
  'contacts:read',
  'tickets:register',
  'tickets:read',
  'dispatch:make',
  'standards:read',
  'notices:read',
  'customers:read',
]
const contactId = '019aa3b0-7c10-7000-8000-0000000000a1'
const open: Given<Contact> = { id: contactId, caseId: 'c1', channel: 'phone', receivedAt: '2026-11-20T06:30:00.000Z' }
const notice: Given<Notice> = {
  id: 'n1',
  number: 'GG-20261120-001',
  kind: 'outage',
  state: 'published',
  title: '临川路主管更换',
  source: '管网部',
  planned: true,
  places: ['槐荫里'],
  receivedAt: '2026-11-20T00:00:00.000Z',
  publishedAt: '2026-11-20T00:10:00.000Z',
  startsAt: '2026-11-20T01:00:00.000Z',
  endsAt: '2026-11-20T07:00:00.000Z',
  contacts: 3,
}

let asked: Request[] = []
let contact: Given<Contact>
let kept: ReturnType<typeof keepingDraft>
const ended = (outcome: Contact['outcome']) => {
  contact = { ...contact, closedAt: '2026-11-20T06:33:00.000Z', outcome }
  return contact
}
const replies = [
  reply(standards.get, { id: 'v1', source, clauses }),
  reply(standards.getTexts, { source, inherited }),
  reply(contacts.get, () => contact, { id: contactId }),
  reply(contacts.list, ({ query }) => ({ items: query.get('open') === 'true' && !contact.closedAt ? [contact] : [] })),
  reply(contacts.receive, () => ({ contact })),
  reply(contacts.record, ({ body }) => {
    contact = { ...contact, ...(body as Given<Contact>) }
    return { contact }
  }),
  reply(contacts.close, () => ended('answered')),
  reply(notices.match, ({ query }) => ({ items: query.has('address') ? [notice] : [] })),
  reply(callbacks.due, {}),
  reply(people.listDepartments, {}),
  reply(tickets.list, {}),
  reply(tickets.openMatters, {}),
]

beforeEach(() => {
  contact = open
  kept = keepingDraft(contactId)
  sessionStorage.clear()
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

type Shown = { address?: string; more?: Permission[]; replies?: Reply[] }
function show({ address = `/desk?contact=${contactId}`, more = [], replies: own = [] }: Shown = {}) {
  asked = serve(...replies, ...kept.replies, ...own)
  const drawn = drawAt(address, '/desk', Desk, personWith([...rights, ...more]), DeskSearch)
  return { user: userEvent.setup({ delay: null }), ...drawn }
}
const put = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } })
const answerOf = (part: string) => screen.getByLabelText(`${part}：客户的回答`)
const go = () => screen.getByRole('button', { name: /建单并派工/ })
async function repair(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole('button', { name: '报修' }))
  await user.click(await screen.findByRole('button', { name: '户内无水' }))
  put(screen.getByLabelText('地址'), '东泉路 9 号')
}
const last = (end: string) =>
  sentOf(asked).findLast(({ path }) => path.endsWith(end))?.body as Record<string, unknown> | undefined

describe('the desk', () => {
  it('R001: takes a call with one key and opens it', async () => {
    const { user, router } = show({ address: '/desk' })
    await screen.findByText('还没有正在受理的接触')
    await user.keyboard('{F2}')
    await waitFor(() => expect(router.state.location.search).toEqual({ contact: contactId }))
    expect(last('/contacts')).toEqual({ channel: 'phone' })
  })

  it('looks for an account by its number where the number is nobody’s telephone, and chooses nobody by it unasked', async () => {
    const found = { id: 'u1', name: '周女士', phoneMasked: '138****2046' }
    const list = reply(customers.list, ({ query }) => ({ items: query.get('q') === '33020417' ? [found] : [] }))
    show({ more: ['customers:read'], replies: [list, reply(customers.lookUp, { items: [] })] })
    put(await screen.findByLabelText('电话或姓名'), '33020417')
    expect(await screen.findByText('周女士')).toBeTruthy()
    expect(last('/customer-look-ups')).toEqual({ phone: '33020417' })
    expect(last('/record')).toBeUndefined()
  })

  it('takes the number of a caller who was written down by name alone, and gives back what was typed when it is not him', async () => {
    const { user } = show({ more: ['customers:read', 'customers:write'] })
    put(await screen.findByLabelText('姓名'), '周文')
    contact = { ...open, customer: { id: 'u9', name: '周文', phoneMasked: null } }
    await user.keyboard('{Control>}s{/Control}')
    await screen.findByText('已识别')
    put(screen.getByLabelText('电话'), '13812342046')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(last('/record')).toEqual({ customer: { name: '周文', phone: '13812342046' } }))
    await user.click(screen.getByRole('button', { name: '不是这位' }))
    expect((await screen.findByLabelText<HTMLInputElement>('姓名')).value).toBe('周文')
  })

  it('keeps digits that are not a number yet', async () => {
    show()
    put(await screen.findByLabelText('电话或姓名'), '13812')
    expect(screen.getByLabelText<HTMLInputElement>('电话').value).toBe('13812')
  })

  it('R055: locks the dispatch until three answers are there or declined, and names what is missing', async () => {
    const { user } = show({
      replies: [
        reply(tickets.register, () => {
          ended('registered')
          return {}
        }),
      ],
    })
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
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText('这次接触已经结束：已建单')
    expect(last('/tickets')).toEqual({
      contactId,
      kind: 'repair',
      category: '户内无水',
      title: '东泉路 9 号，全屋无水',
      address: '东泉路 9 号',
      fault: { phenomenon: '全屋无水', location: '水表', declined: ['operation'] },
      dispatch: true,
    })
  })

  it('shows which department the standard would give it to', async () => {
    const { user } = show()
    await repair(user)
    await waitFor(() => expect(screen.getByText('临川维修所')).toBeTruthy())
    await user.click(screen.getByRole('button', { name: '抢修' }))
    await waitFor(() => expect(screen.getByText('抢修队')).toBeTruthy())
  })

  it('keeps what was typed when the screen refreshes and when a send is refused', async () => {
    const { user, client } = show({ replies: [reply(contacts.record, refusal(503, 'unavailable', '暂时连不上'))] })
    put(await screen.findByLabelText('记录'), '客户说没水')
    contact = { ...contact, summary: '服务器上的旧记录' }
    await act(() => client.invalidateQueries())
    expect((screen.getByLabelText('记录') as HTMLTextAreaElement).value).toBe('客户说没水')
    await user.keyboard('{Control>}s{/Control}')
    await screen.findByRole('alert')
    expect((screen.getByLabelText('记录') as HTMLTextAreaElement).value).toBe('客户说没水')
    cleanup()
    show()
    expect(((await screen.findByLabelText('记录')) as HTMLTextAreaElement).value).toBe('客户说没水')
  })

  it('lets a leader pass a gate with a reason, which goes with the ticket', async () => {
    const clause = { number: '3.2', title: '三问齐备', anchor: '3-2' }
    const hit = { ruleId: 'three-questions', clause, missing: ['fault.phenomenon'], count: null, max: null, note: null }
    const denied = refusal(422, 'gate.denied', '还不能登记。', { detail: { violations: [hit], overridable: true, passed: [] } })
    const registered = reply(tickets.register, ({ body }) => ((body as { override?: object }).override ? {} : denied))
    const { user } = show({ more: ['standards:override'], replies: [registered] })
    await repair(user)
    await waitFor(() => expect(screen.getByText(/登记要由您放行/)).toBeTruthy())
    await user.click(go())
    const note = await screen.findByRole('alert')
    expect(within(note).getByText(/“现象”/)).toBeTruthy()
    put(within(note).getByRole('textbox'), '客户情绪激动')
    await user.click(within(note).getByRole('button'))
    await waitFor(() => expect(last('/tickets')?.override).toEqual({ reason: '客户情绪激动', rules: ['three-questions'] }))
  })

  it('R188: answers by the notice that covers the address, and says that it was told', async () => {
    const { user } = show()
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
    const { user } = show()
    await repair(user)
    const guide = screen.getByRole('region', { name: '这一步的条款' })
    await waitFor(() => expect(within(guide).getAllByRole('listitem')[0]!.textContent).toContain('三问齐备'))
    expect(within(guide).getByText('十分钟内登记的正文')).toBeTruthy()
  })
})
