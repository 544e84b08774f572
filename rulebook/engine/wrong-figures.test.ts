import { describe } from 'vitest'
import { toldWhereAndWhat, type WrongRule } from './testing/wrong-rules.ts'

const table: WrongRule[] = [
  [
    '规则: 评分\n编号: 甲\n项目: 接待\n等级: 优秀 95',
    '3:5',
    '「接待」要写成「名称 20 分」「名称 加分 5」「名称 扣分 5」或「名称 一票否决」',
    null,
  ],
  ['规则: 评分\n编号: 甲\n项目:\n- 接待 60\n- 接待 40\n等级: 优秀 95', '5:3', '「接待」写了两次', null],
  ['规则: 评分\n编号: 甲\n项目: 推诿 一票否决\n等级: 优秀 95', '3:1', '至少要有一项给分', null],
  [
    '规则: 评分\n编号: 甲\n项目: 接待 100\n等级:\n- 良好 90\n- 优秀 95',
    '6:3',
    '等级要从高分写到低分，只有最后一行可以不写分数',
    null,
  ],
  ['rule: score\nid: a\nitems: care 100\nbands: good 90\nquota: god 5%', '5:8', 'there is no band `god`', 'good'],
  ['规则: 评分\n编号: 甲\n项目: 接待 100\n等级: 优秀 95\n名额: 优秀 5', '5:5', '「优秀 5」要写成「等级 5%」', null],
  ['规则: 评分\n编号: 甲\n项目: 接待 100\n等级: 优秀 95\n并列: 首问', '5:5', '没有「首问」这一项', '接待'],
  ['规则: 评分\n编号: 甲\n项目: 接待 100\n等级: 优秀 95\n满分: 0', '5:5', '满分要大于零', null],
  ['规则: 评分\n编号: 甲\n项目: 接待 100\n等级: 优秀 95\n取整: 四舍五人', '5:5', '没有「四舍五人」这种取整', '四舍五入'],
  [
    'rule: score\nid: a\nitems: care 100\nbands: good 90\nround: half-up cent',
    '5:16',
    'there is no step `cent`',
    '1 | 0.01 | 0.1',
  ],
  ['规则: 收费\n编号: 甲', '1:5', '这条规则还缺「单价」或「费率」', '单价:'],
  ['规则: 收费\n编号: 甲\n单价: 两块八', '3:5', '看不懂单价「两块八」，请写成 2.80 元/平方米·月', null],
  ['规则: 收费\n编号: 甲\n单价: 2.8 元/亩', '3:5', '看不懂单价「2.8 元/亩」，请写成 2.80 元/平方米·月', null],
  ['规则: 收费\n编号: 甲\n费率: 3‰', '3:1', '有滞纳金就要写「应缴日」', '应缴日: 每月 20 日'],
  ['rule: charge\nid: a\ndue: day 20\nrate: 3', '4:7', 'write a share instead of `3`, for example 3‰', '3‰'],
  [
    '规则: 收费\n编号: 甲\n应缴日: 每月 32 日\n费率: 3‰',
    '3:6',
    '「每月 32 日」要写成每月的一天，例如 每月 20 日、每月 20 日前（不含当日）',
    null,
  ],
  ['规则: 收费\n编号: 甲\n单价: 2.8 元/平方米·月\n封顶: 100%', '4:1', '「封顶」要和「费率」一起写', null],
  ['规则: 收费\n编号: 甲\n应缴日: 20\n费率: 3‰\n封顶: 很多', '5:5', '「很多」要写成本金的百分数或金额，例如 100%、500 元', null],
  [
    'rule: charge\nid: a\ndue: day 20\nrate: 3‰\nstart: soon',
    '5:8',
    'write a number of days instead of `soon`, for example 6 days',
    null,
  ],
  ['rule: charge\nid: a\ndue: day 20\nrate: 3‰\nbase: al', '5:7', 'there is no base `al`', 'due | unpaid'],
  ['规则: 收费\n编号: 甲\n单价: 100 元\n空置: 90%', '4:1', '空置只对按月的单价有用', null],
  ['规则: 收费\n编号: 甲\n单价: 100 元/月\n空置:\n- 90%\n- 100%', '6:3', '这一行永远轮不到：上一行没有写几个月', null],
  ['规则: 收费\n编号: 甲\n应缴日: 20\n费率: 3‰\n减免: 没有', '5:5', '没有编号「没有」的审批规则', null],
  ['rule: target\nid: a\nmeasure: ration\nof: b\ngoal: >= 98%\nper: month', '3:10', 'there is no measure `ration`', 'ratio'],
  [
    'rule: target\nid: a\nmeasure: percentile\nof: b\ngoal: <= 1 d\nper: month',
    '3:10',
    'write `ratio`, `mean` or `percentile 90`',
    null,
  ],
  ['规则: 指标\n编号: 甲\n量: 达标率\n所量: 乙\n目标: 98%\n按: 月', '5:5', '「98%」要写成比较，例如 >= 98%、<= 15 天', null],
  ['规则: 指标\n编号: 甲\n量: 达标率\n所量: 乙\n目标: <= 15 天\n按: 月', '5:5', '达标率的目标要写百分数', '>= 98%'],
  [
    '规则: 指标\n编号: 甲\n量: 平均\n所量: 乙\n目标: <= 3 个工作日\n按: 月',
    '5:5',
    '指标的时长按自然时间算，不能用「工作日」',
    null,
  ],
  ['规则: 指标\n编号: 甲\n量: 平均\n所量: 乙\n目标: <= 15 天\n按: 旬', '6:4', '没有「旬」这种周期', null],
  ['规则: 指标\n编号: 甲\n量: 平均\n所量: 乙\n目标: <= 15 天\n按: 月', '4:5', '没有编号「乙」的时限或频次规则', null],
]

describe('a wrong rule of scores, charges and targets is told where, what and what to write instead', () =>
  toldWhereAndWhat(table))
