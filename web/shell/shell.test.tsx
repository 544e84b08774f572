import { notifications } from '@sansheng/contract/notifications.ts'
import { people } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { LookProvider } from '../app/look.tsx'
import { reply } from '../testing/replies.ts'
import { drawAt, personWith, serve } from '../testing/screen.tsx'
import { Shell } from './shell.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

let listened = 0
const stream = class {
  constructor() {
    listened++
  }
  addEventListener() {}
  close() {}
}
const draw = (first: boolean, list: Parameters<typeof reply<typeof notifications.list>>[1] = {}) => {
  const me = { ...personWith(['tickets:read', 'notifications:read', 'contacts:receive']), mustChangePassword: first }
  listened = 0
  vi.stubGlobal('EventSource', stream)
  const asked = serve(reply(people.me, me), reply(tickets.counts, {}), reply(notifications.list, list))
  const Screen = () => (
    <LookProvider>
      <Shell />
    </LookProvider>
  )
  drawAt('/account', '/account', Screen, me)
  return asked
}

describe('the frame of the screens', () => {
  it('offers places, search and bell', async () => {
    const asked = draw(false)
    expect(await screen.findByRole('link', { name: '座席' })).toBeTruthy()
    expect(await screen.findByRole('search')).toBeTruthy()
    await waitFor(() => expect(asked.map(a => a.path)).toContain('/sites/1/ticket-counts'))
    expect(listened).toBe(1)
  })

  it('leads from an entry of the bell to what it is about, at the clock that runs there', async () => {
    const [id, clockId] = ['019aa3b0-7c10-7000-8000-000000000001', '019aa3b0-7c10-7000-8000-000000000002']
    const root = { kind: 'ticket' as const, id, number: 'BX-20261120-001', title: '家中无水', path: `/tickets/${id}` }
    draw(false, { items: [{ id: 'n1', title: '登记 将到时限', why: 'warn', root, clockId }], unread: 1 })
    await userEvent.setup().click(await screen.findByRole('button', { name: /提醒/ }))
    const link = await screen.findByRole('link', { name: /登记 将到时限/ })
    expect(link.getAttribute('href')).toBe(`/tickets/${id}?clock=${clockId}`)
  })

  it('offers nothing and asks nothing until the first password is replaced', async () => {
    const asked = draw(true)
    expect(await screen.findByRole('button', { name: /顾明远/ })).toBeTruthy()
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.queryByRole('search')).toBeNull()
    expect(asked.map(a => a.path)).toEqual(['/people/me'])
    expect(listened).toBe(0)
  })
})
