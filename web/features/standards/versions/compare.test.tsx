import { publication } from '@sansheng/contract/publication.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { type Standard, standards } from '@sansheng/contract/standards.ts'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Given, reply } from '../../../testing/replies.ts'
import { drawAt, personWith, serve } from '../../../testing/screen.tsx'
import '../../../testing/text-editor.ts'
import { CompareScreen } from './compare.tsx'

type Version = ReplyOf<typeof standards.listVersions>['items'][number]
const rule = (within: string): Given<Standard['clauses'][number]['rules'][number]> => ({
  id: 'notify',
  kind: 'deadline',
  clause: { number: '4.1', title: '', anchor: 'c4.1' },
  source: `规则: 时限\n编号: notify\n起: 工单.登记\n止: 工单.通知\n限: ${within}`,
  state: 'runs',
  sentence: `${within}内通知`,
  basis: null,
  note: null,
  option: null,
})
const standard = (
  number: number,
  title: string,
  within: string,
  more: Given<Version> = {},
): Given<Standard> & Given<Version> => ({
  id: `v${number}`,
  number,
  title: '规范',
  trial: false,
  publishedAt: `2026-11-0${number}T00:00:00.000Z`,
  publishedBy: { id: 'p2', name: '贺之远', staffNumber: '1008' },
  note: number === 2 ? '通知时限由三十分钟改为二十分钟' : null,
  current: number === 2,
  source: `---\nstandard: s\n---\n## 4.1 ${title}\n\n\`\`\`规则\n${rule(within).source}\n\`\`\`\n`,
  clauses: [{ number: '4.1', title, anchor: 'c4.1', level: 2, prose: '', line: 4, from: null, rules: [rule(within)] }],
  problems: [],
  approvedBy: [],
  ...more,
})
const first = standard(1, '三十分钟内通知', '30 分钟')
const second = standard(2, '二十分钟内通知', '20 分钟', { approvedBy: [{ id: 'p3', name: '周正清', staffNumber: '1090' }] })
const replies = [
  reply(standards.listVersions, { items: [second, first] }),
  reply(standards.getVersion, first, { id: 'v1' }),
  reply(standards.getVersion, second, { id: 'v2' }),
  reply(publication.getDraft, { source: second.source }),
  reply(standards.check, { ok: true, publishable: true, title: '规范', clauses: second.clauses }),
]
const draw = (address: string, rights: Parameters<typeof personWith>[0] = ['standards:read']) =>
  drawAt(address, '/standard/compare', CompareScreen, personWith(rights))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('two versions beside each other', () => {
  it('takes the version in force and the one before it, and says whose they are and what changed', async () => {
    serve(...replies)
    draw('/standard/compare')
    const list = await screen.findByRole('region', { name: '改了什么' })
    expect(await within(list).findByText('4.1 二十分钟内通知')).toBeTruthy()
    expect(within(list).getByText('4.1 三十分钟内通知').tagName).toBe('DEL')
    expect(within(list).getByText('30 分钟').tagName).toBe('DEL')
    expect(within(list).getByText('20 分钟').tagName).toBe('INS')
    expect(within(list).getByText(/周正清 同意/)).toBeTruthy()
    expect(within(list).getByText('发布说明：通知时限由三十分钟改为二十分钟')).toBeTruthy()
    expect(within(list).getAllByText(/贺之远 于 .* 发布/)).toHaveLength(2)
    expect(await screen.findByLabelText('第 1 版的全文', {}, { timeout: 15_000 })).toBeTruthy()
    expect(screen.getByLabelText('第 2 版 · 现行的全文')).toBeTruthy()
  })

  it('turns the two around', async () => {
    serve(...replies)
    const { router } = draw('/standard/compare?from=v1&to=v2')
    await screen.findByText('4.1 二十分钟内通知')
    await userEvent.click(screen.getByRole('button', { name: '左右对调' }))
    expect(await screen.findByText('4.1 三十分钟内通知', { selector: 'span' })).toBeTruthy()
    expect(router.state.location.search).toEqual({ from: 'v2', to: 'v1' })
  })

  it('lays the draft beside what is in force, and says when nothing differs', async () => {
    serve(...replies)
    draw('/standard/compare?from=v2&to=draft', ['standards:read', 'standards:write'])
    expect(await screen.findByText('两版一字不差。')).toBeTruthy()
    expect(screen.getByText('还没有另存的草稿，这就是现行文本')).toBeTruthy()
  })

  it('says so where there is only one version', async () => {
    serve(...replies, reply(standards.listVersions, { items: [first] }))
    draw('/standard/compare')
    expect(await screen.findByText(/只有一个版本/)).toBeTruthy()
  })
})
