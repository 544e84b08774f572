import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { callbacks } from '@sansheng/contract/callbacks.ts'
import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { customers } from '@sansheng/contract/customers.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { people } from '@sansheng/contract/people.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Given, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { Desk } from './desk.tsx'
import { DeskSearch } from './search.ts'
import { keepingDraft } from './testing/kept-drafts.ts'

const shipped = (name: string) => readFileSync(join(import.meta.dirname, `../../../standards/${name}.md`), 'utf8')
const source = shipped('water-hotline')
const inherited = { 'general-hotline': shipped('general-hotline') }
const id = '019aa3b0-7c10-7000-8000-0000000000a1'
let contact: Given<Contact>
const people2 = ['周女士', '吴先生'].map((name, n) => ({
  id: `019aa3b0-7c10-7000-8000-00000000000${n}`,
  name,
  premises: [{ id: `019aa3b0-7c10-7000-8000-00000000001${n}`, address: `东泉路 ${n + 1} 号` }],
}))
const replies = [
  reply(standards.get, { id: 'v1', source, clauses: [] }),
  reply(standards.getTexts, { source, inherited }),
  reply(contacts.get, () => contact, { id }),
  reply(contacts.list, {}),
  reply(contacts.receive, () => ({ contact })),
  reply(contacts.record, ({ body }) => {
    contact = { ...contact, ...(body as Given<Contact>) }
    return { contact }
  }),
  reply(customers.list, ({ query }) => ({ items: query.get('q') === '东泉' ? people2 : [] })),
  reply(customers.get, people2[1]!, { id: people2[1]!.id }),
  reply(customers.listPremises, {}),
  reply(notices.match, {}),
  reply(callbacks.due, {}),
  reply(people.listDepartments, {}),
  reply(tickets.list, {}),
  reply(tickets.openMatters, {}),
  reply(tickets.register, () => {
    contact = { ...contact, closedAt: '2026-11-20T06:33:00.000Z', outcome: 'registered' }
    return {}
  }),
]

beforeEach(() => {
  contact = { id, caseId: 'c1', channel: 'phone', receivedAt: new Date().toISOString() }
  sessionStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Presses keys and counts those that are no text: function keys, Tab, Enter, arrows. */
function keyboard() {
  const user = userEvent.setup({ delay: null })
  let control = 0
  return {
    count: () => control,
    type: (words: string) => user.keyboard(words),
    async press(key: string, times = 1) {
      control += times
      for (let n = 0; n < times; n++) await user.keyboard(key.includes('>') ? key : `{${key}}`)
    },
  }
}
const focused = () => document.activeElement as HTMLElement
/** The Tab key until this is reached. */
async function tabTo(keys: ReturnType<typeof keyboard>, what: () => boolean) {
  for (let n = 0; n < 15 && !what(); n++) await keys.press('Tab')
  expect(what(), focused().outerHTML.slice(0, 200)).toBe(true)
}
const inGroup = (label: string) => focused().closest('[role="group"]')?.getAttribute('aria-label') === label
const labelled = (label: string) => (screen.queryByLabelText(label) as HTMLElement | null) === focused()

describe('by keyboard alone', () => {
  it('a burst pipe is taken and dispatched with at most 25 keys that are no text', async () => {
    const asked = serve(...replies, ...keepingDraft(id).replies)
    drawAt('/desk', '/desk', Desk, personWith([...rights]), DeskSearch)
    const keys = keyboard()
    await screen.findByText('还没有正在受理的接触')
    await keys.press('F2')
    await screen.findByLabelText('记录')
    await waitFor(() => expect(labelled('电话或姓名')).toBe(true))
    await keys.type('13912345678')
    await tabTo(keys, () => labelled('地址'))
    await keys.type('东泉路口')
    await tabTo(keys, () => inGroup('来意'))
    while (focused().textContent !== '报事') await keys.press('ArrowRight')
    await keys.press('Enter')
    expect(focused().textContent).toBe('报事')
    await tabTo(keys, () => inGroup('分类'))
    while (focused().textContent !== '爆管') await keys.press('ArrowRight')
    await keys.press('Enter')
    await waitFor(() => expect(screen.getByRole('button', { name: /建单并派工/ }).getAttribute('aria-disabled')).toBe('false'))
    await keys.press('{Control>}{Enter}{/Control}')
    await screen.findByText('这次接触已经结束：已建单')
    expect(sentOf(asked).findLast(({ path }) => path.endsWith('/tickets'))!.body).toMatchObject({
      kind: 'report',
      category: '爆管',
    })
    expect(keys.count()).toBeLessThanOrEqual(25)
    // and the next one is one key away
    expect(focused().textContent).toBe('受理下一位')
    await keys.press('Enter')
    await waitFor(() => expect(focused()).not.toBe(document.body))
  })

  it('a customer is taken from those that were found by arrows and Enter, and the address is next', async () => {
    serve(...replies, ...keepingDraft(id).replies)
    drawAt(`/desk?contact=${id}`, '/desk', Desk, personWith([...rights]), DeskSearch)
    const keys = keyboard()
    await screen.findByLabelText('记录')
    await waitFor(() => expect(labelled('电话或姓名')).toBe(true))
    await keys.type('东泉')
    await screen.findByRole('listbox', { name: '找到的客户' })
    await keys.press('ArrowUp')
    await keys.press('ArrowUp')
    await waitFor(() => expect(screen.getByRole('option', { selected: true }).textContent).toContain('周女士'))
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await screen.findByText('已识别')
    await waitFor(() => expect(labelled('地址')).toBe(true))
    expect((focused() as HTMLInputElement).value).toBe('东泉路 2 号')
  })
})
const rights = [
  'contacts:receive',
  'contacts:read',
  'customers:read',
  'notices:read',
  'tickets:register',
  'tickets:read',
  'dispatch:make',
  'standards:read',
] as const
