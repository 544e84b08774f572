/** Whatever it is given, it returns a draft that the checker takes; and it does so in time that grows with the length only. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../engine/index.ts'
import { propose } from './propose.ts'

const pieces = [
  '第三条',
  '一、',
  '（二）',
  '1.2 ',
  '(3)',
  '①',
  '2）',
  '\n',
  '\n\n',
  '。',
  '；',
  '，',
  '：',
  '“',
  '”',
  '「',
  '」',
  '"',
  '`',
  '```',
  '# ',
  '## ',
  '---\n',
  '- ',
  '> ',
  '|',
  '<b>',
  '{工号}',
  '→',
  '#',
  '\\',
  '\u0000',
  '\ud800',
  '\u3000',
  '三声内',
  '铃响',
  '接听',
  '10分钟内',
  '半小时',
  '××日',
  '每周',
  '每隔',
  '不得超过',
  '两次',
  '提前',
  '立即',
  '及时',
  '通知',
  '登记',
  '投诉',
  '回访',
  '不得说',
  '禁止使用',
  '您好',
  '请',
  '稍停5秒',
  '重复三遍',
  '时：',
  '须经',
  '主任',
  '同意',
  '98%',
  '≥',
  '及时率',
  '平均',
  '以上',
  '95分以上优秀',
  '90-95分良好',
  '每日3‰',
  '滞纳金',
  '每月20日前',
  '缴纳',
  '下列情形不予受理：',
  '优先',
  '先来后到',
  '姓名',
  '联系电话',
  '照片各二张',
  '免费提供',
  '预收六个月',
  '物业费',
  '空置',
  '90%',
  '一年内',
  '不超过5%',
  'abc',
  ' ',
  '9'.repeat(12),
  '一'.repeat(9),
  '编号: a\n',
]
const text = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))

test('any text becomes a draft without errors, whose proposals stand where they say', () => {
  fc.assert(
    fc.property(text, input => {
      const { source, proposals } = propose(input)
      const { problems, rules } = compile(source)
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(rules.filter(({ state }) => state === 'proposed').map(({ id }) => id)).toEqual(
        expect.arrayContaining(proposals.map(({ id }) => id)),
      )
      for (const { sentence, from, to, block, blockFrom, blockTo } of proposals) {
        expect(source.slice(from, to)).toBe(sentence)
        expect(source.slice(blockFrom, blockTo)).toBe(block)
      }
    }),
    { numRuns: 400 },
  )
})

test('its own draft comes back as it is: what has a rule gets no second one', () => {
  const { source } = propose('手册\n\n第一条 铃响三声以内接起。\n\n第二条 投诉应于三十分钟内通知主管。')
  expect(propose(source)).toMatchObject({ source, proposals: [] })
})

test('anything but a text is an empty handbook', () => {
  for (const input of [undefined, null, 3, {}, '']) expect(propose(input as string).proposals).toEqual([])
})
