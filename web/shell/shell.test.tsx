import { notifications } from '@sansheng/contract/notifications.ts'
import { people } from '@sansheng/contract/people.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
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
const draw = (first: boolean) => {
  const me = { ...personWith(['tickets:read', 'notifications:read', 'contacts:receive']), mustChangePassword: first }
  listened = 0
  vi.stubGlobal('EventSource', stream)
  const asked = serve(reply(people.me, me), reply(tickets.counts, {}), reply(notifications.list, {}))
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
    expect(screen.getByRole('search')).toBeTruthy()
    await waitFor(() => expect(asked.map(a => a.path)).toContain('/sites/1/ticket-counts'))
    expect(listened).toBe(1)
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
