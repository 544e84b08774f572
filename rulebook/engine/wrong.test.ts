import { describe, expect, it } from 'vitest'
import { standard } from '../testing/index.ts'
import { compile } from './compile.ts'

const deadline = (change: Record<string, string> = {}) =>
  Object.entries({ rule: 'deadline', id: 'a', from: 'ticket.registered', to: 'ticket.closed', within: '1 d', ...change })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}:${value.startsWith('\n') ? '' : ' '}${value}`)
    .join('\n')
const 时限 = (change: Record<string, string> = {}) =>
  Object.entries({ 规则: '时限', 编号: '甲', 起: '工单.登记', 止: '工单.结案', 限: '1 天', ...change })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')

/** A wrong rule; where (line of the block, column), what is said in the language of the rule, and what to write instead. */
const table: [string, string, string, string | null][] = [
  [deadline({ rule: 'dedline' }), '1:7', 'there is no kind of rule `dedline`', 'deadline'],
  [时限({ 规则: '时线' }), '1:5', '没有「时线」这种规则', '时限'],
  [deadline({ withn: '2 d' }), '6:1', 'a `deadline` rule has no key `withn`', 'within'],
  [时限({ 提型: '80%' }), '6:1', '「时限」规则没有「提型」这一项', '提醒'],
  [deadline({ max: '3' }), '6:1', 'a `deadline` rule has no key `max`', null],
  [deadline({ from: 'ticket.registred' }), '3:7', 'there is no event `ticket.registred`', 'ticket.registered'],
  [时限({ 起: '工单.登计' }), '3:4', '没有「工单.登计」这种事件', '工单.登记'],
  [deadline({ to: 'all ticket.closed, ticket.closd' }), '4:24', 'there is no event `ticket.closd`', 'ticket.closed'],
  [deadline({ from: 'all ticket.registered, ticket.accepted' }), '3:7', '`from` cannot take `all`', 'last'],
  [时限({ 止: '最后 工单.结案、工单.接单' }), '4:4', '「止」不能用「最后」', '全部'],
  [deadline({ to: 'ticket.closed, ticket.closed' }), '4:20', '`ticket.closed` is written twice', null],
  [deadline({ to: 'ticket.registered' }), '4:5', '`ticket.registered` is both start and end', null],
  [
    deadline({ within: '10 minutse' }),
    '5:9',
    'there is no unit "minutse"; use s, min, h, d, workday, workmin, workh or ring',
    '10 min',
  ],
  [deadline({ within: '10 mln' }), '5:9', 'there is no unit "mln"; use s, min, h, d, workday, workmin, workh or ring', '10 min'],
  [时限({ 限: '一会儿' }), '5:4', '没有“会儿”这个单位，可用：秒、分钟、小时、天、工作日、工作分钟、工作小时、声', null],
  [
    deadline({ within: '1.5 d' }),
    '5:9',
    '"1.5 d" must be a whole number; for a part of a day use h, min, workh or workmin',
    null,
  ],
  [时限({ 限: '3 声' }), '5:4', '「声」是数响铃，不是时限，请用「限度」规则量 来电.声数', null],
  [deadline({ within: '' }), '1:7', 'this rule has no `within`', 'within:'],
  [时限({ 止: '' }), '1:5', '这条规则还缺「止」', '止:'],
  [deadline({ by: 'promise.dueAt' }), '6:1', 'write either `within` or `by`, not both', null],
  [deadline({ within: '', by: 'ticket.category' }), '5:5', '`ticket.category` is not an instant', null],
  [
    deadline({ within: 'by ticket.promisedAt', pause: "ticket.waitingFor == 'customer'" }),
    '6:1',
    'a term that ends at an agreed instant cannot pause',
    null,
  ],
  [deadline({ within: '2 × b' }), '5:9', 'no deadline has the id `b`', null],
  [deadline({ within: '\n- 1 d\n- 2 d' }), '7:3', 'this line is never reached: the line above has no condition', null],
  [deadline({ when: "tikcet.kind == 'repair'" }), '6:7', 'there are no facts named `tikcet`', 'ticket'],
  [deadline({ when: "ticket.kidn == 'repair'" }), '6:7', '`ticket` has no fact `kidn`', 'ticket.kind'],
  [时限({ 当: "工单.类型 == '报修'" }), '6:4', '「工单」没有「类型」这一项', '工单.类别'],
  [deadline({ when: "ticket.kind == 'repiar'" }), '6:22', "ticket.kind has no value 'repiar'", "'repair'"],
  [时限({ 当: "工单.类别 in ['报修', '投拆']" }), '6:20', "工单.类别没有'投拆'这个值", "'投诉'"],
  [deadline({ when: "ticket.kind = 'repair'" }), '6:19', 'a condition cannot contain `=`', '=='],
  [deadline({ when: 'ticket.open and customer.elder' }), '6:19', 'a condition cannot contain `and`', '&&'],
  [deadline({ when: 'ticket.open == 1' }), '6:22', 'ticket.open is compared with true or false, not with 1', null],
  [deadline({ when: '(ticket.open' }), '6:19', 'the condition cannot be read here', null],
  [deadline({ when: 'ticket.transfers' }), '6:7', 'a condition must answer yes or no', null],
  [deadline({ when: 'ticket.kind > 3' }), '6:7', '`ticket.kind` is not a number and has no order', null],
  [时限({ 当: "工单.类别 == '报修" }), '6:13', '引号没有收尾', null],
  [
    deadline({ from: 'intake.received', when: "ticket.kind == 'repair'" }),
    '6:7',
    'at `intake.received` there cannot be facts of `ticket` yet',
    null,
  ],
  [
    时限({ 起: '接触.受理', 限: '\n- 1 天 当 工单.类别 == "报修"\n- 2 天' }),
    '5:3',
    '「接触.受理」时还不会有「工单」的事实',
    null,
  ],
  [deadline({ warn: '80' }), '6:7', 'cannot read `80`; write 80%, 100% or +30 min', null],
  [deadline({ escalate: '\n- 100%' }), '7:3', 'an escalation step says to whom', '100% to role:shift-leader'],
  [时限({ 升级: '100% 给 岗位:斑长' }), '6:15', '没有「斑长」这种岗位', '班长'],
  [deadline({ warn: '120%' }), '6:7', '120% lies after the due time; write `+30 min` instead', null],
  [deadline({ per: 'tiket' }), '6:6', 'there is no subject `tiket`', 'ticket'],
  [deadline({ calendar: 'cn-offce' }), '6:11', 'there is no calendar named `cn-offce`', 'cn-office'],
  [deadline({ roll: 'maybe' }), '6:7', 'there is no true or false `maybe`', 'true | false'],
  [deadline({ within: '1 h', roll: 'true' }), '6:1', 'only a term in days (`d`) can roll', null],
  [deadline({ mode: 'block' }), '6:7', 'a clock blocks nothing; only `record` makes sense here', 'record'],
  [deadline({ since: '2026-02-30' }), '6:8', '`2026-02-30` is not a date; write it as 2026-10-01', null],
  [deadline({ basis: 'lore' }), '6:8', 'there is no basis `lore`', 'local choice | standard | law'],
  [
    deadline({ id: 'Register In Time' }),
    '2:5',
    'the id `Register In Time` may hold lower-case letters, digits and hyphens only',
    'register-in-time',
  ],
  [deadline({ id: '' }), '1:7', 'this rule has no `id`', 'id:'],
  ['id: a\nfrom: ticket.registered', '1:1', 'a rule block first says its kind', 'rule: deadline'],
  [`${deadline()}\nwithin: 2 d`, '6:1', '`within` is written twice', null],
  [`${deadline()}\nand more`, '6:1', 'write this line as `key: value`', null],
  ['rule: none\nid: gone', '2:5', 'no inherited rule has the id `gone`', null],
  [
    'rule: cadence\nid: a\nfrom: ticket.accepted\nto: ticket.followed_up\nevery: 3 d',
    '1:7',
    'say when it ends: `end` or `while`',
    'end: ticket.closed',
  ],
  [
    '规则: 频次\n编号: 甲\n起: 工单.接单\n止: 工单.跟进\n次数: 2\n终止: 工单.结案',
    '5:1',
    '「次数」要配一个周期，「每」不用',
    '按: 周',
  ],
  [
    'rule: cadence\nid: a\nfrom: ticket.accepted\nto: ticket.followed_up\nend: ticket.closed',
    '1:7',
    'write either `every` (rolling) or `times` with `per` (counted)',
    'every: 3 d',
  ],
  [
    'rule: limit\nid: a\non: call.answered\nmeasure: call.rings\nmax: 3\nmode: block',
    '6:7',
    '`call.answered` has already happened and cannot be blocked: warn or record',
    null,
  ],
  ['规则: 限度\n编号: 甲\n遇: 来电.转接\n计数: 来电.转接\n上限: 很多', '5:5', '「很多」要写成整数，还不知道时写「待定」', null],
  ['rule: limit\nid: a\non: call.transferred\nmax: 1', '1:7', 'write either `count` or `measure`', null],
  [
    'rule: require\nid: a\nbefore: intake.received\nneed: customer.name',
    '3:9',
    '`intake.received` is no action; nothing can be asked before it',
    null,
  ],
  [
    'rule: require\nid: a\nbefore: ticket.closed\nasked: ticket.kind',
    '4:8',
    '`ticket.kind` is nothing that is asked of a customer; put it under `need`',
    null,
  ],
  ['规则: 必备\n编号: 甲\n之前: 工单.登记\n须有: 回访.结果', '4:5', '「工单.登记」时还不会有「回访」的事实', null],
  ['规则: 分派\n编号: 甲\n遇: 工单.登记\n派往:\n- 维修部\n- 客服部', '6:3', '这一行永远轮不到：上一行没有条件', null],
  // The kinds that are asked.
  ['rule: phrase\nid: a', '1:7', 'write either `forbid` or `polite`', 'forbid:'],
  ['规则: 用语\n编号: 甲\n禁止: 我不知道', '3:1', '「用语」规则没有「禁止」这一项', '禁用'],
  ['规则: 用语\n编号: 甲\n禁用: 我不知道\n敬语: 您好', '4:1', '写「禁用」或「敬语」，二者取一', null],
  ['规则: 用语\n编号: 甲\n禁用:', '3:1', '「禁用」后面还没有写', null],
  ['规则: 用语\n编号: 甲\n禁用: 我不知道、、可能', '3:5', '这里少了一个词', null],
  ['规则: 用语\n编号: 甲\n禁用: 你 →', '3:5', '箭头后面要写改说什么', null],
  ['rule: phrase\nid: a\nforbid: No Way, noway', '3:17', '`noway` is written twice', null],
  ['规则: 用语\n编号: 甲\n禁用: 我想\n除外: 我想 → 想办法', '4:5', '「除外」里不用箭头', null],
  ['规则: 用语\n编号: 甲\n禁用: 我想\n除外: 我想', '4:5', '「我想」既禁用又除外，等于没有写', null],
  ['规则: 用语\n编号: 甲\n敬语: 您好\n除外: 我想', '4:1', '「除外」只和「禁用」一起写', null],
  ['rule: phrase\nid: a\nforbid: x\nignore: punctuaton', '4:9', 'there is no thing to ignore `punctuaton`', 'punctuation'],
  ['规则: 用语\n编号: 甲\n禁用: 我想\n场合: 口头、短消息', '4:8', '没有「短消息」这种场合', '消息'],
  ['rule: script\nid: a', '1:7', 'this rule has no `steps`', 'steps:'],
  ['规则: 话术\n编号: 甲\n步骤:\n- 讲 您好', '4:3', '没有「讲」这种步骤', null],
  ['rule: script\nid: a\nsteps:\n- wiat 3 s', '4:3', 'there is no step `wiat`', 'wait'],
  ['规则: 话术\n编号: 甲\n步骤:\n- 说', '4:3', '「说」后面还没有写', null],
  ['规则: 话术\n编号: 甲\n步骤:\n- 说 我是{工好}号', '4:7', '不知道「{工好}」填什么', '{工号}'],
  ['rule: script\nid: a\nsteps:\n- wait 3 d', '4:8', 'a wait is in s or min', null],
  ['规则: 话术\n编号: 甲\n步骤:\n- 说 您好\n- 重复 从头', '5:6', '写成「重复 3 遍 从 1」：从第 1 步起，一共 3 遍', null],
  ['rule: script\nid: a\nsteps:\n- say hello\n- repeat 3 times from 2', '5:3', 'a repetition goes back to an earlier step', null],
  ['规则: 话术\n编号: 甲\n步骤:\n- 说 您好\n- 分支 听到了吗', '5:6', '写成「分支 问题 → 5」或「分支 当 条件 → 结束 原因」', null],
  ['规则: 话术\n编号: 甲\n步骤:\n- 说 您好\n- 分支 听到了吗 → 7', '5:3', '没有第 7 步，一共 2 步', null],
  [
    'rule: script\nid: a\nsteps:\n- say hello\n- branch when call.silent → 1',
    '5:3',
    'a branch by condition leads to a later step',
    null,
  ],
  ['rule: script\nid: a\nsteps:\n- branch when call.silnt → 2\n- end', '4:15', '`call` has no fact `silnt`', 'call.silent'],
  ['规则: 话术\n编号: 甲\n步骤:\n- 结束 无声\n- 说 您好', '5:3', '这一步永远轮不到：上一步已经结束', null],
  ['规则: 话术\n编号: 甲\n步骤:\n- 分支 当 来电.无声 → 2\n- 重复 2 遍 从 1', '5:3', '重复的这一段里没有要说、要等或要问的', null],
  ['规则: 判定\n编号: 甲\n问:\n- 有凭证吗', '4:3', '写成「问题 是 → 不受理: 理由」', '有凭证吗 是 → 不受理: 理由'],
  ['规则: 判定\n编号: 甲\n问:\n- 有凭证吗 否 → 不受理', '4:12', '不受理或待补要写明理由', '不受理: …'],
  ['rule: decide\nid: a\nask:\n- A voucher? no → rejct: none', '4:19', 'there is no outcome `rejct`', 'reject'],
  [
    'rule: decide\nid: a\nask:\n- A voucher? no → reject: none\notherwise: acept',
    '5:12',
    'there is no outcome `acept`',
    'accept',
  ],
  ['规则: 判定\n编号: 甲\n遇: 接触.受里\n问:\n- 是吗？ 否 → 待补: 请补', '3:4', '没有「接触.受里」这种事件', '接触.受理'],
  ['rule: approve\nid: a\nconsent: role:director', '1:7', 'this rule has neither `before` nor `matter`', 'before:'],
  ['规则: 审批\n编号: 甲\n之前: 接触.受理\n须经: 岗位:主任', '3:5', '「接触.受理」不是动作，事先拦不到', null],
  ['规则: 审批\n编号: 甲\n事项: 请假\n须经: 岗位:主人', '4:8', '没有「主人」这种岗位', '主任'],
  [
    '规则: 审批\n编号: 甲\n事项: 请假\n须经: 岗位:主任 限 一会儿',
    '4:13',
    '没有“会儿”这个单位，可用：秒、分钟、小时、天、工作日、工作分钟、工作小时、声',
    null,
  ],
  [
    'rule: approve\nid: a\nmatter: leave\nconsent: role:director\nwithin: by promise.dueAt',
    '5:9',
    '`within` of an approval takes a duration',
    null,
  ],
  [
    'rule: approve\nid: a\nmatter: leave\nconsent: role:director\norder: whenever',
    '5:8',
    'there is no order `whenever`',
    'in turn | together',
  ],
  ['规则: 审批\n编号: 甲\n之前: 公告.发布\n须经: 岗位:主任 当 工单.未结', '4:5', '「公告.发布」时还不会有「工单」的事实', null],
  ['规则: 次序\n编号: 甲', '1:5', '写「先后」或「加权」，二者取一', '先后:'],
  ['规则: 次序\n编号: 甲\n先后: 先来先到 限 3 天', '3:12', '先来先到的间隔用秒、分钟或小时', null],
  ['rule: order\nid: a\nsort: highest ticket.kind', '3:15', '`ticket.kind` is not a number and has no order', null],
  ['规则: 次序\n编号: 甲\n加权: 很多 当 客户.长者', '3:5', '看不懂「很多」，请写成 50 当 客户.长者，或 1 每 分钟', null],
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

describe('a wrong rule is told where, what and what to write instead', () => {
  const first = standard('x').split('\n').indexOf('x') + 1
  it.each(table)('%s', (rule, place, sentence, suggestion) => {
    const { rulebook, problems } = compile(standard(rule))
    const [problem] = problems
    expect(problem && `${problem.line - first + 1}:${problem.column}`).toBe(place)
    expect(problem!.message[/\p{Script=Han}/u.test(sentence) ? 'zh' : 'en']).toBe(sentence)
    expect(problem!.suggestion).toBe(suggestion)
    expect(rulebook === null).toBe(problem!.severity === 'error')
  })
})

/** A wrong document: where, what, suggestion. */
const documents: [string, string, string, string, string | null][] = [
  ['empty', '', '1:1', 'the document begins without front matter between `---` lines; write at least `standard: an-id`', null],
  ['without an id', '---\ntitle: 试验\n---\n', '1:1', 'the front matter has no `standard: an-id`', null],
  [
    'with an unknown key',
    '---\nstandard: a\ncalender: cn-office\n---\n',
    '3:1',
    'the front matter has no key `calender`',
    'calendar',
  ],
  [
    'with an unknown calendar',
    '---\nstandard: a\ncalendar: cn-ofice\n---\n',
    '3:1',
    'there is no calendar named `cn-ofice`',
    'cn-office',
  ],
  ['with a broken list', '---\nstandard: a\nextends: [b\n---\n', '3:12', 'the front matter cannot be read here', null],
  [
    'that extends what is not there',
    '---\nstandard: a\nextends: genral\n---\n',
    '3:1',
    'there is no standard `genral` to extend',
    'general',
  ],
  [
    'with an open fence',
    `---\nstandard: a\n---\n\`\`\`rule\n${deadline()}\n`,
    '4:1',
    'the rule block is not closed: end it with a line ```',
    null,
  ],
  [
    'with an option that nobody has taken',
    '---\nstandard: a\noptions: { silent: { three: three times, two: twice } }\n---\n',
    '3:1',
    'the option `silent` has no choice yet; take one under `choices`',
    'three | two',
  ],
  [
    'with an option of one alternative',
    '---\nstandard: a\noptions: { silent: { three: three times } }\nchoices: { silent: three }\n---\n',
    '3:1',
    '`options` takes option: { alternative: words, … }, two or more for each',
    null,
  ],
  [
    'with a choice that is none',
    '---\nstandard: a\noptions: { silent: { three: a, two: b } }\nchoices: { silent: thre }\n---\n',
    '4:1',
    'the option `silent` has no alternative `thre`',
    'three',
  ],
  ['with an id twice', standard([deadline(), deadline({ within: '2 d' })]), '18:5', 'the id `a` is used twice', 'a-2'],
]
describe('a wrong document', () => {
  it.each(documents)('%s', (_, source, place, sentence, suggestion) => {
    const inherited = { general: standard('').replace('standard: test', 'standard: general') }
    const { problems, rulebook } = compile(source, { inherited })
    const [problem] = problems
    expect(problem && [`${problem.line}:${problem.column}`, problem.message.en, problem.suggestion]).toEqual([
      place,
      sentence,
      suggestion,
    ])
    expect(rulebook).toBe(null)
  })

  it('that extends itself by way of another is refused, not followed for ever', () => {
    const inherited = { b: '---\nstandard: b\nextends: a\n---\n', a: '---\nstandard: a\nextends: b\n---\n' }
    expect(compile(inherited.a, { inherited }).problems[0]!.message.en).toMatch(/`a` extends itself/)
  })
})
