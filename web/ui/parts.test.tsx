import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallFault } from '../app/call.ts'
import { clock, clocksAt, eventsAt, explanationOf, formOf } from '../gallery/samples.ts'
import { ClockBadge } from './clock-badge.tsx'
import { ClockStrip } from './clock-strip.tsx'
import { DataTable } from './data-table.tsx'
import { EventTimeline } from './event-timeline.tsx'
import { EvidenceTrail } from './evidence-trail.tsx'
import { FormPaper } from './form-paper.tsx'
import { FuseRow } from './fuse-row.tsx'
import { FaultNote } from './states.tsx'
import { termWords } from './term-labels.ts'
import { TransferGauge } from './transfer-gauge.tsx'

const now = Date.parse('2026-11-20T07:10:17Z')
beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('width') && narrow,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
  }))
  vi.stubGlobal('ResizeObserver', Observer)
  vi.stubGlobal('scrollTo', () => {})
})
let narrow = false
function Observer() {
  return { observe() {}, unobserve() {}, disconnect() {} }
}
afterEach(() => {
  narrow = false
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function show(ui: ReactNode) {
  const root = createRootRoute({ component: () => ui })
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ['/'] }) })
  await act(() => router.load())
  return render(<RouterProvider router={router as never} />)
}
const fault = (given: Partial<CallFault>): CallFault =>
  Object.assign(new Error(given.message ?? '没有好。'), {
    code: 'x',
    status: 400,
    params: {},
    fields: [],
    detail: null,
    requestId: null,
    ...given,
  })

describe('a clock badge', () => {
  it.each([
    [{ state: 'met', usedMs: 459_000 }, '通知责任部门，达标 07:39'],
    [{ state: 'late', overMs: 252_000 }, '通知责任部门，超时 04:12'],
    [{}, '通知责任部门，超时 04:12'],
    [{ dueAt: '2026-11-20T07:16:35Z', warnAt: null, startedAt: '2026-11-20T07:09:00Z' }, '通知责任部门，剩 06:18'],
    [{ dueAt: '2026-11-20T07:11:05Z', warnAt: '2026-11-20T07:09:00Z' }, '通知责任部门，将到 00:48'],
    [{ state: 'paused', termMs: 1_800_000, usedMs: 1_050_000, pausedAt: '2026-11-20T07:00:00Z' }, '通知责任部门，暂停 12:30'],
    [{ state: 'void' }, '通知责任部门，不计 '],
  ] as const)('says in words what its colour and its glyph say: %o', async (given, label) => {
    await show(<ClockBadge clock={clock(given)} />)
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(label)
  })
})

describe('the strip of clocks', () => {
  it('names each promise with its clause, state, time and limit, and opens its evidence', async () => {
    const opened: string[] = []
    await show(<ClockStrip clocks={clocksAt(now)} onSelect={id => opened.push(id)} />)
    const cells = screen.getAllByRole('listitem')
    expect(cells).toHaveLength(7)
    const late = within(cells[1]!)
    expect(late.getByRole('link').textContent).toBe('§4.1')
    expect(cells[1]!.textContent).toContain('上限 30 分钟')
    await userEvent.click(late.getByRole('button', { name: /看“通知责任部门”的举证.*超时.*04:12/ }))
    expect(opened).toEqual([clocksAt(now)[1]!.id])
    expect(cells[4]!.textContent).toContain('第 2 次')
    expect(cells[6]!.textContent).toContain('只记录')
  })
  it('says so when nothing runs yet', async () => {
    await show(<ClockStrip clocks={[]} />)
    expect(screen.getByText('还没有时钟在走。')).toBeTruthy()
  })
  it.each([
    ['30 min', '30 分钟'],
    ['1 workday', '1 工作日'],
    ["10 min when ticket.urgency == 'emergency'", '10 分钟'],
    ['by ticket.promisedAt', '工单答应时间'],
    ['0.5 × install-town', '0.5 × install-town'],
  ])('reads the term %s as %s', (within, words) => expect(termWords(within)).toBe(words))
})

describe('why late', () => {
  const late = clocksAt(now)[1]!
  it('shows the arithmetic in order, the verdict, the clause and the check', async () => {
    const asked: number[] = []
    await show(<EvidenceTrail explanation={explanationOf(late)} onEvent={seq => asked.push(seq)} />)
    expect(screen.getByRole('heading', { name: '为什么超时' })).toBeTruthy()
    expect(screen.getAllByRole('listitem').map(li => li.querySelector('b')?.textContent)).toEqual([
      '起算',
      '时限',
      '暂停',
      '到期',
      '完成',
    ])
    expect(screen.getByRole('status').textContent).toContain('判定：超时')
    expect(screen.getByRole('status').textContent).toContain('4 分 12 秒')
    expect(screen.getByText(/首问责任人须把内容通知到责任部门/)).toBeTruthy()
    expect(screen.getByText('按台账重算，结果一致')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '事件 #8' }))
    expect(asked).toEqual([8])
  })
  it('says the term in the unit of the clause', async () => {
    const prose = '修好之后，两小时内回访客户；半小时内打不通的，再约时间。'
    const trail = (text: string) => {
      const lines = [{ kind: 'term', text, value: null, seq: null, at: null }]
      return <EvidenceTrail explanation={{ ...explanationOf(late), prose, lines }} />
    }
    const said = () => screen.getByRole('listitem').textContent
    for (const [text, words] of [
      ['时限　120 分钟；日历 cn-office', '1时限 2 小时；日历 cn-office'],
      ['时限　30 分钟，依据 工单紧急程度=一般', '1时限 半小时，依据 工单紧急程度=一般'],
      ['时限　10 分钟', '1时限 10 分钟'],
      ['时限　2 工作小时', '1时限 2 工作小时'],
      ['时限　至 工单答应时间', '1时限 至 工单答应时间'],
    ] as const) {
      await show(trail(text))
      expect(said()).toBe(words)
      cleanup()
    }
  })
  it('warns when the ledger no longer gives the same', async () => {
    await show(<EvidenceTrail explanation={{ ...explanationOf(late), recomputed: false }} />)
    expect(screen.getByRole('alert').textContent).toContain('不一致')
  })
})

describe('the course of a matter', () => {
  it('is newest first, numbered, with who, what and where the clause stands', async () => {
    await show(<EventTimeline events={eventsAt(now)} verified />)
    const rows = screen.getAllByRole('listitem')
    expect(rows[0]!.textContent).toContain('#12')
    expect(rows.at(-1)!.textContent).toContain('受理客户来意：电话')
    const breach = rows.find(r => r.textContent?.includes('时钟到期'))!
    expect(breach.textContent).toContain('班长')
    expect(breach.textContent).toContain('系统')
    expect(within(breach).getByRole('link').textContent).toBe('§4.1')
    expect(screen.getByText('只增不改，链已校验')).toBeTruthy()
  })
  it('says that a text was erased and that an event was recorded later', async () => {
    await show(<EventTimeline events={eventsAt(now)} verified />)
    expect(screen.getByText('内容已按客户要求删除')).toBeTruthy()
    expect(screen.getByText(/才记入/)).toBeTruthy()
  })
  it('says how many events are folded and shows them when asked', async () => {
    await show(<EventTimeline events={eventsAt(now)} verified />)
    expect(screen.getAllByRole('listitem')).toHaveLength(10)
    await userEvent.click(screen.getByRole('button', { name: /已收起 2 条系统事件/ }))
    expect(screen.getAllByRole('listitem')).toHaveLength(12)
  })
  it('does not hide the event that is pointed at, nor a broken chain', async () => {
    await show(<EventTimeline events={eventsAt(now)} verified={false} marked={2} />)
    expect(screen.getAllByRole('listitem')).toHaveLength(11)
    expect(screen.getByText(/链校验未通过/)).toBeTruthy()
  })
})

describe('the dispatch form', () => {
  it('carries what the worker needs, with the phone masked, and room to write the rest by hand', async () => {
    await show(<FormPaper form={formOf()} site="澜州供水热线" />)
    const paper = screen.getByRole('article', { name: '派工单 PG-20261120-001' })
    for (const words of ['138****2046', '2026-11-20 17:30:00', '全屋无水，对门有水', '邱立成 2031', '加急', '返单时补'])
      expect(paper.textContent).toContain(words)
    expect(within(paper).getAllByRole('row')).toHaveLength(3)
  })
  it('adds up the materials to the cent', async () => {
    const materials = [
      { name: 'DN20 表前阀', quantity: 1, unit: '个', priceCents: 4250 },
      { name: '水管', quantity: 2.5, unit: '米', priceCents: 1299 },
    ]
    await show(<FormPaper form={formOf({ materials, agreedCents: 7498 })} site="澜州供水热线" />)
    expect(screen.getByRole('rowheader', { name: '合计' }).nextElementSibling?.textContent).toBe('74.98')
  })
})

describe('a list', () => {
  const rows = [
    { id: 'a', name: '家中无水' },
    { id: 'b', name: '水表不走' },
  ]
  const columns = [{ key: 'name', title: '内容', render: (r: { id: string; name: string }) => r.name }]
  const base = { label: '工单', columns, rowKey: (r: { id: string; name: string }) => r.id }

  it('goes from row to row with the arrows and opens with Enter', async () => {
    const opened: string[] = []
    await show(<DataTable {...base} rows={rows} total={412} onOpen={r => opened.push(r.id)} />)
    const [first, second] = screen.getAllByRole('row').filter(r => r.tabIndex === 0)
    first!.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(second)
    await userEvent.keyboard('{Enter}')
    expect(opened).toEqual(['b'])
    expect(screen.getByText(/已显示 2 条 · 共 412 条/)).toBeTruthy()
  })
  it('says that nothing matches', async () => {
    await show(<DataTable {...base} rows={[]} />)
    expect(screen.getByText('没有符合条件的内容。')).toBeTruthy()
  })
  it('says what went wrong, and keeps what it had', async () => {
    await show(<DataTable {...base} rows={rows} fault={fault({ message: '连不上服务器。' })} />)
    expect(screen.getByRole('alert').textContent).toContain('连不上服务器。')
    expect(screen.getByText('水表不走')).toBeTruthy()
  })
  it('becomes cards on a phone', async () => {
    narrow = true
    const opened: string[] = []
    await show(<DataTable {...base} rows={rows} onOpen={r => opened.push(r.id)} card={r => r.name} />)
    await userEvent.click(screen.getByRole('button', { name: '水表不走' }))
    expect(opened).toEqual(['b'])
  })
})

describe('small parts', () => {
  it('R077: the transfer button locks at the limit and says what to do instead', async () => {
    await show(<TransferGauge count={1} max={1} onTransfer={() => {}} />)
    expect(screen.getByRole('button', { name: '转交，已转 1 次，上限 1 次' }).hasAttribute('disabled')).toBe(true)
    expect(screen.getByText('已转满，请约回电')).toBeTruthy()
  })
  it('a fuse names clock, matter and who is on it', async () => {
    await show(<FuseRow clock={clock({})} title="东泉路口爆管" who="抢修二班" />)
    expect(screen.getByRole('listitem').getAttribute('aria-label')).toBe('通知责任部门 · 东泉路口爆管，超时 04:12，抢修二班')
  })
  it('a refusal lists the fields and gives the number of the request when it is a bug', async () => {
    await show(
      <FaultNote
        fault={fault({
          code: 'internal',
          message: '出错了。',
          requestId: 'req-7',
          fields: [{ path: '/a', message: '地址太长。' }],
        })}
      />,
    )
    const alert = screen.getByRole('alert').textContent
    for (const words of ['出错了。', '地址太长。', 'req-7']) expect(alert).toContain(words)
  })
})
