import type { FaultCode, FaultParams } from './fault.ts'
import { ONE_LINE } from './route.ts'

type Params = Record<string, unknown>

/** 每个拒绝代码的一句话：发生了什么，接着怎么办。 */
export const faultsZh: Record<FaultCode, string | ((p: FaultParams) => string)> = {
  invalid: '有几处没有填对，请按提示改好再提交。',
  'invalid.json': '发来的内容不是完整的 JSON，请检查括号、引号和编码（UTF-8）。',
  'invalid.time': '时间写得不对，请写成带时区的时刻，例如 2026-11-20T14:36:05+08:00。',
  unauthenticated: '请先登录。',
  'session.expired': '您有一段时间没有操作，已经退出。请重新登录，填写的内容会保留在本页。',
  'token.unknown': '没有这个令牌。请核对是否抄写完整，或请管理员重新签发。',
  'token.expired': '这个令牌已经到期。请管理员重新签发。',
  'token.revoked': '这个令牌已被撤销，不能再用。',
  'signin.wrong': '工号或密码不对，请核对后再试。',
  'signin.wait': p =>
    `密码连着输错了几次。请等${p.seconds ? ` ${duration(p.seconds)}` : '一会儿'}再试；常用的那台设备不受影响。忘了密码，请系统管理员重置。`,
  'password.busy': p => `这一刻登录的人太多，这次没有核对密码。请等 ${p.seconds ?? 2} 秒再试。`,
  'password.weak': p => weak[String(p.reason)] ?? weak.short!,
  'password.wrong': '当前密码不对，请重新输入。',
  'password.change': '这是初始密码，请先换成只有您自己知道的密码。',
  'password.off': '这里不用密码登录，请用上面的统一登录。',
  'provider.none': '这里没有设置统一登录，请用工号和密码。',
  'provider.failed': '统一登录没有成功，可能等得太久，或者中途换了页面。请从登录页再来一次。',
  'provider.unknown': '统一登录认得您，但是这里没有您的工号，或者已经停用。请系统管理员先加好您的工号。',
  'provider.unavailable': '统一登录的平台现在连不上。请过一会儿再试，急用请找系统管理员。',
  'code.awaited': '密码对了，还要输入验证码才算登录。',
  'code.wait': p =>
    `验证码连着输错了几次。请等${p.seconds ? ` ${duration(p.seconds)}` : '一会儿'}再试；常用的那台设备不受影响。手机不在身边，可以用恢复码；都没有，请系统管理员重置第二重验证。`,
  'code.wrong': '验证码不对，或者已经用过。请等手机上换出下一个再输；恢复码每个只能用一次。',
  'factor.missing': '您的岗位登录要两重验证。请先在“我的”里装上验证码，再做别的。',
  'factor.required': '您的岗位要求两重验证，不能关掉。换手机请重新绑定。',
  'factor.unreadable': '服务器上读不出您的验证码密钥，可能换过机器。请用恢复码登录后重新绑定，或请系统管理员重置第二重验证。',
  'confirm.needed': p =>
    `这一步要紧，请再确认一次是您本人${p.minutes ? `（上次确认已超过 ${p.minutes} 分钟）` : ''}。您填写的内容还在。`,
  forbidden: p =>
    p.permission
      ? `您没有“${p.permission}”的权限，如果工作需要，请找系统管理员开通。`
      : '您没有做这件事的权限，如果工作需要，请找系统管理员开通。',
  'person.needed': '这一步要记在一位员工名下，程序的令牌不能代替。请由员工登录后办理。',
  'client.unknown': '这个请求不是从本系统的页面发来的，已经拒绝。请回到本系统的页面再操作。',
  not_found: '没有找到，可能已经移走，或者不在您的工作范围内。',
  'site.unknown': '没有这个站点，或者您不在这个站点工作。请换一个站点再试。',
  conflict: '和刚刚发生的变化有冲突，请刷新后再试。',
  stale: p => `${p.by ?? '别人'}${p.at ? `在 ${clock(p.at, p.zone)} ` : ''}先改过了。您填写的内容还在，请核对后再保存。`,
  taken: p => `${taken[String(p.what ?? p.constraint)] ?? '这一项'}已经有人用了，请换一个。`,
  'state.wrong': '现在这个状态不能这样做，请刷新看看进展到了哪一步。',
  'key.reused': '同一个 Idempotency-Key 已经用在另一个请求上，请为新的请求换一个。',
  'gate.denied': p =>
    p.clause ? `按规范 ${p.clause}，现在还不能这样做，请先补齐提示的内容。` : '按规范现在还不能这样做，请先补齐提示的内容。',
  'override.reason': '要越过门禁，请写清理由，至少两个字。',
  'route.none': '规范没有写明这一类派给哪个部门，请手工选择责任部门。',
  'department.unknown': p =>
    p.name ? `本站点没有“${p.name}”这个部门，请先建立，或另选一个。` : '本站点没有这个部门，请另选一个。',
  'person.unknown': '这位员工不在本站点工作，或者已经停用，请另选一位。',
  'unit.unknown': '没有这个组织，或者它不在您的管理范围内，请另选一个。',
  'grant.self': '不能给自己增加角色，也不能自己结束试用期。请由另一位管理员办理。',
  'roles.apart': '这些岗位不能由同一个人兼任：管账号的人不看客户资料，审计的人不审自己。请分给两个人。',
  'token.beyond': '令牌的权限不能超过您自己在这些站点的权限。请去掉您没有的权限或站点。',
  'grant.beyond': '只能在您自己的管理范围内授权，请缩小范围，或请上一级管理员授权。',
  'administrator.last': '这是最后一位管得到全部站点的系统管理员，请先授权另一位，再改这一位。',
  'notice.place': p =>
    `${p.place ? `“${p.place}”里的“${p.part}”` : '写的地方'}说不清覆盖到哪里，会漏掉人或惊动别人。请写小区、楼栋或门牌号，例如“临川路 3 至 25 号”“槐荫里 6、8 栋”。`,
  'print.none': '这张派工单还没有送打印，没有纸可以确认。',
  'signature.missing': '请写明谁在纸上签了字，或者客户为什么没有签字；“未签”不能同时有签字人。',
  'callback.unasked': () => '客户不满意：先问清哪里不满意、想怎样解决，记下来再存。客户不愿说，就照实写。',
  'department.other': () => '这个人不在派工单的部门里。请从本部门选，或请班长派。',
  'department.empty': p => `${p.department ? `“${p.department}”` : '这个部门'}还没有人，通知不到任何人。请先加人，或换一个部门。`,
  'pause.refused': '规范不允许在这个时候暂停计时，时钟继续走。',
  'standard.none': '本站点还没有发布服务规范，请先发布一份。',
  'standard.invalid': '规范里还有错误，请按行号改好再发布。',
  'standard.open': '规范里还有待定的数字，请填好，或把这条规则改成说明文字，再发布。',
  'standard.differs': p =>
    `${p.count ? `有 ${p.count} 条规则和条款的话不一样，第一处在第 ${p.line} 行：${p.message}` : '有规则和条款的话不一样'}。请改话或改规则；确要这样发布，请逐条写明理由。`,
  'handbook.unreadable': p => handbook[String(p.problem)] ?? handbook.kind!,
  'calendar.invalid': '日历写得不对，请按提示改好再保存。',
  'what-if.many': '本站点同时在跑的试算太多了，请等别的跑完，或先停掉一个。',
  'text.slow': '这份文本读得太久，已经停下，什么也没有改。请分成几份，或去掉套了很多层的列表和成千上万的重复行，再试一次。',
  'text.busy': '正在检查的文本太多，这一份还没有读。您写的没有丢，请过几秒再试。',
  'approval.needed': p =>
    `${p.clause ? `按规范 ${p.clause}` : '按现行规范'}，发布新版本要先经同意。请用“提交审批”，等同意的人点头。`,
  'approval.role': '这一关不是等您的岗位同意，或者您自己就是提交人。请等轮到的人处理。',
  'approval.asker': '只有提请的人，或有权发布的人，才能撤回或催办。',
  'approval.delegate':
    '不能委托给他：他就是您自己或提请的人，或者已经表过态，或者没有处理审批的权限；放行要本人表态，也不能委托。',
  'approval.right': '提请放行的人已经没有发布的权限，这份不能放行。请撤回，由有权的人重新提请。',
  'approval.waiting': p => `${p.by ?? '别人'}提交的一份还在等同意。请先等它有结果，或请提交人撤回，再提交这一份。`,
  'approval.decided': p => decided[String(p.state)] ?? decided.published!,
  'exemption.early': '这个时钟没有超时，或超时已被更正，没有什么可以免责。',
  'exemption.done': '这次超时已经免责过了。一次超时只免一次。',
  'exemption.waiting': '这次超时已经有人申请免责，正在等同意。',
  'approval.overtaken': p =>
    `${p.number ? `这份改动是对着第 ${p.number} 版提交的，` : ''}等同意的时候，另一个版本已经发布了。请对着现行版本核对，再提交一次。`,
  'period.long': p => `一次最多看 ${p.days ?? 400} 天，请缩短时段。`,
  'table.wide': p => `这样分下去超过 ${p.limit ?? 20_000} 格，看不过来。请缩短时段，或改按周、按月，或改按部门。`,
  'export.long': p => `超过 ${p.limit ?? 20_000} 行，不能一次导出。请缩短时段，或先按结论、部门、人筛选。`,
  too_large: '内容太大，请分几次提交，或缩小附件。',
  'streams.many': p => `这次登录已经开着 ${p.limit ?? 20} 个页面，请关掉几个再打开。`,
  'host.unknown': p =>
    `这个网址${p.host ? `（${p.host}）` : ''}不在允许的名单里，没有处理。要用它访问，请管理员把它写进设置 SANSHENG_HOSTS。`,
  'lookups.many': p => `一小时里已经查了 ${p.count ?? 120} 个号码，先停一停。急用时请班长代查；查过的号码审计看得到。`,
  too_many: p => `操作太快了，请${p.seconds ? `等 ${p.seconds} 秒` : '稍等片刻'}再试。`,
  unavailable: '数据库暂时连不上，您填写的内容没有丢，请稍后再试。',
  internal: '系统出了错，这次没有做成，也没有留下一半。请再试一次；还是不行，就把请求编号告诉系统管理员。',
}

const duration = (seconds: unknown): string => {
  const s = Number(seconds)
  return s < 120 ? `${s} 秒` : `${Math.ceil(s / 60)} 分钟`
}

const weak: Record<string, string> = {
  short: '密码太短，请至少用 10 个字符；大小写字母、数字、符号用到三类的，8 个也可以。',
  'staff-number': '密码里不要带工号，请换一个别人猜不到的。',
  'site-name': '密码里不要带单位或站点的名称，请换一个别人猜不到的。',
  common: '这个密码太常见，容易被猜到，请换一个。',
  same: '新密码和原来的一样，请换一个。',
}

const handbook: Record<string, string> = {
  empty: '这份手册里没有文字。扫描件请先识别成文字，再传上来。',
  large: '这份手册太大，最多 8 MB。图片多的，请先去掉图片再传上来。',
  long: '这份手册太长，一份规范放不下。请按篇章分成几份，分别传上来。',
  docx: '读不出这份 Word 文档，可能已损坏或加了密码。请另存为 docx 或纯文本，再传上来。',
  kind: '只认 docx、Markdown 和纯文本。旧的 doc 和 PDF 请先另存为 docx，再传上来。',
  text: '这不是能读的文本。请用 UTF-8 或 GB18030 编码另存，再传上来。',
}

const decided: Record<string, string> = {
  published: '这份已经同意并发布了，不用再点。',
  refused: '这份已经被退回了。请改好再提交一次。',
  withdrawn: '这份已经撤回了，不用再处理。',
  ended: '这件事已经另有结果，不用再处理。',
}

const taken: Record<string, string> = {
  persons_staff_number: '这个工号',
  sites_code: '这个站点代码',
  departments_name: '这个部门名称',
  premises_code: '这个户号',
}

/** 每种填写问题的一句话；`params` 是校验器给出的界限。 */
export const fieldsZh: Record<string, (p: Params) => string> = {
  required: () => '请填写。',
  type: p => `请填写${types[String(p.type)] ?? '正确类型的值'}。`,
  minLength: p => (p.limit === 1 ? '请填写。' : `至少 ${p.limit} 个字。`),
  maxLength: p => `最多 ${p.limit} 个字，请缩短一些。`,
  pattern: p => patterns[String(p.pattern)] ?? '写法不对，请对照示例。',
  format: p => formats[String(p.format)] ?? '写法不对，请对照示例。',
  enum: p => `请从这些里选一个：${list(p.allowedValues)}。`,
  const: p => `这里只能是 ${String(p.allowedValue)}。`,
  minimum: p => `不能小于 ${p.limit}。`,
  maximum: p => `不能大于 ${p.limit}。`,
  exclusiveMinimum: p => `要大于 ${p.limit}。`,
  exclusiveMaximum: p => `要小于 ${p.limit}。`,
  multipleOf: p => `要是 ${p.multipleOf} 的倍数。`,
  additionalProperties: () => '没有这一项，请去掉，或检查拼写。',
  minItems: p => `至少 ${p.limit} 项。`,
  ledgerPeriod: p => `一次最多查 ${p.days} 天，请把起止缩短。`,
  maxItems: p => `最多 ${p.limit} 项。`,
  text: () => '里面有看不见的控制字符或残缺的字，请删掉后重新输入。',
  uniqueItems: () => '有重复的项，请去掉一个。',
  minProperties: p => `至少填写 ${p.limit} 项。`,
  maxProperties: p => `最多填写 ${p.limit} 项。`,
  propertyNames: () => '这一项的名称写法不对。',
  dependentRequired: p => `填写这一项时，也请填写 ${String(p.missingProperty)}。`,
  anyOf: () => '写法不对，请对照示例。',
  oneOf: () => '写法不对，请对照示例。',
  not: () => '不能这样填写，请对照示例。',
  zone: () => '没有这个时区，请写成 Asia/Shanghai 这样的名称。',
  scope: () => '范围和站点、组织对不上：“站点”范围要给站点，“组织”范围要给组织，“全部”两样都不给。',
  either: p => `请填写 ${list(p.names)} 中的一项。`,
}

export const unknownZh = '写得不对，请对照示例。'

const types: Record<string, string> = {
  string: '文字',
  integer: '整数',
  number: '数字',
  boolean: '“是”或“否”（true / false）',
  array: '一组值',
  object: '一组带名称的值',
  null: '空值',
}
const formats: Record<string, string> = {
  uuid: '编号不完整，请重新选择。',
  'date-time': '请写成带时区的时刻，例如 2026-11-20T14:36:05+08:00。',
  phone: '请写一个电话号码，可以带区号和分机，例如 0571-88661234 转 802。',
  name: '这里写称呼；号码请写在电话一栏。',
  date: '请写成日期，例如 2026-11-20。',
}
const patterns: Record<string, string> = {
  [ONE_LINE]: '写成一行：不能只有空格，也不能有换行、控制字符和改变方向的看不见的符号。',
  '\\S': '不能只有空格，请填写。',
  '^[A-Za-z0-9_.-]+$': '工号只用字母、数字、下划线、点和短横线。',
  '^[A-Z0-9]{2,8}$': '代码用 2 到 8 个大写字母或数字，例如 LZ。',
  '^[a-z0-9-]{1,40}$': '名称只用小写字母、数字和短横线，例如 cn-office。',
}

const list = (values: unknown): string => (Array.isArray(values) ? values.map(String).join('、') : '')

/** 时刻按站点的时区说给人听；没有给时区的按北京时间。 */
function clock(at: unknown, zone: unknown): string {
  const ms = Date.parse(String(at))
  if (Number.isNaN(ms)) return String(at)
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone: typeof zone === 'string' ? zone : 'Asia/Shanghai',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(ms)
}
