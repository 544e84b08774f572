import { people } from '@sansheng/contract/people.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { useSend } from '../app/call.ts'
import { LookProvider } from '../app/look.tsx'
import { refusal, reply } from '../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../testing/screen.tsx'
import { SignedIn } from './signed-in.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** A screen on which somebody typed a name and founds a site: any act that the server may call sensitive. */
function Founding() {
  const [name, setName] = useState('')
  const found = useSend(people.createSite)
  return (
    <SignedIn>
      <input aria-label="名称" value={name} onChange={e => setName(e.target.value)} />
      <button type="button" onClick={() => found.mutate({ body: { code: 'LZ', name, kind: 'water' } })}>
        建立
      </button>
      {found.error && <p role="alert">{found.error.message}</p>}
      {found.data && <p>已建立</p>}
    </SignedIn>
  )
}

const needed = refusal(403, 'confirm.needed', '请再确认一次是您本人。')
function draw(enrolled: boolean) {
  vi.stubGlobal(
    'EventSource',
    class {
      addEventListener() {}
      close() {}
    },
  )
  const me = { ...personWith(['people:manage']), ...(enrolled ? { secondFactor: factor } : {}) }
  let confirmed = false
  const asked = serve(
    reply(people.me, me),
    reply(people.createSite, () => (confirmed ? { name: '澜州供水热线' } : needed)),
    reply(people.confirmMe, ({ body }) => {
      const { code, password } = body as { code?: string; password?: string }
      confirmed = enrolled ? code === '492039' : password === 'three-rings-2026'
      return confirmed ? { done: true as const } : refusal(400, 'password.wrong', '当前密码不对，请重新输入。')
    }),
  )
  const Screen = () => (
    <LookProvider>
      <Founding />
    </LookProvider>
  )
  drawAt('/account', '/account', Screen, me)
  return asked
}
const factor = { since: '2026-11-20T01:00:00.000Z', required: false, awaited: false, recoveryCodes: 10 }

it('asks who is there, does the act after it, and loses nothing of what was typed', async () => {
  const asked = draw(false)
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('名称'), '澜州供水热线')
  await user.click(screen.getByRole('button', { name: '建立' }))
  await user.type(await screen.findByLabelText('您的密码'), 'wrong-word-1')
  await user.click(screen.getByRole('button', { name: '确认' }))
  expect(await screen.findByText('当前密码不对，请重新输入。')).toBeTruthy()
  await user.clear(screen.getByLabelText('您的密码'))
  await user.type(screen.getByLabelText('您的密码'), 'three-rings-2026')
  await user.click(screen.getByRole('button', { name: '确认' }))
  expect(await screen.findByText('已建立')).toBeTruthy()
  expect((screen.getByLabelText('名称') as HTMLInputElement).value).toBe('澜州供水热线')
  const sites = sentOf(asked).filter(({ path }) => path === '/sites')
  expect(sites.map(({ body }) => body)).toEqual([sites[0]!.body, sites[0]!.body])
})

it('asks for a code where there is a second factor', async () => {
  draw(true)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: '建立' }))
  await user.type(await screen.findByLabelText(/验证码/), '492039{Enter}')
  expect(await screen.findByText('已建立')).toBeTruthy()
})

it('does not do the act when the person does not want to say who he is, and says why', async () => {
  const asked = draw(false)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: '建立' }))
  await user.click(await screen.findByRole('button', { name: '先不做' }))
  expect(await screen.findByRole('alert')).toBeTruthy()
  await waitFor(() => expect(screen.queryByLabelText('您的密码')).toBeNull())
  expect(sentOf(asked).filter(({ path }) => path === '/sites')).toHaveLength(1)
})
