// @vitest-environment node
import type { Checked } from '@sansheng/contract/standards.ts'
import { compile } from '@sansheng/rulebook/engine'
import { describe, expect, it } from 'vitest'
import { changesBetween, frontChanges } from './changes.ts'

const head = '---\nstandard: s\ntitle: 规范\ncalendar: cn-office\n---\n'
const notify = '```规则\n规则: 时限\n编号: notify\n起: 工单.登记\n止: 工单.通知\n限: 30 分钟\n提醒: 80%\n```\n'
const close = '```规则\n规则: 必备\n编号: close\n之前: 工单.结案\n须有: 工单.处理结果\n方式: 拦下\n```\n'

/** As the server shows a document. */
function clausesOf(body: string): Checked['clauses'] {
  const { document, rules, problems } = compile(head + body)
  expect(problems.filter(p => p.severity === 'error')).toEqual([])
  return document.clauses.slice(1).map((clause, i) => ({
    number: clause.number,
    title: clause.title,
    anchor: clause.anchor,
    level: clause.level,
    prose: clause.parts.map(p => (p.kind === 'prose' ? p.markdown : '')).join('\n\n'),
    line: i + 1,
    rules: rules
      .filter(r => r.clause.anchor === clause.anchor)
      .map(r => ({ ...r, state: 'runs' as const, sentence: r.sentence.zh })),
  })) as unknown as Checked['clauses']
}
const between = (a: string, b: string) => changesBetween(clausesOf(a), clausesOf(b))

describe('what changed between two versions', () => {
  it('says which key of which rule under which clause, before and after', () => {
    const found = between(
      `## 4 派办\n\n### 4.1 三十分钟内通知到部门\n\n尽快。\n\n${notify}`,
      `## 4 派办\n\n### 4.1 二十分钟内通知到部门\n\n尽快。\n\n${notify.replace('30 分钟', '20 分钟')}`,
    )
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ what: 'changed', renamed: true, prose: false })
    expect(found[0]!.was!.title).toBe('三十分钟内通知到部门')
    expect(found[0]!.rules).toMatchObject([{ what: 'changed', keys: [{ name: '限', before: '30 分钟', after: '20 分钟' }] }])
  })

  it('takes another spelling, a comment or a line break for no change', () => {
    const english =
      '```rule\n# by phone\nrule: deadline\nid: notify\nfrom: ticket.registered\nto: ticket.notified\nwithin: 30 min\nwarn: 80%\n```\n'
    expect(between(`### 4.1 通知\n\n尽快\n通知。\n\n${notify}`, `### 4.1 通知\n\n尽快通知。\n\n${english}`)).toEqual([])
  })

  it('shows added and removed clauses and rules in the order of the document', () => {
    const found = between(
      `### 1 甲\n\n旧文。\n\n### 2 乙\n\n${close}\n### 3 丙\n\n${notify}`,
      `### 1 甲\n\n新文。\n\n### 3 丙\n\n${notify.replace('提醒: 80%\n', '')}\n### 4 丁\n\n${close.replace('close', 'other')}`,
    )
    expect(found.map(c => [c.clause.number, c.what, c.prose, c.rules.map(r => r.what)])).toEqual([
      ['1', 'changed', true, []],
      ['2', 'removed', false, ['removed']],
      ['3', 'changed', false, ['changed']],
      ['4', 'added', false, ['added']],
    ])
    expect(found[2]!.rules[0]).toMatchObject({ keys: [{ name: '提醒', before: '80%', after: null }] })
  })

  it('follows a rule that moved to another clause, and a clause that got another number', () => {
    const found = between(`### 1 甲\n\n${notify}\n### 2 乙\n\n文。`, `### 1 甲\n\n### 2 乙\n\n文。\n\n${notify}`)
    expect(found).toHaveLength(1)
    expect(found[0]!.rules).toMatchObject([{ what: 'changed', keys: [], from: { number: '1' } }])
    const moved = between(`### 1 甲\n\n${notify}`, `### 1 新\n\n序。\n\n### 2 甲\n\n${notify}`)
    expect(moved.map(c => [c.what, c.clause.number, c.was?.number ?? null])).toEqual([
      ['added', '1', null],
      ['changed', '2', '1'],
    ])
  })

  it('says what the front matter has otherwise', () => {
    expect(frontChanges(head, head.replace('cn-office', 'natural').replace('规范', '新规范'))).toEqual([
      { name: '名称', before: '规范', after: '新规范' },
      { name: '日历', before: 'cn-office', after: 'natural' },
    ])
    expect(frontChanges(head, head)).toEqual([])
  })
})
