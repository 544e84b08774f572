/**
 * The names that standards, screens, API and database share: kinds, events, facts, roles, units and refs, each in two tongues.
 * Data only. A new module adds its events and facts here first; the checker, the editor and the types follow.
 */

export type Tongue = 'zh' | 'en'
type Named = { readonly zh: string; readonly en?: string }

/** Rule kinds in the order in which the handbook of standards explains them. */
export const kinds = {
  deadline: { zh: '时限' },
  cadence: { zh: '频次' },
  limit: { zh: '限度' },
  require: { zh: '必备' },
  decide: { zh: '判定' },
  phrase: { zh: '用语' },
  script: { zh: '话术' },
  approve: { zh: '审批' },
  route: { zh: '分派' },
  target: { zh: '指标' },
  score: { zh: '评分' },
  order: { zh: '次序' },
  charge: { zh: '收费' },
} as const satisfies Record<string, Named>
export type Kind = keyof typeof kinds

/** What an event or a clock can point at. `case` is everything that belongs to one matter. */
export const refKinds = {
  case: { zh: '个案' },
  contact: { zh: '接触' },
  call: { zh: '来电' },
  conversation: { zh: '会话' },
  visit: { zh: '来访' },
  ticket: { zh: '工单' },
  form: { zh: '派工单' },
  promise: { zh: '承诺' },
  callback: { zh: '回访' },
  complaint: { zh: '投诉' },
  notice: { zh: '公告' },
  shift: { zh: '班次' },
  person: { zh: '员工' },
  standard: { zh: '规范' },
  clock: { zh: '时钟' },
} as const satisfies Record<string, Named>
export type RefKind = keyof typeof refKinds

/** Roles that a rule may name: those held by a person, and those that a case gives (`front-owner`, `handler`, `department`). */
export const roles = {
  agent: { zh: '座席' },
  receptionist: { zh: '前台' },
  'shift-leader': { zh: '班长' },
  'department-head': { zh: '部门主管' },
  worker: { zh: '维修工' },
  director: { zh: '主任' },
  inspector: { zh: '质检' },
  auditor: { zh: '审计' },
  administrator: { zh: '系统管理员' },
  'front-owner': { zh: '首问责任人' },
  handler: { zh: '处理人' },
  department: { zh: '责任部门' },
} as const satisfies Record<string, Named>
export type Role = keyof typeof roles

/** Exact units (s min h), civil units (d workday), open-time units (workmin workh) and the ring of a telephone. */
export const units = {
  s: { zh: '秒' },
  min: { zh: '分钟' },
  h: { zh: '小时' },
  d: { zh: '天' },
  workday: { zh: '工作日' },
  workmin: { zh: '工作分钟' },
  workh: { zh: '工作小时' },
  ring: { zh: '声' },
} as const satisfies Record<string, Named>
export type Unit = keyof typeof units

/** `asked`: given, declined, or unknown (nobody asked yet). `instant`: milliseconds since 1970. `ref`: an id. */
export type FactType =
  | { readonly type: 'bool' | 'int' | 'number' | 'text' | 'instant' | 'asked' | 'ref' }
  | { readonly type: 'enum'; readonly values: Readonly<Record<string, string>> }
type Field = FactType & Named

const bool = (zh: string) => ({ zh, type: 'bool' }) as const
const int = (zh: string) => ({ zh, type: 'int' }) as const
const text = (zh: string) => ({ zh, type: 'text' }) as const
const asked = (zh: string) => ({ zh, type: 'asked' }) as const
const instant = (zh: string) => ({ zh, type: 'instant' }) as const
const ref = (zh: string) => ({ zh, type: 'ref' }) as const
const one = <const V extends Record<string, string>>(zh: string, values: V) => ({ zh, type: 'enum', values }) as const

export const askedValues = { given: '已告知', declined: '不愿说', unknown: '未问' } as const
export type Asked = keyof typeof askedValues

/** Facts by the subject that owns them. No personal value is a fact: a phone number is only `given` or `declined`. */
export const facts = {
  site: {
    zh: '站点',
    fields: {
      kind: one('类型', {
        water: '供水热线',
        property: '物业服务中心',
        mall: '商场服务台',
        telecom: '通信营业厅',
        general: '综合热线',
      }),
      code: text('代码'),
    },
  },
  customer: {
    zh: '客户',
    fields: {
      known: bool('已识别'),
      tier: one('等级', { ordinary: '普通', key: '重点' }),
      role: one('身份', {
        owner: '业主',
        tenant: '租户',
        merchant: '商户',
        consumer: '消费者',
        user: '用户',
        follower: '关注者',
        visitor: '访客',
      }),
      elder: bool('长者'),
      name: asked('姓名'),
      phone: asked('电话'),
    },
  },
  premises: {
    zh: '房号',
    fields: { known: bool('已识别'), area: text('片区'), use: one('用途', { home: '住宅', business: '商业', public: '公共' }) },
  },
  contact: {
    zh: '接触',
    fields: {
      channel: one('渠道', {
        phone: '电话',
        visit: '来访',
        wechat: '微信',
        chat: '在线',
        email: '邮件',
        sms: '短信',
        app: '应用',
        intercom: '对讲',
        field: '现场',
      }),
      about: one('来意', {
        report: '报事',
        repair: '报修',
        complaint: '投诉',
        inquiry: '咨询',
        help: '求助',
        suggestion: '建议',
        praise: '表扬',
        paid: '特约服务',
      }),
      outcome: one('结果', {
        registered: '已建单',
        answered: '已答复',
        joined: '并入个案',
        misdialled: '打错',
        withdrawn: '客户放弃',
      }),
      summary: asked('记录'),
      noticeMatched: bool('命中公告'),
      noticeTold: bool('已告知公告'),
    },
  },
  call: {
    zh: '来电',
    fields: {
      rings: int('声数'),
      transfers: int('转接次数'),
      silent: bool('无声'),
      endedBy: one('挂机方', { customer: '客户', agent: '座席', fault: '故障' }),
    },
  },
  fault: { zh: '故障', fields: { phenomenon: asked('现象'), location: asked('位置'), operation: asked('操作经过') } },
  ticket: {
    zh: '工单',
    fields: {
      kind: one('类别', {
        report: '报事',
        repair: '报修',
        complaint: '投诉',
        inquiry: '咨询',
        help: '求助',
        suggestion: '建议',
        praise: '表扬',
        paid: '特约服务',
      }),
      category: text('分类'),
      field: one('专业', { engineering: '工程', property: '物业', estate: '地产', water: '供水', other: '其他' }),
      urgency: one('紧急程度', { normal: '一般', urgent: '加急', emergency: '抢修' }),
      status: one('状态', {
        registered: '已登记',
        notified: '已通知',
        accepted: '已接单',
        working: '处理中',
        returned: '已返单',
        closed: '已结案',
      }),
      open: bool('未结'),
      waitingFor: one('等待', { nobody: '无', customer: '客户', material: '材料', department: '部门', outage: '来水' }),
      department: text('责任部门'),
      transfers: int('转办次数'),
      frontOwner: ref('首问责任人'),
      handler: ref('处理人'),
      promisedAt: instant('答应时间'),
      result: asked('处理结果'),
      summary: asked('交接说明'),
    },
  },
  promise: { zh: '承诺', fields: { dueAt: instant('约定时间'), kept: bool('已兑现') } },
  form: {
    zh: '派工单',
    fields: {
      status: one('状态', {
        made: '已开单',
        accepted: '已接单',
        arrived: '已到场',
        finished: '已完工',
        returned: '已返单',
        inspected: '已查验',
        withdrawn: '已撤单',
      }),
      appointmentAt: instant('约定上门'),
      arrivedAt: instant('到场时间'),
      workDone: asked('施工内容'),
      opinion: one('客户意见', { satisfied: '满意', basically: '基本满意', unsatisfied: '不满意', absent: '未签' }),
      passed: bool('查验合格'),
    },
  },
  callback: {
    zh: '回访',
    fields: {
      method: one('方式', { phone: '电话', visit: '上门', wechat: '微信', sms: '短信' }),
      result: one('结果', { satisfied: '满意', basically: '基本满意', unsatisfied: '不满意', unreached: '未联系上' }),
      attempts: int('次数'),
    },
  },
  notice: {
    zh: '公告',
    fields: {
      kind: one('种类', { outage: '停水', pressure: '减压', bulletin: '通告' }),
      planned: bool('计划内'),
      endsAt: instant('预计结束'),
    },
  },
  shift: { zh: '班次', fields: { startsAt: instant('开始'), endsAt: instant('结束') } },
  agent: { zh: '经办人', fields: { role: one('岗位', pick(roles)), probation: bool('试用期') } },
  event: {
    zh: '事件',
    fields: {
      type: text('种类'),
      source: one('来源', { screen: '页面', api: '接口', field: '外勤', exchange: '交换机', system: '系统' }),
    },
  },
  time: { zh: '时间', fields: { hour: int('时'), weekday: int('星期'), restDay: bool('休息日') } },
} as const satisfies Record<string, Named & { readonly fields: Record<string, Field> }>
export type FactGroup = keyof typeof facts

function pick<T extends Record<string, Named>>(named: T): { [K in keyof T]: string } {
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [key, value.zh])) as { [K in keyof T]: string }
}

type ValueOf<F> = F extends { type: 'enum'; values: infer V }
  ? keyof V
  : F extends { type: 'bool' }
    ? boolean
    : F extends { type: 'int' | 'number' | 'instant' }
      ? number
      : F extends { type: 'asked' }
        ? Asked
        : string
type FactsOf<G extends FactGroup> = {
  -readonly [K in keyof (typeof facts)[G]['fields']]?: ValueOf<(typeof facts)[G]['fields'][K]>
}
/** The state of a case as conditions see it: merged by group; a fact that is absent is not there. */
export type Facts = { -readonly [G in FactGroup]?: FactsOf<G> }

/**
 * Events: what happened, to which kind of subject, and which groups of facts can be known in the case once it has happened.
 * `action`: a command asks the gate under this name before it records the event. `system`: only the house itself records it.
 */
type EventSpec = Named & {
  readonly subject: RefKind
  readonly knows: readonly FactGroup[]
  readonly action?: true
  readonly system?: true
}

const always = ['site', 'agent', 'event', 'time'] as const
const atIntake = [...always, 'contact', 'customer', 'premises', 'call'] as const
const withTicket = [...atIntake, 'fault', 'ticket', 'promise'] as const
const withForm = [...withTicket, 'form'] as const
const whole = [...withForm, 'callback'] as const

export const events = {
  'intake.received': { zh: '接触.受理', subject: 'contact', knows: atIntake },
  'contact.joined': { zh: '接触.并入', subject: 'contact', knows: whole },
  'contact.recorded': { zh: '接触.记录', subject: 'contact', knows: whole },
  'contact.answered': { zh: '接触.答复', subject: 'contact', knows: whole, action: true },
  'contact.closed': { zh: '接触.结束', subject: 'contact', knows: whole, action: true },
  'call.offered': { zh: '来电.振铃', subject: 'call', knows: atIntake },
  'call.answered': { zh: '来电.接起', subject: 'call', knows: atIntake },
  'call.transferred': { zh: '来电.转接', subject: 'call', knows: whole, action: true },
  'call.ended': { zh: '来电.结束', subject: 'call', knows: whole },
  'fault.recorded': { zh: '故障.记录', subject: 'ticket', knows: withTicket },
  'ticket.registered': { zh: '工单.登记', subject: 'ticket', knows: withTicket, action: true },
  'ticket.changed': { zh: '工单.更改', subject: 'ticket', knows: whole, action: true },
  'ticket.notified': { zh: '工单.通知', subject: 'ticket', knows: whole, action: true },
  'ticket.accepted': { zh: '工单.接单', subject: 'ticket', knows: whole, action: true },
  'ticket.followed_up': { zh: '工单.跟进', subject: 'ticket', knows: whole, action: true },
  'ticket.transferred': { zh: '工单.转办', subject: 'ticket', knows: whole, action: true },
  'ticket.waiting': { zh: '工单.等待', subject: 'ticket', knows: whole, action: true },
  'ticket.resumed': { zh: '工单.恢复', subject: 'ticket', knows: whole, action: true },
  'ticket.closed': { zh: '工单.结案', subject: 'ticket', knows: whole, action: true },
  'ticket.reopened': { zh: '工单.重开', subject: 'ticket', knows: whole, action: true },
  'promise.made': { zh: '承诺.作出', subject: 'promise', knows: whole, action: true },
  'promise.kept': { zh: '承诺.兑现', subject: 'promise', knows: whole },
  'customer.contacted': { zh: '客户.告知', subject: 'ticket', knows: whole },
  'customer.revealed': { zh: '客户.查看号码', subject: 'case', knows: whole },
  'dispatch.made': { zh: '派工单.开单', subject: 'form', knows: withForm, action: true },
  'dispatch.printed': { zh: '派工单.打印', subject: 'form', knows: whole },
  'dispatch.accepted': { zh: '派工单.接单', subject: 'form', knows: whole, action: true },
  'worker.arrived': { zh: '上门.到场', subject: 'form', knows: whole, action: true },
  'service.completed': { zh: '上门.完工', subject: 'form', knows: whole, action: true },
  'dispatch.returned': { zh: '派工单.返单', subject: 'form', knows: whole, action: true },
  'dispatch.withdrawn': { zh: '派工单.撤单', subject: 'form', knows: whole, action: true },
  'inspection.done': { zh: '查验.完成', subject: 'form', knows: whole, action: true },
  'callback.recorded': { zh: '回访.记录', subject: 'callback', knows: whole, action: true },
  'notice.received': { zh: '公告.收到', subject: 'notice', knows: [...always, 'notice'] },
  'notice.published': { zh: '公告.发布', subject: 'notice', knows: [...always, 'notice'], action: true },
  'notice.ended': { zh: '公告.结束', subject: 'notice', knows: [...always, 'notice'] },
  'shift.planned': { zh: '班次.排定', subject: 'shift', knows: [...always, 'shift'] },
  'shift.arrived': { zh: '班次.到岗', subject: 'shift', knows: [...always, 'shift'] },
  'standard.published': { zh: '规范.发布', subject: 'standard', knows: always, action: true },
  'calendar.published': { zh: '日历.发布', subject: 'standard', knows: always, action: true },
  'session.opened': { zh: '员工.登录', subject: 'person', knows: always },
  'session.refused': { zh: '员工.登录未成', subject: 'person', knows: always },
  'session.closed': { zh: '员工.退出', subject: 'person', knows: always },
  'person.changed': { zh: '员工.变更', subject: 'person', knows: always },
  'gate.denied': { zh: '门禁.拦下', subject: 'case', knows: whole, system: true },
  'gate.overridden': { zh: '门禁.放行', subject: 'case', knows: whole, system: true },
  'clock.warned': { zh: '时钟.提醒', subject: 'clock', knows: whole, system: true },
  'clock.breached': { zh: '时钟.到期', subject: 'clock', knows: whole, system: true },
  'clock.escalated': { zh: '时钟.升级', subject: 'clock', knows: whole, system: true },
  'clock.recomputed': { zh: '时钟.重算', subject: 'clock', knows: whole, system: true },
} as const satisfies Record<string, EventSpec>
export type EventType = keyof typeof events

/** Names of an action are the names of the event that it would record. */
export type Action = { [E in EventType]: (typeof events)[E] extends { action: true } ? E : never }[EventType]
