import { callbacks } from '@sansheng/contract/callbacks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Given, type Reply, refusal, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { Desk } from './desk.tsx'
import { DeskSearch } from './search.ts'
import { keepingDraft, savedAt } from './testing/kept-drafts.ts'
import { dropped, isNothing, leftOf, nothing, patched, typed } from './unsent.ts'

const contactId = '019aa3b0-7c10-7000-8000-0000000000a1'
const open: Given<Contact> = { id: contactId, caseId: 'c1', channel: 'phone', receivedAt: '2026-11-20T06:30:00.000Z' }
let kept: ReturnType<typeof keepingDraft>
const replies = [
  reply(contacts.get, open, { id: contactId }),
  reply(contacts.list, { items: [open] }),
  reply(contacts.record, { contact: open }),
  reply(notices.match, {}),
  reply(callbacks.due, {}),
  reply(people.listDepartments, {}),
  reply(standards.get, {}),
  reply(standards.getTexts, {}),
  reply(tickets.list, {}),
  reply(tickets.openMatters, {}),
]

beforeEach(() => {
  kept = keepingDraft(contactId)
  sessionStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(...own: Reply[]) {
  const asked = serve(...replies, ...kept.replies, ...own)
  const rights = ['contacts:receive', 'contacts:read', 'tickets:register', 'tickets:read'] as const
  const drawn = drawAt(`/desk?contact=${contactId}`, '/desk', Desk, personWith([...rights]), DeskSearch)
  return { asked, user: userEvent.setup({ delay: null }), ...drawn }
}
const put = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } })
const field = async (label: string) => (await screen.findByLabelText(label)) as HTMLInputElement

describe('the draft of a contact', () => {
  it('keeps everything of the form on the server as it is typed, fault answers, category and promise among it', async () => {
    const { user } = show()
    await user.click(await screen.findByRole('button', { name: '报修' }))
    await user.click(screen.getByRole('button', { name: '户内无水' }))
    await user.click(screen.getAllByRole('button', { name: /前答复$/ })[0]!)
    put(await field('现象：客户的回答'), '全屋无水')
    put(await field('记录'), '水表也停了')
    await user.click(screen.getAllByRole('button', { name: '客户不愿说' })[2]!)
    await waitFor(() =>
      expect(kept.fields).toMatchObject({
        about: 'repair',
        category: '户内无水',
        promisedAt: expect.any(String),
        fault: { phenomenon: '全屋无水' },
        declined: ['operation'],
        summary: '水表也停了',
      }),
    )
    await screen.findByText(/已存，换台设备也在/)
  })

  it('is there on another device, and the list says that there is one', async () => {
    kept.fields = {
      about: 'repair',
      category: '漏水',
      fault: { phenomenon: '渗水', location: '', operation: '' },
      summary: '在另一台上写的',
    }
    show()
    await waitFor(async () => expect((await field('记录')).value).toBe('在另一台上写的'))
    expect((await field('现象：客户的回答')).value).toBe('渗水')
    expect(screen.getByText(/草稿 11-20/)).toBeTruthy()
  })

  it('says so while the server cannot be reached, keeps the words here, and sends them when it can', async () => {
    show(reply(contacts.saveDraft, refusal(503, 'unavailable', '暂时连不上')))
    put(await field('记录'), '没网时写的')
    await screen.findByText(/还只在这台电脑上/)
    cleanup()
    show()
    expect((await field('记录')).value).toBe('没网时写的')
    await waitFor(() => expect(kept.fields.summary).toBe('没网时写的'))
  })

  it('sends nothing more once the contact has ended', async () => {
    let contact = open
    const ended = () => {
      contact = { ...open, closedAt: savedAt, outcome: 'answered' }
      return contact
    }
    const { asked, user } = show(
      reply(contacts.close, ended),
      reply(contacts.get, () => contact, { id: contactId }),
    )
    put(await field('记录'), '已告知三点来水')
    await user.click(screen.getByRole('button', { name: '答复并结束' }))
    await screen.findByText(/这次接触已经结束/)
    expect(sentOf(asked).at(-1)!.path).toMatch(/\/close$/)
    expect(sessionStorage.length).toBe(0)
  })
})

describe('what has not reached the server', () => {
  it('lies over what it keeps, without the fields that it recorded', () => {
    const unsent = dropped(typed(typed(nothing, { name: '周', summary: '没' }), { summary: '没水' }), ['name'])
    expect(unsent).toEqual({ fields: { summary: '没水' }, drop: ['name'] })
    expect(patched({ name: '周女士', category: '漏水' }, unsent)).toEqual({ category: '漏水', summary: '没水' })
    expect(typed(unsent, { name: '吴' })).toEqual({ fields: { summary: '没水', name: '吴' }, drop: [] })
  })

  it('keeps what was typed while it was being sent', () => {
    const sent = typed(dropped(nothing, ['phone']), { summary: '没水', category: '漏水' })
    const meanwhile = typed(sent, { summary: '没水了' })
    expect(leftOf(meanwhile, sent)).toEqual({ fields: { summary: '没水了' }, drop: [] })
    expect(isNothing(leftOf(sent, sent))).toBe(true)
  })
})
