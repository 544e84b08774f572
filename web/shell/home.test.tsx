import type { Permission } from '@sansheng/contract/route.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { drawAt, personWith, serve } from '../testing/screen.tsx'
import { Home } from './home.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const arrival = async (role: string, permissions: Permission[]) => {
  const me = personWith(permissions)
  me.sites[0]!.roles = [role]
  serve()
  const { router } = drawAt('/', '/', Home, me)
  await waitFor(() => expect(router.state.location.pathname).not.toBe('/'))
  return router.state.location.pathname
}

const everything: Permission[] = [
  'contacts:receive',
  'tickets:read',
  'dispatch:read',
  'standards:read',
  'people:read',
  'ledger:verify',
]

it.each([
  ['agent', '/desk'],
  ['receptionist', '/desk'],
  ['shift-leader', '/tickets'],
  ['worker', '/forms'],
  ['department-head', '/forms'],
  ['director', '/standard'],
  ['inspector', '/standard'],
  ['auditor', '/ledger'],
  ['administrator', '/people'],
])('somebody who is %s begins at %s', async (role, path) => {
  expect(await arrival(role, everything)).toBe(path)
})

it('leads to the first entry that somebody may use, and says so when there is none', async () => {
  expect(await arrival('worker', ['tickets:read'])).toBe('/tickets')
  cleanup()
  drawAt('/', '/', Home, personWith([]))
  expect(await screen.findByText(/还没有可以用的页面/)).toBeTruthy()
})
