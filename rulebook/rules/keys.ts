/** Keys of a rule block and the small words of its values, in both tongues. One table for checker, completion, form and documentation. */

export const keys = {
  rule: { zh: '规则' },
  id: { zh: '编号' },
  from: { zh: '起' },
  to: { zh: '止', also: ['派往'] },
  within: { zh: '限' },
  by: { zh: '截至', also: ['到'] },
  every: { zh: '每' },
  times: { zh: '次数' },
  while: { zh: '期间' },
  end: { zh: '终止' },
  on: { zh: '遇' },
  before: { zh: '之前', also: ['在前'] },
  count: { zh: '计数' },
  measure: { zh: '量' },
  max: { zh: '上限' },
  need: { zh: '须有' },
  asked: { zh: '须问' },
  when: { zh: '当' },
  unless: { zh: '除非' },
  pause: { zh: '暂停' },
  per: { zh: '按' },
  calendar: { zh: '日历' },
  roll: { zh: '顺延' },
  warn: { zh: '提醒' },
  escalate: { zh: '升级' },
  mode: { zh: '方式' },
  override: { zh: '放行' },
  basis: { zh: '依据' },
  since: { zh: '生效' },
  until: { zh: '失效' },
  note: { zh: '说明' },
  proposed: { zh: '拟议' },
} as const
export type Key = keyof typeof keys

export const qualifiers = {
  all: { zh: '全部', also: ['都要'] },
  last: { zh: '最后', also: ['较晚'] },
  any: { zh: '任一' },
} as const
export const particles = { when: { zh: '当', also: ['若'] }, to: { zh: '给' }, by: { zh: '截至', also: ['到'] } } as const
export const openWords = { open: { zh: '待定' } } as const
export const noneWords = { none: { zh: '删去', also: ['无'] } } as const
export const bools = { true: { zh: '是', also: ['yes'] }, false: { zh: '否', also: ['no'] } } as const
export const modes = { block: { zh: '拦下' }, warn: { zh: '提醒' }, record: { zh: '只记', also: ['只记录'] } } as const
export const bases = { 'local choice': { zh: '本地决定' }, standard: { zh: '规范' }, law: { zh: '法规' } } as const
export const periods = {
  day: { zh: '日', also: ['每天', '每日', '天'] },
  week: { zh: '周', also: ['每周', '星期'] },
  month: { zh: '月', also: ['每月'] },
} as const
/** `role:` and 岗位: before the name of a role. */
export const rolePrefix = { en: 'role:', zh: '岗位:' } as const

/** All spellings of a small word. */
export function spellings(table: Readonly<Record<string, { zh: string; also?: readonly string[] }>>, key: string): string[] {
  const word = table[key]!
  return [key, word.zh, ...(word.also ?? [])]
}
