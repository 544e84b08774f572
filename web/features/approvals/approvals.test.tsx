import { approvals } from '@sansheng/contract/approvals.ts'
import { people } from '@sansheng/contract/people.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { refusal, reply } from '../../testing/replies.ts'
import { drawAt, personWith, sentOf, serve } from '../../testing/screen.tsx'
import { Approvals } from './approvals.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const id = '0198c7e4-5b6a-7000-8000-000000000001'
const exemption = {
  id,
  subject: { kind: 'clock', id } as const,
  title: '三十分钟内通知责任部门',
  root: { kind: 'ticket', id, number: 'BX-20261120-001', title: '东泉路口爆管', path: `/tickets/${id}` } as const,
  clockId: id,
  reason: '当天全城停电',
  state: 'waiting' as const,
  requestedBy: { kind: 'staff', id: 'p9', name: '贺之远', staffNumber: '1008' } as const,
  steps: [
    {
      ruleId: 'exempt',
      roles: ['director' as const, 'inspector' as const],
      mode: 'any' as const,
      state: 'waiting' as const,
      delegable: true,
    },
  ],
  mayAnswer: true,
}
const leader = personWith(['approvals:answer', 'people:read'])
const draw = () => drawAt('/approvals', '/approvals', Approvals, leader)

it('says what is asked, by whom and why, and leads there', async () => {
  serve(reply(approvals.list, { items: [exemption] }))
  draw()
  expect(await screen.findByText('三十分钟内通知责任部门')).toBeTruthy()
  expect(screen.getByText(/^贺之远 .* 提出$/)).toBeTruthy()
  expect(screen.getByText('理由：当天全城停电')).toBeTruthy()
  expect(screen.getByText(/主任或质检/)).toBeTruthy()
  expect(screen.getByRole('link', { name: /BX-20261120-001/ }).getAttribute('href')).toContain(`clock=${id}`)
})

it('agrees at once; refuses only with the reason', async () => {
  const asked = serve(reply(approvals.list, { items: [exemption] }), reply(approvals.answer, exemption))
  draw()
  await userEvent.click(await screen.findByRole('button', { name: '不同意' }))
  await userEvent.click(screen.getByRole('button', { name: '不同意' }))
  expect(screen.getByRole('alert').textContent).toBe('请写清理由。')
  await userEvent.type(screen.getByLabelText(/为什么不同意/), '对讲机是通的{Enter}')
  await waitFor(() => expect(sentOf(asked).map(({ body }) => body)).toEqual([{ given: false, reason: '对讲机是通的' }]))
})

it('hands one over to somebody else, and says when that is refused', async () => {
  const asked = serve(
    reply(approvals.list, { items: [exemption] }),
    reply(people.listPersons, { items: [{ id: 'p5', name: '何静', staffNumber: '1060', active: true }] }),
    reply(approvals.delegate, () => refusal(403, 'forbidden', '这位同事不能答复审批。')),
  )
  draw()
  await userEvent.click(await screen.findByRole('button', { name: '交给别人答' }))
  await userEvent.click(await screen.findByRole('combobox', { name: '交给谁' }))
  await userEvent.click(await screen.findByText('何静 1060'))
  expect(await screen.findByText('这位同事不能答复审批。')).toBeTruthy()
  expect(sentOf(asked).at(-1)!.body).toEqual({ to: 'p5' })
})

it('nothing waits: it says so', async () => {
  serve(reply(approvals.list, { items: [] }))
  draw()
  expect(await screen.findByText('没有等您答复的事。')).toBeTruthy()
})

it('offers no handing over where the standard allows none', async () => {
  const steps = exemption.steps.map(step => ({ ...step, delegable: false }))
  serve(reply(approvals.list, { items: [{ ...exemption, steps }] }))
  draw()
  expect(await screen.findByRole('button', { name: '同意' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: '交给别人答' })).toBeNull()
})
