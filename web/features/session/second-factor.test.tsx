import { people } from '@sansheng/contract/people.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { refusal, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { SecondFactor } from './second-factor.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

it('shows the key, takes a code of it, and shows the recovery codes until they are kept', async () => {
  const me = personWith([])
  const asked = serve(
    reply(people.me, me),
    reply(people.beginSecondFactor, { key, uri: `otpauth://totp/1001?secret=${key}` }),
    reply(people.enrolSecondFactor, ({ body }) =>
      (body as { code: string }).code === '492039'
        ? { recoveryCodes: ['k7dm-4wqx-a2hc-9rtv'] }
        : refusal(400, 'code.wrong', '验证码不对，或者已经用过。'),
    ),
  )
  drawAt('/account', '/account', SecondFactor, me)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: '安装' }))
  expect(await screen.findByText('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP')).toBeTruthy()
  expect(screen.getByRole('img', { name: '给验证器扫的二维码' })).toBeTruthy()
  await user.type(screen.getByLabelText('验证码'), '000000{Enter}')
  expect(await screen.findByText(/验证码不对/)).toBeTruthy()
  await user.clear(screen.getByLabelText('验证码'))
  await user.type(screen.getByLabelText('验证码'), '492039{Enter}')
  expect(await screen.findByText('k7dm-4wqx-a2hc-9rtv')).toBeTruthy()
  expect(screen.queryByText(/JBSW/)).toBeNull()
  const before = asked.length
  await user.click(screen.getByRole('button', { name: '我已保存' }))
  await waitFor(() => expect(screen.queryByText('k7dm-4wqx-a2hc-9rtv')).toBeNull())
  expect(sentOf(asked.slice(before))).toEqual([])
})

it('offers no switching off where a role needs it', async () => {
  const me = {
    ...personWith([]),
    secondFactor: { since: '2026-11-20T01:00:00.000Z', required: true, awaited: false, recoveryCodes: 2 },
  }
  serve(reply(people.me, me))
  drawAt('/account', '/account', SecondFactor, me)
  expect(await screen.findByRole('button', { name: '换手机' })).toBeTruthy()
  expect(screen.getByText(/恢复码快用完了/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: '关掉' })).toBeNull()
})
