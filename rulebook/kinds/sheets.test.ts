import { describe, expect, it } from 'vitest'
import { compile, publishBlockers } from '../engine/index.ts'
import { rulebookOf, standard } from '../testing/index.ts'
import { printRule } from './format.ts'

const waiver = 'rule: approve\nid: waive\nmatter: 减免\nconsent: role:director'
const install = 'rule: deadline\nid: install\nfrom: ticket.registered\nto: ticket.closed\nwithin: 28 d'

/** The same rule in both languages, with the line that people see, and the rules that it names. */
const pairs: Record<string, { en: string; zh: string; sentences: [string, string]; beside?: string[] }> = {
  'R071: words that are not said to a caller': {
    en: "rule: phrase\nid: dont-know\nforbid:\n- 我不知道, 我不懂 → 我马上为您查询\n- 可能, '稍等，别急'\nexcept: 我想办法\nsay: 换个说法\nignore: punctuation\nwhere: talk, message\nmode: block\nwhen: contact.channel == 'phone'",
    zh: '规则: 用语\n编号: dont-know\n禁用:\n- 我不知道、我不懂 => 我马上为您查询\n- 可能、“稍等，别急”\n除外: 我想办法\n改说: 换个说法\n忽略: 标点\n场合: 口头、消息\n方式: 拦下\n当: 接触.渠道 == "电话"',
    sentences: ["不说：我不知道、我不懂、可能、'稍等，别急'", "never say: 我不知道, 我不懂, 可能, '稍等，别急'"],
  },
  'R022: a greeting is said': {
    en: 'rule: phrase\nid: greet\npolite: 您好, 早上好\nwhere: talk',
    zh: '规则: 用语\n编号: greet\n敬语: 您好、早上好\n场合: 口头',
    sentences: ['要说其中一句：您好、早上好', 'say one of: 您好, 早上好'],
  },
  'R023: a silent call': {
    en: 'rule: script\nid: silent\non: call.answered\nsteps:\n- say 您好，{organisation}{number}号\n- branch when call.silent → 4\n- end 已接通\n- say 您好，请讲\n- wait 3 s\n- branch 对方有声音 → end 已接通\n- repeat 3 times from 4\n- end 无声',
    zh: '规则: 话术\n编号: silent\n遇: 来电.接起\n步骤:\n- 说 您好，{单位}{工号}号\n- 分支 当 来电.无声 → 第 4 步\n- 结束 已接通\n- 说 您好，请讲\n- 等 3 秒\n- 分支 对方有声音 → 结束 已接通\n- 重复 3 遍 从 4\n- 结束 无声',
    sentences: [
      '「来电.接起」时照 8 步说：您好，{单位}{工号}号',
      '`call.answered`: 8 steps, beginning with: 您好，{organisation}{number}号',
    ],
  },
  'R111, R121: a consumer complaint is accepted or not': {
    en: 'rule: decide\nid: accept\non: ticket.registered\nask:\n- 是否受到经营者损害？ no → reject: 没有受到经营者损害\n- 属于经营者之间的购销？ yes → reject: 经营者之间的纠纷\n- 有购物凭证？ no → wait: 请补齐凭证\nremark: true\notherwise: accept',
    zh: '规则: 判定\n编号: accept\n遇: 工单.登记\n问:\n- 是否受到经营者损害？ 否 → 不受理：没有受到经营者损害\n- 属于经营者之间的购销？ 是 → 拒绝: 经营者之间的纠纷\n- 有购物凭证？ 没有 → 待补: 请补齐凭证\n附言: 是\n否则: 受理',
    sentences: ['「工单.登记」时问 3 个问题，没有定论则受理', '`ticket.registered`: 3 questions, otherwise accept'],
  },
  'R098: two consents in turn': {
    en: "rule: approve\nid: estate\nbefore: ticket.transferred\nwhen: ticket.field == 'estate'\nconsent:\n- role:department-head, role:shift-leader within 4 workh\n- all role:director, role:inspector when customer.tier == 'key'\nwithin: 1 workday\ncalendar: cn-office\norder: in turn",
    zh: '规则: 审批\n编号: estate\n之前: 工单.转办\n当: 工单.专业 == "地产"\n须经:\n- 岗位:部门主管、岗位:班长 限 4 工作小时\n- 全部 岗位:主任、岗位:质检 当 客户.等级 == "重点"\n限: 1 个工作日\n日历: cn-office\n次序: 依次',
    sentences: [
      '「工单.转办」之前须经部门主管或班长、再经主任与质检同意，每关 1 个工作日内',
      '`ticket.transferred` needs the consent of department-head or shift-leader, then director and inspector, each within 1 workday',
    ],
  },
  'R276: an approval of something that the product does not do itself': {
    en: 'rule: approve\nid: leave\nmatter: 请假\nconsent: role:director\nwithin: open',
    zh: '规则: 审批\n编号: leave\n事项: 请假\n须经: 岗位:主任\n限: 待定',
    sentences: ['请假须经主任同意，每关 （时限待定）', '请假 needs the consent of director, each (term still open)'],
  },
  'R202: urgent, then first in the hall, then elders': {
    en: "rule: order\nid: hall\nmatter: 大厅排队\nsort:\n- ticket.urgency == 'urgent'\n- first come within 5 min\n- customer.elder\n- highest ticket.transfers\n- lowest ticket.promisedAt",
    zh: '规则: 次序\n编号: hall\n事项: 大厅排队\n先后:\n- 工单.紧急程度 == "加急"\n- 先来先到 限 5 分钟\n- 客户.长者\n- 从高到低 工单.转办次数\n- 从低到高 工单.答应时间',
    sentences: [
      "先后：工单.紧急程度 == '加急'，再看 先来先到，再看 客户.长者，再看 从高到低 工单.转办次数，再看 从低到高 工单.答应时间",
      "order: ticket.urgency == 'urgent', then first come, then customer.elder, then highest ticket.transfers, then lowest ticket.promisedAt",
    ],
  },
  'C10: a sum of weights': {
    en: "rule: order\nid: sum\nweigh:\n- 50 when customer.elder\n- 0.5 per min\n- -10 when ticket.kind == 'praise'",
    zh: "规则: 次序\n编号: sum\n加权:\n- 50 分 当 客户.长者\n- 0.5 每 分钟\n- -10 当 工单.类别 == '表扬'",
    sentences: ['按 3 项加权，分高的先', 'by the sum of 3 weights, highest first'],
  },
  'R301, R302: bands and quotas': {
    en: 'rule: score\nid: hall\nitems:\n- 有人接待 60\n- 首问负责 40 points\n- 亮点 bonus 5\n- 负面影响 penalty 10\n- 推诿 fatal\nfull: 100\nmax: 100\nbands:\n- 优秀 95\n- 良好 90\n- 达标 80\n- 未达标\nquota:\n- 优秀 5%\n- 良好 20% half-up\ntie: 首问负责, 有人接待\nround: half-even 0.1',
    zh: '规则: 评分\n编号: hall\n项目:\n- 有人接待 60 分\n- 首问负责 40 分\n- 亮点 加分 5\n- 负面影响 扣分 10 分\n- 推诿 一票否决\n满分: 100\n上限: 100\n等级:\n- 优秀 95 分\n- 良好 90 分\n- 达标 80 分\n- 未达标\n名额:\n- 优秀 5%\n- 良好 20% 四舍五入\n并列: 首问负责、有人接待\n取整: 四舍六入 0.1',
    sentences: ['5 项评分：优秀 ≥ 95、良好 ≥ 90、达标 ≥ 80、未达标', '5 items: 优秀 ≥ 95, 良好 ≥ 90, 达标 ≥ 80, 未达标'],
  },
  'R224, R225: due on the twentieth, three per mille a day': {
    en: 'rule: charge\nid: late\nfee: 物业费\ndue: before day 20\nroll: true\ncalendar: cn-office\nrate: 3‰ per day\nbase: due\nstart: 2 days\ncap: 100%\npayments: principal first\nwaiver: waive\nround: down 0.1\nbasis: standard',
    zh: '规则: 收费\n编号: late\n费项: 物业费\n应缴日: 每月 20 日前\n顺延: 是\n日历: cn-office\n费率: 每日 3‰\n基数: 应缴额\n起算: 2 天\n封顶: 100%\n冲抵: 先本金\n减免: waive\n取整: 舍去 角\n依据: 规范',
    sentences: ['物业费：每月 20 日前缴，逾期每日 3‰，最多 100%', '物业费: due before day 20, late fee 3‰ per day, at most 100%'],
    beside: [waiver],
  },
  'R231, R233: vacancy, and six months in advance': {
    en: 'rule: charge\nid: fee\nprice: 2.85 CNY per m2 per month\nvacant:\n- 90% 12 months\n- 100%\nadvance: 6 months',
    zh: '规则: 收费\n编号: fee\n单价: 2.85 元/平方米·月\n空置:\n- 90% 12 个月\n- 100%\n预收: 6 个月',
    sentences: ['2.85 元/平方米·月', '2.85 CNY per m2 per month'],
  },
  'R338: a call that costs nothing': {
    en: 'rule: charge\nid: free\nfee: 110、119\nprice: 0 CNY',
    zh: '规则: 收费\n编号: free\n费项: 110、119\n单价: 0 元/次',
    sentences: ['110、119：0 元/次', '110、119: 0 CNY'],
  },
  'R331: ninety-eight of a hundred in time': {
    en: 'rule: target\nid: ratio\nmeasure: ratio\nof: install\ngoal: >= 98%\nper: month',
    zh: '规则: 指标\n编号: ratio\n量: 达标率\n所量: install\n目标: 不低于 98%\n按: 每月',
    sentences: ['每月「条款」的达标率不低于 98%', 'ratio of install >= 98% per month'],
    beside: [install],
  },
  'R332: fifteen days in the mean': {
    en: 'rule: target\nid: mean\nmeasure: mean\nof: install\ngoal: <= 15 d\nper: quarter',
    zh: '规则: 指标\n编号: mean\n量: 平均\n所量: install\n目标: 不超过 15 天\n按: 季度',
    sentences: ['每季「条款」的平均不超过 15 天', 'mean of install <= 15 d per quarter'],
    beside: [install],
  },
  'a percentile': {
    en: 'rule: target\nid: p90\nmeasure: percentile 90\nof: install\ngoal: open\nper: year',
    zh: '规则: 指标\n编号: p90\n量: 百分位 90\n所量: install\n目标: 待定\n按: 年',
    sentences: ['每年「条款」的百分位 90（目标待定）', 'percentile 90 of install open per year'],
    beside: [install],
  },
}
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('kinds that are asked: two languages, one rule', () => {
  for (const [name, { en, zh, sentences, beside = [] }] of Object.entries(pairs)) {
    it(name, () => {
      const rules = (source: string) => plain(rulebookOf([source, ...beside]).rules)
      const wanted = rules(en)
      expect(rules(zh)).toEqual(wanted)
      for (const source of [en, zh]) {
        const [toZh, toEn] = [printRule(source, 'zh'), printRule(source, 'en')]
        expect(rules(toZh)).toEqual(wanted)
        expect(rules(toEn)).toEqual(wanted)
        expect(printRule(toZh, 'en')).toBe(toEn)
        expect(printRule(toEn, 'zh')).toBe(toZh)
      }
      const [summary] = compile(standard([en, ...beside])).rules
      expect([summary!.sentence.zh, summary!.sentence.en]).toEqual(sentences)
    })
  }

  it('a target names an untitled clause by its number', () => {
    const target = 'rule: target\nid: ratio\nmeasure: ratio\nof: install\ngoal: >= 98%\nper: month'
    const source = standard([install, target]).replace(/^(#+ [\d.]+) .*$/gm, '$1')
    expect(compile(source).rules.at(-1)?.sentence.zh).toMatch(/^每月「§[\d.]+」的达标率/)
  })

  it('are shown as not yet measured; an open figure still blocks publishing and a proposal still waits', () => {
    const { waiting, ...rest } = { waiting: 'matter: 请假\nconsent: role:director', rate: 'due: day 20' }
    const result = compile(
      standard([
        `rule: approve\nid: a\n${waiting}`,
        `rule: approve\nid: b\n${waiting}\nwithin: open`,
        `rule: approve\nid: c\n${waiting}\nproposed: true`,
        `rule: charge\nid: d\n${rest.rate}\nrate: open`,
      ]),
    )
    expect(result.rules.map(({ state }) => state)).toEqual(['later', 'open', 'proposed', 'open'])
    expect(publishBlockers(result).open.map(({ id }) => id)).toEqual(['b', 'd'])
  })
})
