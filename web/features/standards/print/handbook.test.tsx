import { type Publication, publication } from '@sansheng/contract/publication.ts'
import { type Standard, standards } from '@sansheng/contract/standards.ts'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Given, reply } from '../../../testing/replies.ts'
import { drawAt, personWith, serve } from '../../../testing/screen.tsx'
import { Handbook } from './handbook.tsx'
import { sheetsOf } from './rule-sheet.ts'

type Clause = Standard['clauses'][number]
type Rule = Clause['rules'][number]
const rule = (id: string, kind: Rule['kind'], says: string, source: string, more: Given<Rule> = {}): Given<Rule> => ({
  id,
  kind,
  clause: { number: '4.1', title: '', anchor: 'c4.1' },
  source,
  state: 'runs',
  sentence: says,
  basis: 'law',
  note: null,
  option: null,
  ...more,
})
const clause = (
  number: string,
  title: string,
  level: number,
  rules: Given<Rule>[] = [],
  more: Given<Clause> = {},
): Given<Clause> => ({
  number,
  title,
  anchor: `c${number}`,
  level,
  prose: `${title}的正文。`,
  line: 1,
  from: null,
  rules,
  ...more,
})
const greeting = '规则: 话术\n编号: greeting\n步骤:\n- 说 您好，请讲\n- 等 3 秒\n- 结束 无声'
const polite = 'rule: phrase\nid: polite\nforbid:\n- 不知道 -> 我帮您查\n- 没办法'
const standard: Given<Standard> = {
  id: 'v3',
  number: 3,
  title: '供水热线服务规范',
  trial: false,
  publishedAt: '2026-11-01T00:00:00.000Z',
  publishedBy: { id: 'p2', name: '贺之远', staffNumber: '1008' },
  note: '三十分钟',
  current: true,
  source: '',
  problems: [],
  clauses: [
    clause('', '供水热线服务规范', 1, [], { prose: '', anchor: 'top' }),
    clause('4', '派办', 2),
    clause('4.1', '三十分钟内通知', 3, [
      rule('notify', 'deadline', '登记后 30 分钟内通知责任部门', ''),
      rule('greeting', 'script', '3 步', greeting, { state: 'later' }),
      rule('polite', 'phrase', '不说 2 句', polite),
    ]),
    clause('附2.1', '三声之内接起', 3, [rule('rings', 'limit', '不超过 3 声', '')], {
      from: '综合热线服务规范',
      anchor: 'g-c2.1',
    }),
  ],
}
const consent: Given<Publication> = {
  version: { id: 'v3', number: 3 },
  submittedBy: { id: 'p3', name: '韩冬', staffNumber: '1009' },
  submittedAt: '2026-10-31T01:00:00.000Z',
  answers: [
    {
      person: { id: 'p1', name: '顾明远', staffNumber: '1001' },
      roles: ['director'],
      given: true,
      at: '2026-10-31T02:00:00.000Z',
    },
    {
      person: { id: 'p4', name: '没同意的', staffNumber: '1' },
      roles: ['director'],
      given: false,
      at: '2026-10-31T02:00:00.000Z',
    },
  ],
}
const replies = [
  reply(standards.get, standard),
  reply(standards.getVersion, { ...standard, current: false }, { id: 'v3' }),
  reply(standards.getHandbook, {
    organisation: '澜州水务',
    site: '澜州供水热线',
    zone: 'Asia/Shanghai',
    calendars: [
      { name: 'cn-office', version: '2', spec: { zone: 'Asia/Shanghai', holidays: 'cn', week: { mon: ['08:30-12:00'] } } },
    ],
  }),
  reply(publication.list, { items: [consent] }),
]
const draw = (address = '/standard/print') => drawAt(address, '/standard/print', Handbook, personWith(['standards:read']))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('the standard on paper', () => {
  it('begins with whose it is, which version, who published it and who consented', async () => {
    serve(...replies)
    draw()
    const title = (await screen.findByRole('heading', { level: 1, name: '供水热线服务规范' })).closest('section')!
    expect(within(title).getByText('澜州水务')).toBeTruthy()
    expect(within(title).getByText(/第 3 版/)).toBeTruthy()
    expect(within(title).getByText(/贺之远.*2026-11-01 08:00 起生效/)).toBeTruthy()
    expect(within(title).getByText(/顾明远（主任）.*2026-10-31 10:00/)).toBeTruthy()
    expect(within(title).queryByText(/没同意的/)).toBeNull()
    expect(within(title).getByText('2 条，4 条规则')).toBeTruthy()
  })

  it('lists the clauses, says each rule in words with its id and basis, and sets scripts and phrases as tables', async () => {
    serve(...replies)
    draw()
    const contents = await screen.findByRole('navigation', { name: '目录' })
    expect(within(contents).getByRole('link', { name: '4.1 三十分钟内通知' }).getAttribute('href')).toBe('#hb-c4.1')
    const clause = document.getElementById('hb-c4.1')!
    expect(within(clause).getByText('三十分钟内通知的正文。')).toBeTruthy()
    expect(clause.textContent).toContain('登记后 30 分钟内通知责任部门（notify；依据：法规）')
    expect(clause.textContent).toContain('greeting；依据：法规；尚未计量')
    expect(within(clause).getByRole('cell', { name: '说 您好，请讲' })).toBeTruthy()
    const row = within(clause).getByRole('cell', { name: '不知道' }).closest('tr')!
    expect(within(row).getByRole('cell', { name: '我帮您查' })).toBeTruthy()
  })

  it('ends with the calendars by which it counts and what it takes over from others', async () => {
    serve(...replies)
    draw()
    expect(await screen.findByRole('heading', { name: 'cn-office（第 2 版）' })).toBeTruthy()
    expect(screen.getByText('周二至周日')).toBeTruthy()
    expect(screen.getByRole('heading', { name: '沿用自《综合热线服务规范》' })).toBeTruthy()
    expect(document.getElementById('hb-g-c2.1')!.closest('#hb-inherited')).toBeTruthy()
  })

  it('prints an old version as what it is', async () => {
    serve(...replies)
    draw('/standard/print?version=v3')
    expect(await screen.findByText(/第 3 版\s不是现行版本/)).toBeTruthy()
  })
})

it.each([
  ['deadline', '规则: 时限\n编号: a\n限: 1 小时', []],
  ['script', greeting, [{ title: '步骤', head: [], rows: 3 }]],
  ['phrase', polite, [{ title: '禁用', head: ['不说', '改说'], rows: 2 }]],
])('the tables of a rule of kind %s', (kind, source, expected) => {
  expect(sheetsOf({ kind, source }).map(s => ({ title: s.title, head: s.head, rows: s.rows.length }))).toEqual(expected)
})
