import { publication } from '@sansheng/contract/publication.ts'
import { simulation } from '@sansheng/contract/simulation.ts'
import { Standard } from '@sansheng/contract/standards.ts'
import type { TrialReport } from '@sansheng/contract/trial.ts'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { filled, type Given, reply } from '../../../testing/replies.ts'
import { drawAt, fetchSlots, personWith, serve } from '../../../testing/screen.tsx'
import { TrialNote } from './trial-note.tsx'

const clause = (number: string, title: string) => ({ number, title, anchor: `c${number}` })
const source = '---\nstandard: w\n试行: 是\n---\n## 1 登记\n'
const version = (given: Given<Standard>) => filled(Standard, { id: 'v3', number: 3, title: '规范', current: true, ...given })
const standard = version({ trial: true, source })
const report: Given<TrialReport> = {
  from: '2026-11-13T00:00:00.000Z',
  to: '2026-11-20T00:00:00.000Z',
  standard: { id: 'v3', number: 3, publishedAt: '2026-11-13T00:00:00.000Z' },
  whole: true,
  rules: [],
  stopped: [
    {
      ruleId: 'three',
      kind: 'require',
      clause: clause('3.2', '三问齐备'),
      sentence: '派单之前要问清三样',
      would: 'stop',
      count: 12,
      days: [{ day: '2026-11-14', count: 12 }],
    },
  ],
  alarms: [
    {
      role: 'shift-leader',
      count: 4,
      persons: [{ person: { id: 'p2', name: '贺之远', staffNumber: '1008' }, count: 4 }],
      steps: [
        {
          ruleId: 'notify',
          clause: clause('4.1', '三十分钟内通知'),
          why: 'escalate',
          step: '100%',
          count: 4,
          days: [{ day: '2026-11-14', count: 4 }],
        },
      ],
    },
  ],
}
const replies = [
  reply(simulation.trialReport, report),
  reply(simulation.listAlarms, {
    items: [
      {
        at: '2026-11-14T03:00:00.000Z',
        ruleId: 'notify',
        why: 'escalate',
        step: '100%',
        clockId: 'k1',
        caseId: 'c1',
        root: { kind: 'ticket', id: 't1', number: 'BX-20261114-001', title: '爆管', path: '/tickets/t1' },
      },
    ],
  }),
  reply(publication.list, {}),
  reply(publication.submit, { version: { id: 'v4', number: 4 } }),
]
const draw = (
  of = standard,
  may: Parameters<typeof personWith>[0] = ['standards:read', 'standards:write', 'standards:publish'],
) => drawAt('/standard', '/standard', () => <TrialNote siteId={1} standard={of} whole="试行中" />, personWith(may))
const open = async () => {
  await userEvent.click(await screen.findByRole('button', { name: '看试行报告' }))
  return within(await screen.findByRole('dialog', { name: '试行报告' }))
}
beforeAll(() => fetchSlots('publish-button', 'publication-box'), 60_000)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('tells what would have been stopped and who would have been alarmed, each with the way to the cases', async () => {
  serve(...replies)
  draw()
  const dialog = await open()
  expect(await dialog.findByText('会拦下 12 次')).toBeTruthy()
  const link = dialog.getByRole('link', { name: /三问齐备：看是哪些/ })
  expect(link.getAttribute('href')).toContain('verdict=recorded')
  expect(dialog.getByText('贺之远 4 次')).toBeTruthy()
  expect(dialog.getByText(/4.1 三十分钟内通知：升级，到点/)).toBeTruthy()
  await userEvent.click(dialog.getByRole('button', { name: '班长：看是哪些' }))
  expect((await dialog.findByRole('link', { name: /BX-20261114-001/ })).getAttribute('href')).toContain('clock=k1')
})

it('submits the same text without its trial', async () => {
  const asked = serve(...replies)
  draw()
  const dialog = await open()
  await userEvent.click(await dialog.findByRole('button', { name: '正式施行' }))
  const box = within(await screen.findByRole('dialog', { name: '发布第 4 版' }))
  await userEvent.click(await box.findByRole('button', { name: '发布' }))
  expect(await screen.findByText('第 4 版已发布，现在生效。')).toBeTruthy()
  expect(asked.find(a => a.method === 'POST')?.body).toEqual({ source: '---\nstandard: w\n---\n## 1 登记\n', trial: false })
})

it('leaves it to those who may publish', async () => {
  serve(...replies, reply(simulation.trialReport, { ...report, stopped: [], alarms: [] }))
  draw(standard, ['standards:read'])
  const dialog = await open()
  expect(await dialog.findByText('这段时间没有一件会被拦下或提醒。')).toBeTruthy()
  expect(dialog.getByText('这段时间谁也不会被惊动。')).toBeTruthy()
  expect(dialog.queryByRole('button', { name: '正式施行' })).toBeNull()
})

it('says of single rules on trial how many there are, and nothing where there is none', async () => {
  const rule = '```规则\n规则: 限度\n编号: a\n试行: 是\n遇: 工单.转办\n计数: 工单.转办\n按: 工单\n上限: 1\n```\n'
  const one = version({ source: `---\nstandard: w\n---\n## 1 转办\n${rule}` })
  serve(...replies)
  draw(one)
  expect(await screen.findByText(/1 条规则在试行/)).toBeTruthy()
  cleanup()
  draw(version({ source: '---\nstandard: w\n---\n' }))
  expect(screen.queryByText(/试行/)).toBeNull()
})
