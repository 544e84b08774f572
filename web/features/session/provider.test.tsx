import { people } from '@sansheng/contract/people.ts'
import { provider } from '@sansheng/contract/provider.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { refusal, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { BackFromProvider } from './back-from-provider.tsx'
import { ProviderAnswer, SignInSearch } from './search.ts'
import { SignIn } from './sign-in.tsx'

vi.mock('@tanstack/react-router', async original => {
  const real = await original<typeof import('@tanstack/react-router')>()
  // the screens stand outside of the shell in the product; here they hang below it, so they read the search of whatever route is shown
  return { ...real, getRouteApi: () => ({ useSearch: () => real.useSearch({ strict: false }) }) }
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const label = '集团统一登录'

it('shows the button only where a provider is set, and the passwords only where they are on', async () => {
  serve(reply(provider.signInWays, { provider: null, passwords: true }))
  drawAt('/sign-in', '/sign-in', SignIn, personWith([]), SignInSearch)
  expect(await screen.findByLabelText('密码')).toBeTruthy()
  expect(screen.queryByRole('button', { name: label })).toBeNull()
  cleanup()
  serve(reply(provider.signInWays, { provider: { label }, passwords: false }))
  drawAt('/sign-in', '/sign-in', SignIn, personWith([]), SignInSearch)
  expect(await screen.findByRole('button', { name: label })).toBeTruthy()
  expect(screen.queryByLabelText('密码')).toBeNull()
  await userEvent.setup().click(screen.getByRole('button', { name: '系统管理员用密码登录' }))
  expect(await screen.findByLabelText('密码')).toBeTruthy()
})

it('hands the answer of the provider over once, and says why it was not enough', async () => {
  const asked = serve(
    reply(people.me, personWith([])),
    reply(provider.finishAtProvider, refusal(403, 'provider.unknown', '统一登录认得您，但是这里没有您的工号。')),
  )
  drawAt('/sign-in/provider?code=s8Kd&state=s.1e3', '/sign-in/provider', BackFromProvider, personWith([]), ProviderAnswer)
  expect(await screen.findByText(/这里没有您的工号/)).toBeTruthy()
  const sent = sentOf(asked)
  expect(sent.map(({ path }) => path)).toEqual(['/people/sign-in/provider/answer'])
  expect(Object.fromEntries(new URLSearchParams((sent[0]!.body as { answer: string }).answer))).toEqual({
    code: 's8Kd',
    state: 's.1e3',
  })
  await waitFor(() => expect(screen.getByRole('button', { name: '回到登录页' })).toBeTruthy())
})
