import { simulation } from '@sansheng/contract/simulation.ts'
import type { RuleOutcome, WhatIfChange, WhatIfRun } from '@sansheng/contract/what-if.ts'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { type Given, type Reply, refusal, reply } from '../../../testing/replies.ts'
import { drawAt, personWith, serve } from '../../../testing/screen.tsx'
import { WhatIf } from './what-if.tsx'

const counts = (more: object) => ({ met: 0, late: 0, running: 0, void: 0, passed: 0, hit: 0, stopped: 0, ...more })
const none = { count: 0, averageMs: 0 }
const cost = (more: object) => ({
  ...{ longer: none, shorter: none, forgiven: none, blamed: none },
  ...{ gained: 0, lost: 0, stopped: 0, freed: 0, elsewhere: 0, ...more },
})
const rule = (ruleId: string, title: string, more: Given<RuleOutcome>): Given<RuleOutcome> => ({
  ruleId,
  kind: 'deadline',
  clause: { number: '3.1', title, anchor: ruleId },
  sentenceBefore: '10 分钟内登记',
  sentenceAfter: '20 分钟内登记',
  before: counts({ met: 900, late: 100 }),
  after: counts({ met: 970, late: 30 }),
  changed: 70,
  cost: cost({ longer: { count: 254, averageMs: 280_000 }, forgiven: { count: 70, averageMs: 60_000 } }),
  ...more,
})
const run: Given<WhatIfRun> = {
  id: 'r1',
  state: 'done',
  title: '供水热线服务规范',
  publicationId: null,
  base: { id: 'v1', number: 3 },
  from: '2026-10-21T16:00:00.000Z',
  until: '2026-11-20T06:31:00.000Z',
  createdAt: '2026-11-20T06:31:00.000Z',
  createdBy: null,
  finishedAt: '2026-11-20T06:31:03.000Z',
  done: 1000,
  total: 1000,
  mayCancel: false,
  events: 9000,
  changed: 70,
  rules: [
    rule('b', '门口有人应', {
      kind: 'require',
      sentenceAfter: '10 分钟内登记',
      changed: 0,
      before: counts({ passed: 5 }),
      after: counts({ passed: 5 }),
      cost: cost({}),
    }),
    rule('a', '十分钟内登记', {}),
  ],
}
const change: Given<WhatIfChange> = {
  n: 1,
  caseId: 'c',
  subject: { kind: 'contact', id: 's' },
  before: 'late',
  after: 'met',
  dueBefore: '2026-11-20T01:14:00.000Z',
  dueAfter: '2026-11-20T01:24:00.000Z',
  departmentBefore: null,
  departmentAfter: null,
  root: { kind: 'ticket', id: 't1', number: 'BX-20261120-001', title: '东泉路口爆管', path: '/tickets/t1' },
}
const draw = (source = '文') =>
  drawAt('/standard', '/standard', () => <WhatIf siteId={1} source={source} />, personWith(['standards:read', 'standards:write']))
/** Every test has its own site's worth of memory: another run id is asked for at once. */
const begin = async (...replies: Reply[]) => {
  const asked = serve(...replies)
  draw()
  await userEvent.click(await screen.findByRole('button', { name: /试算/ }))
  return asked
}
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('shows how well each clause would be kept, what it costs, and whose verdict changes', async () => {
  const asked = await begin(
    reply(simulation.startRun, run),
    reply(simulation.getRun, run, { id: 'r1' }),
    reply(simulation.listChanges, { items: [change] }, { id: 'r1', ruleId: 'a' }),
  )
  const card = (await screen.findByRole('heading', { name: /十分钟内登记/ })).closest('li')!
  expect(asked.find(a => a.method === 'POST')?.body).toMatchObject({ source: '文', until: expect.any(String) })
  expect(within(card).getByText('达标率由 90.0% 到 97.0%')).toBeTruthy()
  expect(within(card).getByText('254 人次多等，承诺平均推后 4 分 40 秒')).toBeTruthy()
  expect(within(card).getByText('900 → 970')).toBeTruthy()
  expect(screen.getByText('没有变化的 1 条')).toBeTruthy()
  expect(screen.getByText(/多等、少等：同一件事/)).toBeTruthy()
  await userEvent.click(within(card).getByRole('button', { name: /70 个结论会变/ }))
  const link = await within(card).findByRole('link', { name: /BX-20261120-001/ })
  expect(link.getAttribute('href')).toBe('/tickets/t1')
  expect(within(card).getByText(/超时 → 达标/)).toBeTruthy()
})

it('shows how far it is, and stops when it is told to', async () => {
  const going: Given<WhatIfRun> = { ...run, id: 'r2', state: 'running', done: 500, finishedAt: null, mayCancel: true, rules: [] }
  const stopped: Given<WhatIfRun> = { ...going, state: 'cancelled', mayCancel: false }
  let over = false
  const asked = await begin(
    reply(simulation.startRun, going),
    reply(simulation.getRun, () => (over ? stopped : going), { id: 'r2' }),
    reply(
      simulation.cancelRun,
      () => {
        over = true
        return stopped
      },
      { id: 'r2' },
    ),
  )
  expect(await screen.findByText('已重放 500 / 1,000 件')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '停止' }))
  expect(await screen.findByText('已停止，算到 500 / 1,000 件。')).toBeTruthy()
  expect(asked.filter(a => a.path.endsWith('/cancellation'))).toHaveLength(1)
})

it('says that the text has changed since', async () => {
  await begin(reply(simulation.startRun, { ...run, id: 'r3' }), reply(simulation.getRun, { ...run, id: 'r3' }, { id: 'r3' }))
  await screen.findByRole('heading', { name: /十分钟内登记/ })
  cleanup()
  draw('改过的文')
  expect(await screen.findByText(/试算以后稿子又改过/)).toBeTruthy()
})

it.each<[Given<WhatIfRun>, RegExp]>([
  [{ ...run, id: 'r4', state: 'failed' }, /没有算完/],
  [{ ...run, id: 'r4', total: 0, changed: 0, rules: [] }, /没有开始过的个案/],
  [{ ...run, id: 'r4', changed: 0, rules: [] }, /结论一个也没有变/],
  [{ ...run, id: 'r4', base: null }, /还没有现行规范/],
])('says what came of it: %#', async (done, words) => {
  await begin(reply(simulation.startRun, done), reply(simulation.getRun, done, { id: 'r4' }))
  expect(await screen.findByText(words)).toBeTruthy()
})

it('says why it cannot begin', async () => {
  await begin(reply(simulation.startRun, refusal(422, 'standard.invalid', '规范里还有错误，请按行号改好再发布。')))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('按行号改好'))
})
