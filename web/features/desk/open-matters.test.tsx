import { callbacks } from '@sansheng/contract/callbacks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { type OpenMatter, tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Given, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { Desk } from './desk.tsx'
import { DeskSearch } from './search.ts'
import { keepingDraft } from './testing/kept-drafts.ts'

const contactId = '019aa3b0-7c10-7000-8000-0000000000a1'
const matterCase = '019aa3b0-7c10-7000-8000-0000000000c9'
let contact: Given<Contact>
const burst: Given<OpenMatter> = {
  ticket: { id: 't1', caseId: matterCase, number: 'BS-20261120-001', title: '东泉路口爆管', status: 'accepted', kind: 'report' },
  same: ['place'],
  contacts: 4,
}
const replies = [
  reply(contacts.get, () => contact, { id: contactId }),
  reply(contacts.list, {}),
  reply(contacts.record, ({ body }) => {
    contact = { ...contact, ...(body as Given<Contact>) }
    return { contact }
  }),
  reply(contacts.join, () => {
    contact = { ...contact, closedAt: '2026-11-20T06:33:00.000Z', outcome: 'joined', joinedCaseId: matterCase }
    return contact
  }),
  reply(notices.match, {}),
  reply(callbacks.due, {}),
  reply(people.listDepartments, {}),
  reply(standards.get, {}),
  reply(standards.getTexts, {}),
  reply(tickets.list, ({ query }) => ({ items: query.get('caseId') === matterCase ? [burst.ticket!] : [] })),
  reply(tickets.openMatters, ({ query }) => ({ items: query.get('address') === '东泉路口' ? [burst] : [] })),
]

beforeEach(() => {
  contact = { id: contactId, caseId: 'c1', channel: 'phone', receivedAt: '2026-11-20T06:30:00.000Z' }
  sessionStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const rights = ['contacts:receive', 'contacts:read', 'tickets:register', 'tickets:read'] as const
function show() {
  const asked = serve(...replies, ...keepingDraft(contactId).replies)
  const drawn = drawAt(`/desk?contact=${contactId}`, '/desk', Desk, personWith([...rights]), DeskSearch)
  return { asked, user: userEvent.setup({ delay: null }), ...drawn }
}
const put = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } })

describe('the second call about the same thing', () => {
  it('stands on top with what it has in common, and is joined by one key with what was said', async () => {
    const { asked, user } = show()
    await user.click(await screen.findByRole('button', { name: '报修' }))
    put(screen.getByLabelText('记录'), '水已到膝盖')
    put(screen.getByLabelText('现象：客户的回答'), '一直在冒')
    expect(screen.queryByRole('region', { name: '还没办完的同一件事' })).toBeNull()
    put(screen.getByLabelText('地址'), '东泉路口')
    const open = await screen.findByRole('region', { name: '还没办完的同一件事' })
    expect(open.textContent).toContain('东泉路口爆管')
    expect(open.textContent).toContain('同一地址 · 已有 4 次接触')
    const caller = screen.getByLabelText('电话或姓名')
    expect(open.compareDocumentPosition(caller) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    await user.keyboard('{Alt>}1{/Alt}')
    const ended = await screen.findByText('这次接触已经结束：并入个案')
    await waitFor(() => expect(ended.parentElement!.textContent).toContain('已并入工单BS-20261120-001'))
    expect(screen.getByText('正在处理的人已收到提醒。')).toBeTruthy()
    const sent = sentOf(asked)
      .filter(({ path }) => !path.endsWith('/draft'))
      .map(({ path, body }) => [path, body])
    expect(sent.at(-2)).toEqual([
      `/sites/1/contacts/${contactId}/record`,
      { address: '东泉路口', summary: '水已到膝盖\n现象：一直在冒' },
    ])
    expect(sent.at(-1)).toEqual([`/sites/1/contacts/${contactId}/join`, { caseId: matterCase }])
  })

  it('asks with what is known of caller and place, and leaves out the contact itself', async () => {
    const { asked } = show()
    put(await screen.findByLabelText('地址'), '东泉路口')
    const open = await screen.findByRole('region', { name: '还没办完的同一件事' })
    const query = asked.findLast(({ path }) => path.endsWith('/open-matters'))!.query
    expect(Object.fromEntries(query)).toEqual({ contactId, address: '东泉路口' })
    expect(within(open).getByRole('button', { name: '并入 BS-20261120-001' })).toBeTruthy()
  })
})
