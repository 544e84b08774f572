/** Keys of a rule block and the small words of its values, in both languages. One table for checker, completion, form and documentation. */

import { lookup } from '../vocabulary/index.ts'
import type { Block, Entry } from './block.ts'

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
  matter: { zh: '事项' },
  forbid: { zh: '禁用' },
  polite: { zh: '敬语' },
  except: { zh: '除外' },
  say: { zh: '改说' },
  ignore: { zh: '忽略' },
  where: { zh: '场合' },
  steps: { zh: '步骤' },
  ask: { zh: '问' },
  otherwise: { zh: '否则' },
  remark: { zh: '附言' },
  consent: { zh: '须经' },
  order: { zh: '次序' },
  sort: { zh: '先后' },
  weigh: { zh: '加权' },
  items: { zh: '项目' },
  full: { zh: '满分' },
  bands: { zh: '等级' },
  quota: { zh: '名额' },
  tie: { zh: '并列' },
  round: { zh: '取整' },
  fee: { zh: '费项' },
  price: { zh: '单价' },
  vacant: { zh: '空置' },
  advance: { zh: '预收' },
  due: { zh: '应缴日' },
  rate: { zh: '费率' },
  base: { zh: '基数' },
  start: { zh: '起算' },
  cap: { zh: '封顶' },
  payments: { zh: '冲抵' },
  waiver: { zh: '减免' },
  of: { zh: '所量' },
  goal: { zh: '目标' },
  settles: { zh: '作数' },
  option: { zh: '选项' },
  trial: { zh: '试行' },
  basis: { zh: '依据' },
  since: { zh: '生效' },
  until: { zh: '失效' },
  note: { zh: '说明' },
  proposed: { zh: '拟议' },
} as const
export type Key = keyof typeof keys

/** What is written under a key, in either language. */
export const entryOf = ({ entries }: Pick<Block, 'entries'>, wanted: Key): Entry | undefined =>
  entries.find(({ key }) => lookup<Key>(keys, key.text) === wanted)

export const qualifiers = {
  all: { zh: '全部', also: ['都要'] },
  last: { zh: '最后', also: ['较晚'] },
  any: { zh: '任一' },
} as const
export const particles = { when: { zh: '当', also: ['若'] }, to: { zh: '给' }, by: { zh: '截至', also: ['到'] } } as const
export const routeWords = { urgency: { zh: '紧急程度' } } as const
export const stepParticles = { within: { zh: '限' }, from: { zh: '从' } } as const
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
export const targetPeriods = {
  ...periods,
  quarter: { zh: '季', also: ['每季', '季度'] },
  year: { zh: '年', also: ['每年', '年度'] },
} as const
/** Where words are said or written. */
export const places = {
  talk: { zh: '口头' },
  message: { zh: '消息' },
  notice: { zh: '公告' },
  record: { zh: '记录' },
} as const
export const ignorable = { punctuation: { zh: '标点' } } as const
export const answers = { yes: { zh: '是', also: ['有', '能'] }, no: { zh: '否', also: ['没有', '不是', '不能'] } } as const
export const outcomes = {
  accept: { zh: '受理', also: ['接受'] },
  reject: { zh: '不受理', also: ['拒绝'] },
  wait: { zh: '待补' },
} as const
export const consentOrders = { 'in turn': { zh: '依次' }, together: { zh: '同时' } } as const
export const stepWords = {
  say: { zh: '说' },
  wait: { zh: '等', also: ['等候', '等待'] },
  repeat: { zh: '重复' },
  branch: { zh: '分支' },
  end: { zh: '结束' },
} as const
/** What stands in braces in a script; the screen fills it in. */
export const blanks = {
  number: { zh: '工号' },
  name: { zh: '姓名' },
  organisation: { zh: '单位' },
  department: { zh: '部门' },
  address: { zh: '称呼' },
  matter: { zh: '事由' },
  time: { zh: '时间' },
  greeting: { zh: '问候' },
  phone: { zh: '电话' },
} as const
export const sortWords = {
  'first come': { zh: '先来先到', also: ['先到先得'] },
  highest: { zh: '从高到低' },
  lowest: { zh: '从低到高' },
} as const
export const itemKinds = {
  points: { zh: '分' },
  bonus: { zh: '加分' },
  penalty: { zh: '扣分' },
  fatal: { zh: '一票否决' },
} as const
export const ties = { none: { zh: '都不入' }, all: { zh: '都入' } } as const
export const roundings = {
  'half-up': { zh: '四舍五入' },
  'half-even': { zh: '四舍六入' },
  down: { zh: '舍去' },
  up: { zh: '进位' },
} as const
export const roundingSteps = { '0.01': { zh: '分' }, '0.1': { zh: '角' }, '1': { zh: '元' } } as const
export const pricePer = {
  once: { zh: '次' },
  m2: { zh: '平方米', also: ['㎡', '平米', '建筑平方米'] },
  piece: { zh: '件', also: ['个', '张'] },
} as const
export const priceEach = { month: { zh: '月' }, year: { zh: '年' }, day: { zh: '日', also: ['天'] } } as const
export const lateBases = { due: { zh: '应缴额' }, unpaid: { zh: '未缴额' } } as const
export const paymentOrders = { 'principal first': { zh: '先本金' }, 'late fee first': { zh: '先滞纳金' } } as const
export const measures = { ratio: { zh: '达标率' }, mean: { zh: '平均' }, percentile: { zh: '百分位' } } as const

/** `role:` and 岗位: before the name of a role. */
export const rolePrefix = { en: 'role:', zh: '岗位:' } as const

/** All spellings of a small word. */
export function spellings(table: Readonly<Record<string, { zh: string; also?: readonly string[] }>>, key: string): string[] {
  const word = table[key]!
  return [key, word.zh, ...(word.also ?? [])]
}
