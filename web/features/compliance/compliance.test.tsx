import {
  type Cell,
  type ComplianceTable,
  compliance,
  noTally,
  rateOf,
  type Subject,
  type TableRow,
} from '@sansheng/contract/compliance.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Given, refusal, reply } from '../../testing/replies.ts'
import { drawAt, personWith, serve } from '../../testing/screen.tsx'
import { ComplianceScreen } from './compliance.tsx'
import { sumOf } from './table-read.ts'

const counts = (more: object) => {
  const all = { ...noTally, ...more }
  return { ...all, rate: rateOf(all) }
}
const row = (
  ruleId: string,
  number: string,
  title: string,
  kind: TableRow['kind'],
  cells: Cell[],
  more: Given<TableRow> = {},
): Given<TableRow> => ({
  key: ruleId,
  versions: [],
  ruleId,
  kind,
  clause: { number, title, anchor: `c${number}` },
  sentence: `${title}这一句`,
  state: 'measured',
  version: 2,
  sum: sumOf(cells),
  cells,
  ...more,
})
const table: Given<ComplianceTable> = {
  from: '2026-10-31T16:00:00.000Z',
  to: '2026-11-30T16:00:00.000Z',
  zone: 'Asia/Shanghai',
  unit: 'week',
  group: 'department',
  contacts: 75,
  buckets: [
    { from: '2026-11-08T16:00:00.000Z', to: '2026-11-15T16:00:00.000Z', day: '2026-11-09', whole: true },
    { from: '2026-11-15T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z', day: '2026-11-16', whole: true },
  ],
  groups: [
    { id: 'd1', name: '抢修队' },
    { id: null, name: null },
  ],
  rows: [
    row('notify', '4.1', '三十分钟内通知', 'deadline', [
      { bucket: 0, group: 0, ...counts({ met: 9 }) },
      { bucket: 1, group: 0, ...counts({ met: 8, late: 1, breached: 1 }) },
      { bucket: 1, group: 1, ...counts({ met: 1 }) },
    ]),
    row('polite', '6.3', '不说的话', 'phrase', [], { state: 'unmeasured', why: '没有人能记录它的止「外呼.拨出」' }),
    row('old', '4.9', '一小时内接单', 'deadline', [{ bucket: 0, group: 0, ...counts({ met: 1 }) }], { state: 'retired' }),
  ],
  targets: [
    {
      ruleId: 'share',
      clause: { number: '9.1', title: '及时率', anchor: 'c9.1' },
      sentence: '每月「notify」的达标率 >= 98%',
      measure: 'ratio',
      of: ['notify'],
      unmeasured: false,
      periods: [
        { from: '2026-10', to: '', day: '2026-10-01', open: false, value: 0.8, n: 5, reached: null, earlier: 0, before: true },
        { from: '', to: '', day: '2026-11-01', open: true, value: 0.9, n: 20, reached: false, earlier: 7, before: false },
      ],
    },
  ],
}
const subject: Given<Subject> = {
  at: '2026-11-17T03:00:00.000Z',
  verdict: 'denied',
  overMs: 252_000,
  clockId: null,
  findingId: '019aa3b0-7c10-7000-8000-0000000000f1',
  root: { kind: 'ticket', id: 't1', number: 'BX-20261117-001', title: '东泉路口爆管', path: '/tickets/t1' },
  answerable: null,
  department: '抢修队',
}
const replies = [
  reply(compliance.table, table),
  reply(compliance.listSubjects, { items: [subject] }, { ruleId: 'notify' }),
  reply(standards.explainFinding, {
    verdict: 'denied',
    at: subject.at,
    rule: { source: '规则: 限度', sentence: '' },
    prose: '转办只一次。',
    standard: { title: '', version: 2, publishedAt: subject.at },
    evidence: { count: 2, max: 1 },
    events: [],
    root: { kind: 'ticket', id: 't1', number: 'BX-20261117-001', title: '东泉路口爆管', path: '/tickets/t1' },
  }),
]
const inspector = personWith(['standards:read'])
const draw = (address = '/standard/compliance?group=department', me = inspector) =>
  drawAt(address, '/standard/compliance', ComplianceScreen, me)

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('how each clause was kept', () => {
  it('asks for whole days of the site and shows rate and shortfall, never a zero for what is not measured', async () => {
    const asked = serve(...replies)
    draw()
    const line = (await screen.findByRole('link', { name: '三十分钟内通知' })).closest('tr')!
    expect(within(line).getByRole('button', { name: /合计 .*达标率 90.0%，超时 2，未完 1，达标 18/ })).toBeTruthy()
    const polite = screen.getByRole('link', { name: '不说的话' }).closest('tr')!
    expect(within(polite).getByText(/尚未计量/)).toBeTruthy()
    expect(within(polite).getByText('没有人能记录它的止「外呼.拨出」')).toBeTruthy()
    expect(within(polite).queryByRole('button')).toBeNull()
    expect(within(polite).queryByText('0')).toBeNull()
    expect(screen.getByText(/已停用，第 2 版止/)).toBeTruthy()
    const { query } = asked.find(a => a.path.endsWith('standard-compliance'))!
    expect([query.get('unit'), query.get('group')]).toEqual(['week', 'department'])
    expect(query.get('from')).toMatch(/T16:00:00.000Z$/)
  })

  it('says of a target whether it was reached, and that its period goes on', async () => {
    serve(...replies)
    draw()
    const targets = await screen.findByRole('region', { name: '指标' })
    expect(within(targets).getByText(/没达到 · 20 件/)).toBeTruthy()
    expect(within(targets).getByText(/没走完/)).toBeTruthy()
    expect(within(targets).getByText('另有 7 件按以前的措辞量，不算在内')).toBeTruthy()
    expect(within(targets).getByText(/当时还没有这样写 · 5 件/)).toBeTruthy()
  })

  it('opens the departments of a clause, and from a figure the cases behind it with their evidence', async () => {
    const asked = serve(...replies)
    draw()
    await userEvent.click(await screen.findByRole('button', { name: '展开 三十分钟内通知' }))
    await userEvent.click(screen.getByRole('button', { name: /抢修队 11-16/ }))
    const drawer = await screen.findByRole('dialog')
    expect(await within(drawer).findByText('东泉路口爆管', { exact: false })).toBeTruthy()
    const list = asked.find(a => a.path.endsWith('/compliance/notify'))!
    expect(Object.fromEntries(list.query)).toMatchObject({
      from: '2026-11-15T16:00:00.000Z',
      to: '2026-11-22T16:00:00.000Z',
      department: 'd1',
    })
    expect(within(drawer).getByText('全部 10')).toBeTruthy()
    await userEvent.click(within(drawer).getByRole('button', { name: '看依据' }))
    expect(await within(drawer).findByText('转办只一次。')).toBeTruthy()
    await userEvent.click(within(drawer).getByText('超时 2'))
    await waitFor(() => expect(asked.at(-1)!.query.get('verdict')).toBe('late'))
  })

  it('goes from figure to figure by arrow keys', async () => {
    serve(...replies)
    draw('/standard/compliance')
    const first = await screen.findByRole('button', { name: /三十分钟内通知 合计/ })
    first.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement?.getAttribute('aria-label')).toContain('三十分钟内通知 11-09')
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement?.getAttribute('aria-label')).toContain('一小时内接单 11-09')
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement?.getAttribute('aria-label')).toContain('一小时内接单 11-09')
  })

  it('offers the file to whoever may take it, and says why when it is refused', async () => {
    const asked = serve(...replies, reply(compliance.exportTable, refusal(422, 'export.long', '超过 20000 行，不能一次导出。')))
    draw('/standard/compliance', personWith(['standards:read', 'standards:export']))
    await screen.findByRole('link', { name: '三十分钟内通知' })
    await userEvent.click(screen.getByRole('button', { name: /导出/ }))
    expect(await screen.findByText('超过 20000 行，不能一次导出。')).toBeTruthy()
    expect(asked.at(-1)!.body).toMatchObject({ unit: 'week', group: 'none' })
    cleanup()
    serve(...replies)
    draw()
    await screen.findByRole('link', { name: '三十分钟内通知' })
    expect(screen.queryByRole('button', { name: /导出/ })).toBeNull()
  })

  it('says that no clause is left by the filters, and shows a refusal with a way on', async () => {
    serve(...replies)
    draw('/standard/compliance?kind=cadence')
    expect(await screen.findByText(/没有这样的条款/)).toBeTruthy()
    cleanup()
    serve(reply(compliance.table, refusal(400, 'period.long', '一次最多看 400 天，请缩短时段。')))
    draw('/standard/compliance?range=custom&from=2024-01-01&to=2026-01-01')
    expect(await screen.findByText('一次最多看 400 天，请缩短时段。')).toBeTruthy()
    expect(screen.getByRole('button', { name: /再试|重试/ })).toBeTruthy()
  })
})
