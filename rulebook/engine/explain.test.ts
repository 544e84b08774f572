import { describe, expect, it } from 'vitest'
import { at, rulebookOf, story } from '../testing/index.ts'
import { explain, explainText } from './explain.ts'
import type { Clock } from './types.ts'

describe('why late', () => {
  it('prints every figure from the start to the verdict', () => {
    const rulebook = rulebookOf(
      "rule: deadline\nid: a\nfrom: ticket.registered\nto: ticket.closed\nwithin:\n- 2 workh when customer.tier == 'key'\n- 4 workh\npause: ticket.waitingFor == 'customer'\ncalendar: cn-office",
    )
    const case1 = story(rulebook)
    case1.happen('ticket.registered', '2026-10-15 16:00', {
      facts: { customer: { tier: 'key' }, ticket: { waitingFor: 'nobody' } },
    })
    case1.happen('ticket.waiting', '2026-10-15 17:00', { facts: { ticket: { waitingFor: 'customer' } } })
    case1.happen('ticket.resumed', '2026-10-16 09:00', { facts: { ticket: { waitingFor: 'nobody' } } })
    case1.happen('ticket.closed', '2026-10-16 10:30:05')
    const [clock] = case1.all as [Clock]
    const version = rulebook.calendars['cn-office']!.version
    expect(explainText(explain(rulebook, clock, at('2026-10-20 10:00'))!, 'zh')).toEqual([
      '条款　§1 条款（规则 a，规则集 1 版）',
      '起点　第 1 号事件，2026-10-15 16:00',
      `时限　2 工作小时，依据 客户.等级=重点；日历 cn-office（版本 ${version}，时区 Asia/Shanghai）`,
      '计入　2026-10-15 周四 08:30-12:00、13:30-17:30，计 1 小时',
      '计入　2026-10-16 周五 08:30-12:00、13:30-17:30，计 1 小时',
      '暂停　2026-10-15 17:00（第 2 号事件）至 2026-10-16 09:00（第 3 号事件），其中开放 1 小时',
      '到期　2026-10-16 10:00（含当时）',
      '终点　第 4 号事件，2026-10-16 10:30:05',
      '结论　超时 30 分 5 秒',
    ])
    expect(explainText(explain(rulebook, clock, 0)!, 'en').at(-1)).toBe('verdict   late by 30 min 5 s')
  })
})
