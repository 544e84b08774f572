import { callbacks } from '@sansheng/contract/callbacks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Given, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { Desk } from './desk.tsx'
import { DeskSearch } from './search.ts'
import { keepingDraft } from './testing/kept-drafts.ts'

const id = '019aa3b0-7c10-7000-8000-0000000000a1'
const open: Given<Contact> = {
  id,
  caseId: 'c1',
  channel: 'phone',
  receivedAt: new Date().toISOString(),
  receiver: { id: 'p1', name: '顾明远' },
}
let received: Given<Contact>[]
let contact: Given<Contact>
const replies = [
  reply(contacts.get, () => contact, { id }),
  reply(contacts.list, ({ query }) => ({ items: query.get('open') === 'true' ? received : [] })),
  reply(contacts.receive, () => {
    received = [open]
    return { contact: open }
  }),
  reply(contacts.close, ({ body }) => {
    contact = {
      ...open,
      ...(body as Given<Contact>),
      closedAt: new Date().toISOString(),
      endReason: (body as { reason: string }).reason,
    }
    return contact
  }),
  reply(contacts.takeBack, () => {
    contact = open
    return contact
  }),
  reply(notices.match, {}),
  reply(callbacks.due, {}),
  reply(people.listDepartments, {}),
  reply(standards.get, {}),
  reply(standards.getTexts, {}),
  reply(tickets.list, {}),
  reply(tickets.openMatters, {}),
]

beforeEach(() => {
  contact = open
  received = []
  sessionStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(address = `/desk?contact=${id}`) {
  const asked = serve(...replies, ...keepingDraft(id).replies)
  const drawn = drawAt(address, '/desk', Desk, personWith(['contacts:receive', 'contacts:read', 'tickets:register']), DeskSearch)
  return { asked, user: userEvent.setup({ delay: null }), ...drawn }
}
const sent = (asked: ReturnType<typeof serve>) => sentOf(asked).map(({ path, body }) => [path.replace('/sites/1', ''), body])

describe('a contact that ends without an answer', () => {
  it('is asked why in a word, says it afterwards, and is open again when that was a mistake', async () => {
    const { asked, user } = show()
    await user.click(await screen.findByRole('button', { name: /更多/ }))
    await user.click(await screen.findByRole('menuitem', { name: '打错了' }))
    await screen.findByText('打错了：一个词，为什么？')
    expect(sent(asked)).toEqual([])
    await waitFor(() => expect(document.activeElement!.textContent).toBe('拨错号码'))
    await user.keyboard('{ArrowRight}{Enter}')
    await screen.findByText('原因：找别的单位')
    expect(sent(asked)).toEqual([[`/contacts/${id}/close`, { outcome: 'misdialled', reason: '找别的单位' }]])
    await user.click(screen.getByRole('button', { name: '撤回，继续受理' }))
    await screen.findByLabelText('记录')
    expect(sent(asked).at(-1)).toEqual([`/contacts/${id}/take-back`, undefined])
  })
})

describe('F2', () => {
  it('pressed twice opens one contact: what has just been opened and is empty is that contact', async () => {
    const { asked, user, router } = show('/desk')
    await screen.findByText('还没有正在受理的接触')
    await user.keyboard('{F2}{F2}')
    await waitFor(() => expect(router.state.location.search).toEqual({ contact: id }))
    await screen.findByLabelText('记录')
    await waitFor(() => expect(within(screen.getByRole('region', { name: '待我处理' })).getByText('还没有地址')).toBeTruthy())
    await user.keyboard('{F2}')
    await screen.findByText(/没有另开一通/)
    expect(sent(asked).filter(([path]) => path === '/contacts')).toHaveLength(1)
  })
})
