import { expect, test } from 'vitest'
import { compileStandard } from './standard.ts'

const text = `---
standard: counted
title: 数次数
calendar: natural
---
## 1 登记
### 1.1 一案一单
\`\`\`rule
rule: limit
id: one-ticket
on: ticket.registered
count: ticket.registered
per: case
max: 1
\`\`\`
### 1.2 一单一派
\`\`\`rule
rule: limit
id: one-notice
on: ticket.notified
count: ticket.notified
per: ticket
max: 1
\`\`\`
### 1.3 从明年起归新部门
\`\`\`rule
rule: route
id: new-department
on: ticket.registered
since: 2027-01-01
to:
- 新部门
\`\`\`
### 1.4 转办归组长
\`\`\`rule
rule: route
id: transferred
on: ticket.transferred
to:
- 组长
\`\`\`
### 1.5 登记归客服
\`\`\`rule
rule: route
id: registered
on: ticket.registered
to:
- 客服中心
\`\`\`
`
const standard = (await compileStandard('v', { source: text, trial: false, inherited: {}, calendars: {} }))!
const at = Date.parse('2026-11-20T01:00:00Z')

test('a clause that looks at what happened before is named: this screen cannot know its verdict', () => {
  const asked = standard.ask(
    [
      { action: 'ticket.registered', facts: {} },
      { action: 'ticket.notified', facts: {} },
    ],
    at,
  )
  expect([asked.denied, asked.warned, asked.counted.map(clause => clause.number)]).toEqual([[], [], ['1.1']])
  expect(standard.ask([{ action: 'contact.answered', facts: {} }], at).counted).toEqual([])
})

test('a ticket goes where the rules for registering send it, as far as they are in force', () => {
  expect(standard.route({}, at)?.department).toBe('客服中心')
  expect(standard.route({}, Date.parse('2027-01-02T01:00:00Z'))?.department).toBe('新部门')
})
