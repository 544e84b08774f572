import type { ApprovalStep } from '@sansheng/contract/approvals.ts'
import { type Publication, publication } from '@sansheng/contract/publication.ts'
import { type Standard, standards } from '@sansheng/contract/standards.ts'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type Given, refusal, reply } from '../../testing/replies.ts'
import { drawAt, fetchSlots, personWith, serve } from '../../testing/screen.tsx'
import '../../testing/text-editor.ts'
import { PublicationHistory } from './history.tsx'
import { PublicationBox } from './publication-box.tsx'
import { WaitingPublication } from './waiting.tsx'

const person = (id: string, name: string) => ({ id, name, staffNumber: id })
const step = (
  roles: ApprovalStep['roles'],
  state: ApprovalStep['state'],
  more: Given<ApprovalStep> = {},
): Given<ApprovalStep> => ({
  ruleId: 'change',
  clause: { number: '1.2', title: '规范怎么改', anchor: 'c1.2' },
  roles,
  mode: 'any',
  state,
  dueAt: null,
  late: false,
  holders: [person('p2', '贺之远')],
  by: [],
  ...more,
})
const waiting: Given<Publication> = {
  id: 'b1',
  state: 'waiting',
  title: '供水热线服务规范',
  note: '改短',
  trial: false,
  submittedAt: '2026-11-20T01:00:00.000Z',
  submittedBy: person('p9', '顾明远'),
  base: { id: 'v1', number: 3 },
  steps: [
    step(['shift-leader'], 'given', { by: [person('p2', '贺之远')] }),
    step(['director', 'inspector'], 'waiting', { dueAt: '2026-11-23T09:30:00.000Z', holders: [] }),
  ],
  answers: [
    {
      person: person('p2', '贺之远'),
      roles: ['shift-leader'],
      given: true,
      byAsking: false,
      reason: null,
      at: '2026-11-20T02:00:00.000Z',
    },
  ],
  decidedAt: null,
  decidedBy: null,
  version: null,
  mayDecide: true,
  mayWithdraw: false,
}
const block = (within: string) => `规则: 时限\n编号: notify\n起: 工单.登记\n止: 工单.通知\n限: ${within}`
const text = (within: string) => `---\nstandard: s\n---\n## 4.1 按时通知\n\n\`\`\`规则\n${block(within)}\n\`\`\`\n`
const clause = { number: '4.1', title: '按时通知', anchor: 'c4.1' }
const clauses = (within: string): Given<Standard['clauses']> => [
  {
    ...clause,
    level: 2,
    prose: '',
    line: 4,
    from: null,
    rules: [{ id: 'notify', kind: 'deadline', clause, source: block(within), sentence: '' }],
  },
]
const replies = [
  reply(publication.list, { items: [waiting] }),
  reply(publication.get, { ...waiting, source: text('30 分钟'), clauses: clauses('30 分钟') }, { id: 'b1' }),
  reply(standards.getVersion, { source: text('40 分钟'), clauses: clauses('40 分钟') }, { id: 'v1' }),
]
const draw = (screenOf: () => React.ReactNode) =>
  drawAt('/standard', '/standard', screenOf, personWith(['standards:read', 'standards:write']))
const open = async () => {
  draw(() => <WaitingPublication siteId={1} />)
  await userEvent.click(await screen.findByRole('button', { name: '看改动与试算' }))
  return within(await screen.findByRole('dialog'))
}
beforeAll(() => fetchSlots('text-comparison', 'what-if'), 60_000)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('shows what waits, whose turn it is, what was said and what would change', async () => {
  serve(...replies)
  const dialog = await open()
  expect(screen.getByText(/《供水热线服务规范》等主任或质检同意/)).toBeTruthy()
  const steps = dialog.getByRole('list', { name: '审批' })
  expect(within(steps).getByText(/贺之远 11-20 10:00|贺之远/)).toBeTruthy()
  expect(within(steps).getByText('现在没有人担任，先请系统管理员安排')).toBeTruthy()
  const changed = await dialog.findByRole('region', { name: '改动' })
  expect(await within(changed).findByText('4.1 按时通知')).toBeTruthy()
  expect(within(changed).getByText('40 分钟').tagName).toBe('DEL')
  expect(within(changed).getByText('30 分钟').tagName).toBe('INS')
  expect(await within(changed).findByLabelText('第 3 版的全文', {}, { timeout: 15_000 })).toBeTruthy()
  expect(within(changed).getByLabelText('送审的全文')).toBeTruthy()
})

it('the last consent publishes', async () => {
  const asked = serve(
    ...replies,
    reply(publication.approve, { ...waiting, state: 'published', version: { id: 'v4', number: 4 } }, { id: 'b1' }),
  )
  const dialog = await open()
  await userEvent.click(dialog.getByRole('button', { name: '同意并发布' }))
  expect(await screen.findByText('已同意，第 4 版现在生效。')).toBeTruthy()
  expect(asked.filter(a => a.path.endsWith('/approval'))).toHaveLength(1)
})

it('a refusal asks for its reason first', async () => {
  const asked = serve(...replies, reply(publication.refuse, { ...waiting, state: 'refused' }, { id: 'b1' }))
  const dialog = await open()
  await userEvent.click(dialog.getByRole('button', { name: '退回' }))
  await userEvent.click(dialog.getByRole('button', { name: '退回' }))
  expect(dialog.getByRole('alert').textContent).toContain('写清理由')
  await userEvent.type(dialog.getByLabelText(/退回的理由/), '三十分钟做不到')
  await userEvent.click(dialog.getByRole('button', { name: '退回' }))
  await waitFor(() => expect(asked.find(a => a.path.endsWith('/refusal'))?.body).toEqual({ reason: '三十分钟做不到' }))
})

it('says so when somebody was faster', async () => {
  serve(...replies, reply(publication.approve, refusal(409, 'approval.overtaken', '另一个版本已经发布了。')))
  const dialog = await open()
  await userEvent.click(dialog.getByRole('button', { name: '同意并发布' }))
  expect((await dialog.findByRole('alert')).textContent).toContain('另一个版本已经发布了')
})

it('shows nothing to decide to whoever is not asked', async () => {
  serve(...replies, reply(publication.list, { items: [{ ...waiting, mayDecide: false }] }))
  const dialog = await open()
  expect(dialog.queryByRole('button', { name: /同意|退回|撤回/ })).toBeNull()
})

it('a text that nobody has to be asked about is published at once', async () => {
  const asked = serve(reply(publication.list, {}), reply(publication.submit, { version: { id: 'v4', number: 4 } }))
  const done = vi.fn()
  draw(() => <PublicationBox siteId={1} source="文" number={4} trial={false} draftVersion={2} onClose={() => {}} onDone={done} />)
  const dialog = within(await screen.findByRole('dialog', { name: '发布第 4 版' }))
  await waitFor(() => expect((dialog.getByRole('button', { name: '发布' }) as HTMLButtonElement).disabled).toBe(false))
  await userEvent.click(dialog.getByRole('button', { name: '发布' }))
  await waitFor(() => expect(done).toHaveBeenCalled())
  expect(asked.find(a => a.method === 'POST')?.body).toEqual({ source: '文', trial: false, draftVersion: 2 })
})

it('words and rules that differ are published once a reason is given for each rule', async () => {
  const message = '这一句写的是「10 分钟」，规则「register」写的是「5 分钟」'
  const difference = { ruleId: 'register', what: 'amount', line: 7, sentence: '接到来电，十分钟内登记。', message }
  const why = refusal(422, 'standard.differs', '有 1 条规则和条款的话不一样', { detail: { differences: [difference] } })
  const asked = serve(reply(publication.list, {}), reply(publication.submit, why))
  draw(() => <PublicationBox siteId={1} source="文" number={4} trial={false} onClose={() => {}} onDone={() => {}} />)
  const dialog = within(await screen.findByRole('dialog', { name: '发布第 4 版' }))
  const button = () => dialog.getByRole('button', { name: '发布' }) as HTMLButtonElement
  await waitFor(() => expect(button().disabled).toBe(false))
  await userEvent.click(button())
  const reason = await dialog.findByLabelText('为什么规则“register”可以这样发布')
  expect(dialog.getByText('接到来电，十分钟内登记。')).toBeTruthy()
  expect(button().disabled).toBe(true)
  await userEvent.type(reason, '内部要求')
  await userEvent.click(button())
  await waitFor(() => expect(asked.filter(a => a.method === 'POST')).toHaveLength(2))
  expect(asked.findLast(a => a.method === 'POST')?.body).toMatchObject({ reasons: [{ ruleId: 'register', reason: '内部要求' }] })
})

it('a review shows the reason for what differs', async () => {
  const message = '这一句写的是「10 分钟」，规则「register」写的是「5 分钟」'
  const differences = [
    { ruleId: 'register', what: 'amount' as const, line: 7, sentence: '十分钟内登记。', message, reason: '内部要求' },
  ]
  serve(...replies, reply(publication.list, { items: [{ ...waiting, differences }] }))
  const dialog = await open()
  expect(dialog.getByText('理由：内部要求')).toBeTruthy()
})

it('a text that needs consent is submitted, and it says whose consent', async () => {
  serve(
    reply(publication.list, { needs: [{ roles: ['shift-leader'], mode: 'any' }] }),
    reply(publication.submit, { publication: waiting }),
  )
  draw(() => <PublicationBox siteId={1} source="文" number={4} trial={false} onClose={() => {}} onDone={() => {}} />)
  const dialog = within(await screen.findByRole('dialog', { name: '第 4 版送审' }))
  expect(dialog.getByText('班长')).toBeTruthy()
  await userEvent.click(dialog.getByRole('button', { name: '送审' }))
  expect(await screen.findByText('已送审，等班长同意。')).toBeTruthy()
})

it('whoever submitted learns why it came back', async () => {
  const no = { ...waiting.answers?.[0], given: false, reason: '四十分钟太久' }
  const refused: Given<Publication> = {
    ...waiting,
    state: 'refused',
    mayDecide: false,
    submittedBy: person('p1', '顾明远'),
    answers: [no],
  }
  serve(...replies, reply(publication.list, { items: [refused] }))
  draw(() => <WaitingPublication siteId={1} />)
  expect(await screen.findByText('您送审的《供水热线服务规范》被贺之远退回：四十分钟太久')).toBeTruthy()
})

it('keeps who approved what and when', async () => {
  const done: Given<Publication> = { ...waiting, state: 'published', mayDecide: false, version: { id: 'v4', number: 4 } }
  serve(...replies, reply(publication.list, { items: [done] }))
  draw(() => <PublicationHistory siteId={1} />)
  await userEvent.click(await screen.findByRole('button', { name: /送审记录/ }))
  const list = within(await screen.findByRole('dialog', { name: '送审记录' }))
  expect(list.getByText('已发布为第 4 版')).toBeTruthy()
  expect(list.getByText(/^贺之远 .* 同意$/)).toBeTruthy()
  await userEvent.click(list.getByRole('button', { name: /已发布为第 4 版/ }))
  expect(await screen.findByRole('dialog', { name: '供水热线服务规范' })).toBeTruthy()
})
