/** Kinds of rules, things that events point at, roles and units, each in two languages. */

export type Locale = 'zh' | 'en'
/** A name in both languages; without `en` the key is the English name. */
export type Labels = { readonly zh: string; readonly en?: string }

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
} as const satisfies Record<string, Labels>
export type Kind = keyof typeof kinds

/** What an event or a clock can point at. `case` is everything that belongs to one matter. */
export const refKinds = {
  case: { zh: '个案' },
  /** The open case that a contact turned out to belong to. */
  matter: { zh: '并入的个案' },
  contact: { zh: '接触' },
  call: { zh: '来电' },
  conversation: { zh: '会话' },
  visit: { zh: '来访' },
  turn: { zh: '排队' },
  ticket: { zh: '工单' },
  form: { zh: '派工单' },
  repair: { zh: '报修单' },
  order: { zh: '特约单' },
  promise: { zh: '承诺' },
  callback: { zh: '回访' },
  complaint: { zh: '投诉' },
  handover: { zh: '交办单' },
  notice: { zh: '公告' },
  customer: { zh: '客户' },
  account: { zh: '账户' },
  fee: { zh: '费用' },
  house: { zh: '房屋' },
  permit: { zh: '装修许可' },
  install: { zh: '装移机' },
  key: { zh: '钥匙' },
  parcel: { zh: '代收物品' },
  shift: { zh: '班次' },
  absence: { zh: '离岗' },
  leave: { zh: '请假' },
  person: { zh: '员工' },
  token: { zh: '令牌' },
  report: { zh: '报告' },
  evaluation: { zh: '评价' },
  incident: { zh: '突发事件' },
  line: { zh: '线路' },
  document: { zh: '文件' },
  standard: { zh: '规范' },
  clock: { zh: '时钟' },
} as const satisfies Record<string, Labels>
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
} as const satisfies Record<string, Labels>
export type Role = keyof typeof roles

/** Exact units (s min h), civil units (d month workday), open-time units (workmin workh) and the ring of a telephone. */
export const units = {
  s: { zh: '秒' },
  min: { zh: '分钟' },
  h: { zh: '小时' },
  d: { zh: '天' },
  month: { zh: '个月' },
  workday: { zh: '工作日' },
  workmin: { zh: '工作分钟' },
  workh: { zh: '工作小时' },
  ring: { zh: '声' },
} as const satisfies Record<string, Labels>
export type Unit = keyof typeof units
