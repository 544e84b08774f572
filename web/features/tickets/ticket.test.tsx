import { approvals } from '@sansheng/contract/approvals.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { exemptions } from '@sansheng/contract/exemptions.ts'
import { type Explanation, standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Given, type Reply, refusal, reply } from '../../testing/replies.ts'
import { drawAt, sentOf, serve } from '../../testing/screen.tsx'
import { OneTicketSearch } from './search.ts'
import { clockId, explanation, form, me, replies, row, ticket } from './testing/replies.ts'
import { TicketScreen } from './ticket.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
function show(...more: Reply[]) {
  const asked = serve(...replies, ...more)
  const drawn = drawAt('/tickets/t1', '/tickets/$id', TicketScreen, me, OneTicketSearch)
  const acts = () => sentOf(asked).filter(({ path }) => !path.endsWith('/read'))
  return { acts, user: userEvent.setup({ delay: null }), ...drawn }
}
const put = (input: HTMLElement, value: string) => fireEvent.change(input, { target: { value } })
const violation = {
  ruleId: 'r',
  clause: { number: '5.3', title: '三天一跟', anchor: '5-3' },
  missing: ['ticket.result'],
  count: null,
  max: null,
  note: null,
}
const denied = refusal(422, 'gate.denied', '还不能这样做。', {
  detail: { violations: [violation], overridable: true, passed: [] },
})

describe('the ticket', () => {
  it('says what it is, who answers for it, and what a declined question was', async () => {
    show()
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(row.title)
    expect(screen.getByText('首问责任人')).toBeTruthy()
    expect(screen.getByText('处理人 · 临川维修所')).toBeTruthy()
    expect(screen.getByText('客户不愿说')).toBeTruthy()
  })

  it('shows who called again about it and what was said, the newest first', async () => {
    const again = (id: string, at: string, summary: string) => ({ contactId: id, at, summary, channel: 'phone' as const })
    const joined = [again('k1', '2026-11-20T07:00:00.000Z', '还没来水'), again('k2', '2026-11-20T07:20:00.000Z', '水已到膝盖')]
    show(reply(tickets.get, { ...ticket, joined }, { id: 't1' }))
    const card = await screen.findByRole('region', { name: '又来电' })
    expect(within(card).getByRole('heading').textContent).toContain('又来了 2 次')
    expect(
      within(card)
        .getAllByRole('listitem')
        .map(item => item.textContent!.includes('水已到膝盖')),
    ).toEqual([true, false])
  })

  it('takes the obvious next step of his form at one press, on the route of that step', async () => {
    const mine = { ...form, worker: me.person }
    const { acts, user } = show(reply(dispatch.list, { items: [mine] }), reply(dispatch.arrive, { id: 'f1' }))
    await user.click(await screen.findByRole('button', { name: /已到场/ }))
    await waitFor(() => expect(acts()).toMatchObject([{ path: '/sites/1/forms/f1/arrive', body: { version: 7 } }]))
  })

  it('opens the evidence of a clock, whose place is in the address', async () => {
    const { user, router } = show()
    await user.click(await screen.findByRole('button', { name: /看“通知责任部门”的举证/ }))
    expect(await screen.findByRole('heading', { name: '为什么超时' })).toBeTruthy()
    expect(router.state.location.search).toEqual({ clock: clockId })
    await user.keyboard('{Escape}')
    await waitFor(() => expect(router.state.location.search).toEqual({}))
  })

  it('asks to exempt a breach with the reason, which stands beside the breach once it is sent', async () => {
    const { acts, user } = show(reply(exemptions.requestExemption, {}))
    await user.click(await screen.findByRole('button', { name: /看“通知责任部门”的举证/ }))
    await user.click(await screen.findByRole('button', { name: '申请免责' }))
    await user.click(screen.getByRole('button', { name: '提交申请' }))
    expect(screen.getByRole('alert').textContent).toBe('请写清理由。')
    put(screen.getByLabelText(/为什么可以免责/), ' 全城停电 ')
    await user.click(screen.getByRole('button', { name: '提交申请' }))
    await waitFor(() =>
      expect(acts()).toMatchObject([{ path: `/sites/1/clocks/${clockId}/exemption`, body: { reason: '全城停电' } }]),
    )
  })

  it('lets whoever may agree to an exemption that waits, or refuse it with the reason', async () => {
    const exemption = { approvalId: 'a1', state: 'waiting', reason: '全城停电', requestedBy: { name: '贺之远' }, mayAnswer: true }
    const { acts, user } = show(
      reply(standards.explainClock, { ...explanation, exemption: exemption as Given<Explanation>['exemption'] }),
      reply(approvals.answer, {}),
    )
    await user.click(await screen.findByRole('button', { name: /看“通知责任部门”的举证/ }))
    const note = await screen.findByRole('region', { name: '免责' })
    expect(note.textContent).toMatch(/贺之远.*申请免责.*等另一位有权的人同意.*全城停电/)
    expect(screen.queryByRole('button', { name: '申请免责' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '不同意' }))
    put(screen.getByLabelText(/为什么不同意/), '可以先用手机登记')
    await user.click(screen.getByRole('button', { name: '不同意' }))
    await user.click(await screen.findByRole('button', { name: '同意免责' }))
    await waitFor(() =>
      expect(acts()).toMatchObject([
        { path: '/sites/1/approvals/a1/answer', body: { given: false, reason: '可以先用手机登记' } },
        { path: '/sites/1/approvals/a1/answer', body: { given: true } },
      ]),
    )
  })

  it('keeps a follow-up that is being written while the ticket changes, and sends it with Ctrl+Enter', async () => {
    let now = ticket
    const { acts, client } = show(
      reply(tickets.get, () => now),
      reply(tickets.followUp, () => now),
    )
    const box = (await screen.findByLabelText(/写给下一个接手的人/)) as HTMLTextAreaElement
    put(box, '阀门已换，等客户确认')
    now = { ...ticket, version: 4, title: '换了标题' }
    await act(() => client.invalidateQueries())
    await screen.findByText('换了标题')
    expect(box.value).toBe('阀门已换，等客户确认')
    fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true })
    await waitFor(() =>
      expect(acts()).toMatchObject([{ path: '/sites/1/tickets/t1/follow-up', body: { note: '阀门已换，等客户确认' } }]),
    )
    expect(acts()[0]!.body).toEqual({ note: '阀门已换，等客户确认' })
    await waitFor(() => expect(box.value).toBe(''))
  })

  it('shows the clause of a shut gate and goes past it with a reason, keeping what was typed', async () => {
    const overridden = (body: unknown) => (body as { override?: object }).override !== undefined
    const { acts, user } = show(reply(tickets.followUp, ({ body }) => (overridden(body) ? ticket : denied)))
    put(await screen.findByLabelText(/写给下一个接手的人/), '先记下')
    await user.click(screen.getByRole('button', { name: /保存跟进/ }))
    const note = await screen.findByRole('alert')
    expect(within(note).getByText('三天一跟')).toBeTruthy()
    expect(within(note).getByText(/“处理结果”/)).toBeTruthy()
    put(within(note).getByRole('textbox'), '班长同意')
    await user.click(within(note).getByRole('button'))
    await waitFor(() => expect(acts().at(-1)!.body).toEqual({ note: '先记下', override: { reason: '班长同意', rules: ['r'] } }))
  })

  it('says who was first when the version is stale, and keeps the form filled in', async () => {
    const stale = refusal(409, 'stale', '邱立成先改过了。您填写的内容还在。', { params: { by: '邱立成' } })
    const { acts, user } = show(reply(tickets.wait, stale))
    await user.click(await screen.findByRole('button', { name: '等客户' }))
    const dialog = await screen.findByRole('dialog')
    put(within(dialog).getByLabelText('原因'), '客户改约')
    await user.click(within(dialog).getByRole('button', { name: /确\s?定/ }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('邱立成先改过了')
    expect((within(dialog).getByLabelText('原因') as HTMLInputElement).value).toBe('客户改约')
    expect(acts().at(-1)!.body).toEqual({ waitingFor: 'customer', reason: '客户改约', version: 3 })
  })
})
