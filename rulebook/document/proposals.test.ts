import { expect, it } from 'vitest'
import { compile } from '../engine/index.ts'
import { propose } from '../propose/index.ts'
import { settleProposals } from './proposals.ts'

const handbook = `# 星河燃气客户服务手册
## 1 热线
### 1.1 接听
电话铃响三声之内接听。
### 1.2 登记
接到报修后十分钟内登记，三十分钟内通知抢修队。
### 1.3 说话
严禁说“不知道”“不归我管”。
`
const { source, proposals } = propose(handbook)
const states = (text: string) => compile(text).rules.map(({ id, state }) => `${id} ${state}`)
const ids = proposals.map(({ id }) => id)

it('what is accepted runs, what is left becomes prose, what nobody decided stays proposed', () => {
  expect(states(source)).toEqual(ids.map(id => `${id} proposed`))
  const settled = settleProposals(source, { 'register-in-10-min': { do: 'accept' }, 'never-say': { do: 'prose' } })
  expect(states(settled)).toEqual(['answer-in-3-rings proposed', 'register-in-10-min runs', 'notify-in-30-min proposed'])
  expect(settled).toContain('严禁说“不知道”“不归我管”。')
  expect(settled).not.toContain('禁用:')
})

it('a changed rule is accepted as it was changed', () => {
  const block = '规则: 时限\n编号: notify-in-30-min\n起: 工单.登记\n止: 工单.通知\n限: 20 分钟\n拟议: 是'
  const settled = settleProposals(source, { 'notify-in-30-min': { do: 'change', block } })
  const rule = compile(settled).rules.find(({ id }) => id === 'notify-in-30-min')
  expect([rule?.state, rule?.sentence.zh]).toEqual(['runs', expect.stringContaining('20 分钟')])
})

it('without a decision the text stays as it is, to the letter', () => {
  expect(settleProposals(source, {})).toBe(source)
  expect(settleProposals(handbook, { 'never-say': { do: 'prose' } })).toBe(handbook)
})

it('all decided leaves a text that passes the checker with nothing proposed', () => {
  const settled = settleProposals(source, Object.fromEntries(ids.map(id => [id, { do: 'accept' as const }])))
  expect(compile(settled).problems).toEqual([])
  expect(settled).not.toMatch(/拟议/)
})
