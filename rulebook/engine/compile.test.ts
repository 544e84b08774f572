import { describe, expect, it } from 'vitest'
import { printRule } from '../kinds/index.ts'
import { rulebookOf, standard } from '../testing/index.ts'
import { compile, publishBlockers } from './compile.ts'

/** The same rule in both languages, as a customer could read them side by side. */
const pairs: Record<string, [string, string]> = {
  'R127: entered, printed and notified in ten minutes': [
    `rule: deadline
id: register-in-time
from: intake.received
to: all ticket.registered, dispatch.printed, ticket.notified
unless: contact.outcome in ['answered', 'misdialled']
within: 10 min
warn: 80%
escalate:
- 100% to role:shift-leader
- +30 min to role:director, role:auditor
basis: local choice
note: 三样都要`,
    `规则：时限
编号：register-in-time
起：接触.受理
止：全部 工单.登记、派工单.打印、工单.通知
除非：接触.结果 属于 [“已答复”，“打错”]
限：十分钟
提醒：80%
升级：
- 100% 给 岗位：班长
- +30 分钟 给 岗位:主任、岗位:审计
依据：本地决定
说明：三样都要`,
  ],
  'R329: twenty-eight days, fourteen for a key account, stopped while the customer is awaited': [
    `rule: deadline
id: install
from: ticket.registered
to: ticket.closed
when: ticket.kind == 'paid'
within:
- 14 d when customer.tier == 'key' && !customer.elder
- 28 d
pause: ticket.waitingFor == 'customer'
roll: true
calendar: cn-office
since: 2026-01-01
until: 2026-12-31`,
    `规则: 时限
编号: install
起: 工单.登记
止: 工单.结案
当: 工单.类别 == '特约服务'
限:
- 十四天 当 客户.等级 == '重点' 且 非 客户.长者
- 二十八天
暂停: 工单.等待 == '客户'
顺延: 是
日历: cn-office
生效: 2026-01-01
失效: 2026-12-31`,
  ],
  'R269: ready ten minutes before the shift begins': [
    'rule: deadline\nid: ready\nfrom: shift.planned\nto: shift.arrived\nby: shift.startsAt - 10 min',
    '规则: 时限\n编号: ready\n起: 班次.排定\n止: 班次.到岗\n截至: 班次.开始 - 10 分钟',
  ],
  'R336: from the later of two events': [
    'rule: deadline\nid: later\nfrom: last ticket.accepted, promise.made\nto: ticket.closed\nwithin: 24 h\nper: case',
    '规则: 时限\n编号: later\n起: 最后 工单.接单、承诺.作出\n止: 工单.结案\n限: 24 小时\n按: 个案',
  ],
  'R132: a follow-up every three days': [
    'rule: cadence\nid: rolling\nfrom: ticket.accepted\nto: ticket.followed_up\nevery: 3 d\nwhile: ticket.open\nmode: record',
    '规则: 频次\n编号: rolling\n起: 工单.接单\n止: 工单.跟进\n每: 三天\n期间: 工单.未结\n方式: 只记',
  ],
  'R166: two to three times a week': [
    'rule: cadence\nid: weekly\nfrom: ticket.accepted\nto: ticket.followed_up\ntimes: 2..3\nper: ticket, week\nend: ticket.closed',
    '规则: 频次\n编号: weekly\n起: 工单.接单\n止: 工单.跟进\n次数: 2至3次\n按: 工单、每周\n终止: 工单.结案',
  ],
  'R077: one transfer': [
    'rule: limit\nid: once\non: ticket.transferred, call.transferred\ncount: ticket.transferred, call.transferred\nper: case\nmax: 1\nmode: block\noverride: role:shift-leader',
    '规则: 限度\n编号: once\n遇: 工单.转办、来电.转接\n计数: 工单.转办、来电.转接\n按: 个案\n上限: 1 次\n方式: 拦下\n放行: 岗位：班长',
  ],
  'R021: three rings': [
    'rule: limit\nid: rings\non: call.answered\nmeasure: call.rings\nmax: 3\nmode: warn',
    '规则: 限度\n编号: rings\n遇: 来电.接起\n量: 来电.声数\n上限: 3 声\n方式: 提醒',
  ],
  'R055: three answers about a fault': [
    "rule: require\nid: three\nbefore: ticket.registered\nneed: fault.phenomenon, fault.location, fault.operation\nasked: customer.name, customer.phone\nwhen: ticket.kind in ['repair', 'report']",
    '规则: 必备\n编号: three\n之前: 工单.登记\n须有: 故障.现象、故障.位置、故障.操作经过\n须问: 客户.姓名、客户.电话\n当: 工单.类别 in ["报修", "报事"]',
  ],
  'R050: departments by category': [
    "rule: route\nid: who\non: ticket.registered\nto:\n- 维修部 when ticket.category in ['漏水','爆管']\n- '客服 中心'",
    "规则: 分派\n编号: who\n遇: 工单.登记\n派往:\n- 维修部 当 工单.分类 in ['漏水','爆管']\n- “客服 中心”",
  ],
  'a line of a route also says how urgent it is, with a department or without': [
    "rule: route\nid: who\non: ticket.registered\nto:\n- 抢修队 urgency emergency when ticket.danger == 'burst'\n- urgency urgent\n- '客服 中心'",
    "规则: 分派\n编号: who\n遇: 工单.登记\n派往:\n- 抢修队，紧急程度 抢修 当 工单.险情 == '爆管'\n- 紧急程度 加急\n- “客服 中心”",
  ],
}
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('two languages, one rule', () => {
  for (const [name, [en, zh]] of Object.entries(pairs)) {
    it(name, () => {
      const [a, b] = [rulebookOf(en).rules, rulebookOf(zh).rules]
      expect(plain(b)).toEqual(plain(a))
      expect(a).toHaveLength(1)
    })
    it(`${name}, printed in either language and read again`, () => {
      const wanted = plain(rulebookOf(en).rules)
      for (const source of [en, zh]) {
        const [toZh, toEn] = [printRule(source, 'zh'), printRule(source, 'en')]
        expect(plain(rulebookOf(toZh).rules)).toEqual(wanted)
        expect(plain(rulebookOf(toEn).rules)).toEqual(wanted)
        expect(printRule(toZh, 'en')).toBe(toEn)
        expect(printRule(toEn, 'zh')).toBe(toZh)
        expect(toEn.replace(/'[^']*'|三样都要|维修部|[a-z-]+: [“”客服 中心]+/g, '')).not.toMatch(/规则|编号|工单/)
      }
    })
  }
})

describe('a standard', () => {
  it('cites the clause above a rule by its number, heading and anchor', () => {
    const source = `---\nstandard: a\n---\n# 第五章 报事\n## 5.3 十分钟内录入\n\`\`\`规则\n规则: 时限\n编号: 甲\n起: 接触.受理\n止: 工单.登记\n限: 10 分钟\n\`\`\`\n`
    const { rules, document } = compile(source)
    expect(rules[0]).toMatchObject({
      clause: { number: '5.3', title: '十分钟内录入', anchor: 'c5.3' },
      standard: 'a',
      state: 'runs',
    })
    expect(rules[0]!.sentence).toEqual({
      zh: '「接触.受理」后，10 分钟内须有「工单.登记」',
      en: 'after `intake.received`: `ticket.registered` within 10 min',
    })
    expect(document.clauses.map(({ number, parent }) => [number, parent])).toEqual([
      ['', null],
      ['五', null],
      ['5.3', 1],
    ])
  })

  it('takes the rules of the standards that it extends, replaces some and removes others', () => {
    const rule = (id: string, within: string) =>
      `rule: deadline\nid: ${id}\nfrom: ticket.registered\nto: ticket.closed\nwithin: ${within}`
    const inherited = {
      general: standard([rule('a', '1 d'), rule('b', '2 d'), rule('c', '3 d')]).replace('standard: test', 'standard: general'),
    }
    const result = compile(standard([rule('a', '5 d'), 'rule: none\nid: b'], 'extends: [general]\n'), { inherited })
    expect(result.problems).toEqual([])
    expect(result.rules.map(({ id, standard: of, source }) => [id, of, /within: (.*)/.exec(source)![1]])).toEqual([
      ['a', 'test', '5 d'],
      ['c', 'general', '3 d'],
    ])
  })

  it('R333: half of another limit follows its variants', () => {
    const { byId } = rulebookOf([
      pairs['R329: twenty-eight days, fourteen for a key account, stopped while the customer is awaited']![0],
      'rule: deadline\nid: large\nfrom: ticket.registered\nto: ticket.closed\nwithin: 0.5 × install',
    ])
    const rule = byId.get('large')!
    expect(rule.kind === 'deadline' && rule.within.map(({ text }) => text)).toEqual([
      "7 d (0.5 × install) when customer.tier == 'key' && !customer.elder",
      '14 d (0.5 × install)',
    ])
  })

  it('keeps rules of kinds that do not run yet, open figures and proposals, and says so', () => {
    const result = compile(
      standard([
        'rule: phrase\nid: never\nforbid: 我不知道',
        'rule: deadline\nid: blank\nfrom: ticket.registered\nto: ticket.closed\nwithin: 待定',
        'rule: deadline\nid: maybe\nfrom: ticket.registered\nto: ticket.closed\nwithin: 1 d\nproposed: true',
        'rule: limit\nid: bound\non: call.transferred\ncount: call.transferred\nmax: open',
      ]),
    )
    expect(result.rules.map(({ id, state }) => [id, state])).toEqual([
      ['never', 'later'],
      ['blank', 'open'],
      ['maybe', 'proposed'],
      ['bound', 'open'],
    ])
    expect(result.problems.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'open'],
      ['warning', 'open'],
    ])
    expect(result.rulebook!.starts.size + result.rulebook!.gates.size).toBe(0)
    expect(publishBlockers(result).open.map(({ id }) => id)).toEqual(['blank', 'bound'])
  })

  it('reads line ends of Windows, a byte-order mark and indented blocks alike', () => {
    const source = standard(pairs['R077: one transfer']![1])
    const wanted = plain(compile(source).rulebook!.rules)
    for (const other of [
      source.replaceAll('\n', '\r\n'),
      `\uFEFF${source}`,
      source.replace(/^(?=```|规则|编号|遇|计数|按|上限|方式|放行)/gm, '  '),
    ]) {
      const { rulebook, problems } = compile(other)
      expect(problems).toEqual([])
      expect(plain(rulebook!.rules)).toEqual(wanted)
    }
  })
})

it.each([
  ['emphasis that is never closed', '*a_ '],
  ['quotations within each other', '> '],
  ['lists within each other', '1. '],
  ['headings of one name', '# a\n'],
  ['marked headings', '# *a_\n'],
  ['underlined headings', 'a\n=\n'],
])('a text as long as one may be is read or refused, never waited for: %s', (_, piece) => {
  const text = `---\nstandard: a\ntitle: t\n---\n${piece.repeat(60_000 / piece.length)}`
  expect(compile(text).problems.length).toBeLessThanOrEqual(2)
})

it('emphasis and code in a heading are no part of its name', () => {
  const { clauses } = compile('---\nstandard: a\ntitle: t\n---\n## 1 **三声**之内 `接`\n').document
  expect(clauses[1]).toMatchObject({ number: '1', title: '三声之内 接' })
})
