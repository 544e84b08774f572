import { calendars } from '@sansheng/contract/calendars.ts'
import { compliance, type Figures } from '@sansheng/contract/compliance.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { type Checked, type Standard, standards } from '@sansheng/contract/standards.ts'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Given, refusal, reply } from '../../testing/replies.ts'
import { drawAt, fetchSlots, personWith, serve } from '../../testing/screen.tsx'
import { caretAt, findEditor, textOf, typeAt } from '../../testing/text-editor.ts'
import { StandardScreen } from './standard.tsx'

type Clause = Standard['clauses'][number]
type Rule = Clause['rules'][number]
const rule = (id: string, kind: Rule['kind'], more: Given<Rule> = {}): Given<Rule> => ({
  id,
  kind,
  clause: { number: '4.1', title: '三十分钟内通知', anchor: 'c4.1' },
  source: `规则: ${kind}\n编号: ${id}\n限: 30 分钟`,
  state: 'runs',
  sentence: '登记后 30 分钟内通知责任部门',
  basis: 'standard',
  note: null,
  ...more,
})
const clause = (number: string, title: string, level: number, rules: Given<Rule>[] = []): Given<Clause> => ({
  number,
  title,
  anchor: `c${number}`,
  level,
  prose: level > 2 ? `${title}的正文。` : '',
  line: 1,
  rules,
})
const publishedAt = '2026-11-01T00:00:00.000Z'
const standard: Given<Standard> = {
  id: 'v1',
  number: 1,
  title: '供水热线服务规范',
  trial: false,
  publishedAt,
  publishedBy: null,
  note: null,
  current: true,
  source: '---\nstandard: w\ncalendar: cn-office\n---\n',
  clauses: [
    { ...clause('', '供水热线服务规范', 1), anchor: 'top' },
    clause('4', '派办', 2),
    clause('4.1', '三十分钟内通知', 3, [rule('notify', 'deadline')]),
    clause('4.2', '说话的样子', 3, [rule('polite', 'phrase', { state: 'later', unmeasured: '没有人能记录它的止「外呼.拨出」' })]),
    clause('4.3', '为人', 3),
  ],
  problems: [],
}
const figures: Given<Figures> = {
  ruleId: 'notify',
  kind: 'deadline',
  clause: { number: '4.1', title: '三十分钟内通知', anchor: 'c4.1' },
  met: 40,
  late: 3,
  running: 2,
  breached: 1,
  superseded: 0,
  exempted: 0,
  void: 0,
  denied: 0,
  warned: 0,
  overridden: 0,
  recorded: 0,
  rate: 0.909,
  days: [{ day: '2026-11-20', met: 40, late: 4 }],
}
const text = '---\nstandard: w\n---\n## 1 登记\n- 100% 给 岗位:组长\n'
const problem: Given<Checked['problems'][number]> = {
  severity: 'error',
  line: 5,
  column: 13,
  length: 2,
  code: 'unknown-role',
  message: '没有“组长”这种岗位',
  suggestion: '班长',
}
const checked: Given<Checked> = {
  problems: [problem],
  unrecorded: [{ ruleId: 'ring-back', line: 3, why: '没有人能记录它的止「外呼.拨出」' }],
}
const replies = [
  reply(standards.get, standard),
  reply(compliance.figures, { from: publishedAt, to: publishedAt, contacts: 68, items: [figures] }),
  reply(compliance.listSubjects, {
    items: [
      {
        at: '2026-11-20T03:00:00.000Z',
        verdict: 'late',
        overMs: 252_000,
        clockId: 'k1',
        root: { kind: 'ticket', id: 't1', number: 'BX-20261120-001', title: '东泉路口爆管', path: '/tickets/t1' },
        answerable: null,
      },
    ],
  }),
  reply(standards.listVersions, { items: [{ id: 'v1', number: 1, current: true, publishedAt }] }),
  reply(publication.getDraft, {
    source: text,
    version: 2,
    savedAt: '2026-11-20T01:00:00.000Z',
    savedBy: { id: 'p2', name: '贺之远', staffNumber: '1008' },
  }),
  reply(calendars.listCalendars, {
    items: [
      {
        name: 'cn-office',
        version: 0,
        spec: { zone: 'Asia/Shanghai', week: {} },
        builtIn: true,
        publishedAt: null,
        missingYears: [2027],
      },
    ],
  }),
  reply(standards.check, checked),
]
const director = personWith(['standards:read', 'standards:write', 'standards:publish'])
const draw = (address: string, me = director) => drawAt(address, '/standard', StandardScreen, me)

beforeAll(() => fetchSlots('publish-button', 'what-if-button'), 60_000)
beforeEach(() => sessionStorage.clear())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('the living standard', () => {
  it('shows beside a clause how it is kept, and says of a kind that does not run yet that it is not measured', async () => {
    serve(...replies)
    draw('/standard')
    const row = (await screen.findByRole('link', { name: '三十分钟内通知' })).closest('article')!
    expect(await within(row).findByLabelText('达标率 90.9%')).toBeTruthy()
    expect(within(row).getByText('超时 4 · 在走 2')).toBeTruthy()
    const later = screen.getByRole('link', { name: '说话的样子' }).closest('article')!
    expect(within(later).getByText('尚未计量')).toBeTruthy()
    expect(screen.getByText('日历 cn-office 缺 2027 年的节假日安排')).toBeTruthy()
    expect(screen.getByText(/还没有发布的草稿，贺之远/)).toBeTruthy()
  })

  it('says in an opened clause why nothing measures it', async () => {
    serve(...replies)
    draw('/standard?rule=polite#c4.2')
    const pane = await screen.findByRole('complementary', { name: '4.2 说话的样子' })
    expect(within(pane).getByText('尚未计量：没有人能记录它的止「外呼.拨出」。')).toBeTruthy()
  })

  it('leads from a figure to every case behind it, each with its ticket and clock', async () => {
    const asked = serve(...replies)
    draw('/standard?verdict=late#c4.1')
    const pane = await screen.findByRole('complementary', { name: '4.1 三十分钟内通知' })
    expect(within(pane).getByText('登记后 30 分钟内通知责任部门')).toBeTruthy()
    const link = await within(pane).findByRole('link', { name: /BX-20261120-001/ })
    expect(link.getAttribute('href')).toContain('/tickets/t1')
    expect(link.getAttribute('href')).toContain('clock=k1')
    expect(within(pane).getByText('超 4 分 12 秒')).toBeTruthy()
    expect(asked.find(a => a.path.endsWith('/compliance/notify'))?.query.get('verdict')).toBe('late')
  })

  it('hides drafting from whoever may only read', async () => {
    const asked = serve(...replies)
    draw('/standard', personWith(['standards:read']))
    await screen.findByRole('link', { name: '三十分钟内通知' })
    expect(screen.queryByRole('button', { name: /编辑/ })).toBeNull()
    expect(asked.some(a => a.path.endsWith('standard-draft'))).toBe(false)
  })
})

describe('editing a standard', () => {
  const problems = () => screen.findByRole('complementary', { name: '检查结果' })
  const area = () => findEditor('规范全文')

  it('says where a mistake is and puts the right word in its place', async () => {
    serve(...replies)
    draw('/standard?edit=true')
    const box = await area()
    expect(await within(await problems()).findByText('没有“组长”这种岗位')).toBeTruthy()
    expect(within(await problems()).getByText(/1 条现在不会运行/)).toBeTruthy()
    expect(screen.getByText('第 5 行第 13 字')).toBeTruthy()
    expect((screen.getByRole('button', { name: '发布' }) as HTMLButtonElement).disabled).toBe(true)
    await userEvent.click(within(await problems()).getByRole('button', { name: /改为 班长/ }))
    expect(textOf(box)).toContain('岗位:班长')
  })

  it('takes the suggestion of the line with Tab', async () => {
    serve(...replies)
    draw('/standard?edit=true')
    const box = await area()
    await within(await problems()).findByText('没有“组长”这种岗位')
    caretAt(box, text.length - 2)
    await userEvent.keyboard('{Tab}')
    expect(textOf(box)).toContain('岗位:班长')
  })

  it('keeps what was typed when somebody saved first, and says who', async () => {
    const stale = refusal(409, 'stale', '贺之远先改过了。', {
      params: { by: '贺之远', at: '2026-11-20T02:00:00.000Z' },
      detail: { version: 3 },
    })
    let tries = 0
    const asked = serve(
      ...replies,
      reply(publication.saveDraft, () => (tries++ === 0 ? stale : { version: 4, savedAt: '2026-11-20T03:00:00.000Z', checked })),
    )
    draw('/standard?edit=true')
    const box = await area()
    typeAt(box, text.length, '我的一行')
    await userEvent.keyboard('{Control>}s{/Control}')
    expect(await screen.findByText('贺之远 先保存过了')).toBeTruthy()
    expect(textOf(box)).toContain('我的一行')
    await userEvent.click(screen.getByRole('button', { name: '用我的覆盖' }))
    await waitFor(() =>
      expect(asked.filter(a => a.method === 'PUT').map(a => (a.body as { version: number }).version)).toEqual([2, 3]),
    )
  })

  it('finds unsaved words again after the page was left', async () => {
    serve(...replies)
    draw('/standard?edit=true')
    typeAt(await area(), text.length, '还没存')
    cleanup()
    draw('/standard?edit=true')
    expect(textOf(await area())).toContain('还没存')
    expect(screen.getByText('已恢复上次没有保存的改动。')).toBeTruthy()
  })
})
