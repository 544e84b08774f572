import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reply } from '../../testing/replies.ts'
import { drawAt, serve } from '../../testing/screen.tsx'
import { TicketList } from './list.tsx'
import { TicketSearch } from './search.ts'
import { clock, me, replies, row } from './testing/replies.ts'

const found = { ...row, customerName: '周文' }
function show(address = '/tickets') {
  const asked = serve(
    ...replies,
    reply(tickets.list, ({ query }) => ({
      items: [{ ...found, nextClock: clock }],
      next: query.has('after') ? null : 'next',
    })),
    reply(tickets.search, { items: [found], total: 1 }),
  )
  return { asked, user: userEvent.setup({ delay: null }), ...drawAt(address, '/tickets', TicketList, me, TicketSearch) }
}
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('the list of tickets', () => {
  it('shows exact time and the next clock with its name, and reads on by the cursor', async () => {
    const { asked, user } = show()
    expect(await screen.findByText('通知责任部门')).toBeTruthy()
    expect(screen.getByText(/^(11-20 )?14:36$/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /再取一页/ }))
    await waitFor(() => expect(asked.some(a => a.query.get('after') === 'next')).toBe(true))
  })

  it('keeps its filters in the address and searches words', async () => {
    const { asked, user, router } = show()
    await user.click(await screen.findByText('未结'))
    await waitFor(() => expect(router.state.location.searchStr).toBe('?open=true'))
    await user.keyboard('/')
    const box = screen.getByLabelText(/工单号、地址、姓名/)
    expect(document.activeElement).toBe(box)
    fireEvent.change(box, { target: { value: '无水' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    await waitFor(() =>
      expect(Object.fromEntries(new URLSearchParams(router.state.location.searchStr))).toEqual({ open: 'true', q: '无水' }),
    )
    await waitFor(() => expect(asked.find(a => a.path.endsWith('/ticket-search'))?.query.get('q')).toBe('无水'))
    expect(asked.find(a => a.path.endsWith('/ticket-search'))?.query.get('open')).toBe('true')
  })

  it('narrows what it searches by every filter of its address, and takes `1e3` for words', async () => {
    const { asked } = show('/tickets?q=1e3&kind=repair&status=working&sort=due')
    const search = () => asked.find(a => a.path.endsWith('/ticket-search'))
    await waitFor(() => expect(search()).toBeTruthy())
    expect(Object.fromEntries(search()!.query)).toEqual({ q: '1e3', kind: 'repair', status: 'working', limit: '50' })
  })

  it('opens a ticket with Enter', async () => {
    const { router } = show()
    const cell = await screen.findByText(row.number)
    fireEvent.keyDown(cell.closest('tr')!, { key: 'Enter' })
    await waitFor(() => expect(router.state.location.pathname).toBe('/tickets/t1'))
  })
})
