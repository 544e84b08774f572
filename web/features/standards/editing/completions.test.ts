// @vitest-environment node
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { compile } from '@sansheng/rulebook/engine'
import { extendVocabulary, type Kind, kinds } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import type { Known } from './choice.ts'
import { offerAt } from './completions.ts'
import { ruleBlocks } from './rule-blocks.ts'
import { freeId, plain, skeletonOf } from './skeletons.ts'

const known: Known = {
  vocabulary: productVocabulary,
  calendars: ['cn-office'],
  rules: [{ id: 'notify', sentence: '三十分钟内通知' }],
  departments: ['维修一所'],
  standards: ['general-hotline'],
  options: [{ name: '三声', alternative: '按秒数', words: '十五秒以内接起' }],
}
/** The caret is where the bar stands. */
const completion = (text: string) => offerAt(text.replace('|', ''), text.indexOf('|'), known)
const labels = (text: string) => completion(text)?.choices.map(c => c.label) ?? []
const inRule = (lines: string) => labels(`## 1 登记\n\n\`\`\`规则\n${lines}\n\`\`\`\n`)

describe('what may be written', () => {
  it('completions a whole rule of every kind behind an opening fence', () => {
    const choices = completion('## 1 登记\n\n```|')!.choices
    expect(choices).toHaveLength(Object.keys(kinds).length)
    expect(choices[0]!.label).toBe('```规则 时限')
    expect(choices[0]!.apply).toContain('编号: #{rule-2}')
    expect(choices[0]!.apply!.endsWith('\n```')).toBe(true)
    expect(labels('```rule|')[0]).toBe('```rule deadline')
    expect(completion('## 1 登记|')).toBeNull()
  })

  it('completions the kinds, then the keys of the kind that are not there yet, each with its help', () => {
    expect(inRule('规则: |')).toEqual(Object.values(kinds).map(k => k.zh))
    const keys = inRule('规则: 限度\n编号: a\n遇: 工单.转办\n|')
    expect(keys).toContain('上限')
    expect(keys).not.toContain('遇')
    expect(keys).not.toContain('止')
    const choice = completion('```规则\n规则: 时限\n|\n```')!.choices.find(c => c.label === '升级')!
    expect(choice.apply).toBe('升级:\n- ')
    expect(choice.info).toContain('岗位:班长')
  })

  it('speaks the language of the block', () => {
    expect(labels('```rule\nrule: deadline\nfrom: |\n```')).toContain('ticket.registered')
    expect(labels('```rule\nrule: deadline\n|\n```')).toContain('within')
    expect(inRule('规则: 时限\n起: |')).toContain('工单.登记')
  })

  it('completions events, qualifiers, roles, units, calendars, modes, the basis and rules where they belong', () => {
    expect(inRule('规则: 时限\n止: 工单.通知, |')).toContain('工单.结案')
    expect(inRule('规则: 时限\n止: |')).toContain('全部')
    expect(inRule('规则: 时限\n起: |')).toContain('最后')
    expect(inRule('规则: 时限\n升级:\n- 100% 给 |')).toContain('岗位:班长')
    expect(inRule('规则: 时限\n限: 30 |')).toContain('工作日')
    expect(inRule('规则: 时限\n日历: |')).toEqual(['cn-office'])
    expect(inRule('规则: 必备\n方式: |')).toEqual(['拦下', '提醒', '只记'])
    expect(inRule('规则: 必备\n依据: |')).toContain('本地决定')
    expect(inRule('规则: 指标\n所量: |')).toEqual(['notify'])
    expect(inRule('规则: 分派\n派往:\n- |')).toEqual(['维修一所', '紧急程度'])
    expect(inRule('规则: 分派\n派往:\n- 维修一所 紧急程度 |')).toEqual(['一般', '加急', '抢修'])
    expect(inRule('规则: 分派\n派往:\n- 维修一所 紧急程度 抢修 |')).toEqual(['当'])
  })

  it('completions facts in a condition, then operators, then the values of that fact', () => {
    expect(inRule('规则: 时限\n当: |')).toContain('工单.类别')
    expect(inRule('规则: 时限\n当: 工单.类别 |')).toEqual(['==', '!=', '属于'])
    expect(inRule('规则: 时限\n当: 工单.类别 == |')).toContain("'报修'")
    expect(inRule("规则: 时限\n当: 工单.类别 属于 ['报修', |")).toContain("'投诉'")
    expect(inRule("规则: 时限\n当: 工单.类别 == '报修' |")).toEqual(['且', '或'])
    expect(inRule("规则: 时限\n当: 工单.类别 == '报修' 且 |")).toContain('工单.未结')
    expect(inRule('规则: 必备\n须问: |')).toContain('故障.现象')
    expect(inRule('规则: 必备\n须问: |')).not.toContain('工单.类别')
    expect(inRule('规则: 分派\n派往:\n- 维修一所 当 |')).toContain('客户.长者')
    expect(labels("```rule\nrule: deadline\nwhen: ticket.kind == '|\n```")).toContain("'repair'")
  })

  it('completions the keys of the front matter, and the standards, calendars and alternatives there are', () => {
    expect(labels('---\nstandard: s\n|\n---\n')).toContain('calendar')
    expect(labels('---\nstandard: s\n|\n---\n')).not.toContain('standard')
    expect(labels('---\n规范: s\n|\n---\n')).toContain('日历')
    expect(labels('---\nstandard: s\ncalendar: |\n---\n')).toEqual(['cn-office'])
    expect(labels('---\nstandard: s\nextends: [|\n---\n')).toEqual(['general-hotline'])
    expect(labels('---\nstandard: s\n取法:\n  |\n---\n')).toEqual(['三声: 按秒数'])
    expect(inRule('规则: 限度\n选项: |')).toEqual(['三声 = 按秒数'])
  })

  it('leaves a comment and a line outside rules alone', () => {
    expect(completion('```规则\n规则: 时限\n# 起|\n```')).toBeNull()
    expect(completion('## 1 登记\n起|')).toBeNull()
    expect(completion('```js\nlet a|\n```')).toBeNull()
  })
})

describe('a first text for a rule', () => {
  it.each(Object.keys(kinds) as Kind[])('of the kind %s is right as it stands, in both languages', kind => {
    for (const locale of ['zh', 'en'] as const) {
      const other = plain(skeletonOf('deadline', 'rule-id', 'zh')).replace('工单.通知', '工单.结案')
      const text = plain(skeletonOf(kind, 'own', locale))
      const source = `---\nstandard: s\ntitle: 规范\n---\n## 1 一\n\n\`\`\`规则\n${other}\n\`\`\`\n\n\`\`\`rule\n${text}\n\`\`\`\n`
      expect(compile(source).problems.filter(p => p.severity === 'error')).toEqual([])
    }
  })
  it('gets a number that no rule has', () => {
    expect(freeId(['rule-2'])).toBe('rule-3')
  })
})

describe('where the rule blocks stand', () => {
  it('finds them among other fences, closed or not, and inside lists', () => {
    const source = '```js\n```规则\n```\n\n- 一\n\n  ```规则\n  规则: 时限\n  ```\n\n~~~rule\nrule: limit'
    const found = ruleBlocks(source)
    expect(found.map(b => source.slice(b.from, b.to).trim())).toEqual(['规则: 时限', 'rule: limit'])
    expect(found.map(b => b.closed)).toEqual([true, false])
  })
})

describe('names that the document declares', () => {
  const { vocabulary } = extendVocabulary(productVocabulary, [
    { of: 'refKinds', name: 'card', labels: { zh: '门禁卡', en: 'pass card' }, at: null },
    {
      of: 'facts',
      name: 'card',
      labels: { zh: '门禁卡' },
      fields: { colour: { zh: '颜色', type: 'enum', values: { red: '红', blue: '蓝' } } },
      at: null,
    },
    { of: 'events', name: 'card.lent', spec: { zh: '门禁卡.借出', subject: 'card', knows: ['card'] }, at: null },
  ])
  const labelsIn = (lines: string) => {
    const text = `\`\`\`规则\n${lines}\n\`\`\`\n`
    const found = offerAt(text.replace('|', ''), text.indexOf('|'), { ...known, vocabulary })
    return found?.choices.map(c => c.label) ?? []
  }

  it.each([
    ['起: |', '门禁卡.借出'],
    ['当: |', '门禁卡.颜色'],
    ["当: 门禁卡.颜色 == '|", "'红'"],
    ['按: |', '门禁卡'],
  ])('stand behind %s', (line, label) => {
    expect(labelsIn(`规则: 时限\n${line}`)).toContain(label)
  })
})
