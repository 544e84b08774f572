/** Which events a sentence is about: what has to happen, and what it is counted from. */
import { type EventType, events } from '../vocabulary/index.ts'

/** `word` goes into the id of the rule; `from` is what it is counted from where the sentence does not say. */
export type Act = { words: RegExp; event: EventType; word: string; from: EventType }

const act = (words: RegExp, event: EventType, word: string, from: EventType): Act => ({ words, event, word, from })

/** Acts that a standard sets a time for; the first that fits wins, so the narrower ones stand above. */
const acts: readonly Act[] = [
  act(/离岗|离开岗位|离席/, 'absence.ended', 'absence', 'absence.started'),
  act(/到岗准备|到达单位|到单位|签到/, 'shift.arrived', 'arrive', 'shift.planned'),
  act(/到岗|上岗|到位值班|开窗|到达岗位|就位/, 'shift.at_post', 'at-post', 'shift.planned'),
  act(/接听|接起|接答|应答|拿起电话|摘机|接通|接电话/, 'call.answered', 'answer', 'call.offered'),
  act(/反叫|回拨|重新拨打|再次拨打/, 'call.placed', 'ring-back', 'call.dropped'),
  act(/回电|会电话|回个电话|致电(?:用户|客户|业主)/, 'call.placed', 'ring-back', 'promise.made'),
  act(/恢复开通|复话|复机/, 'reopen.completed', 'reopen', 'reopen.paid'),
  act(/业务变更|更名|过户/, 'change.completed', 'change', 'change.registered'),
  act(/装[、和及]?移机|装机|移机|新装|报装|完成安装|安装完|安装/, 'install.completed', 'install', 'install.paid'),
  act(/受理或(?:者)?不(?:予)?受理|是否受理/, 'complaint.decision_told', 'tell-decision', 'complaint.received'),
  act(
    /(?:处理|调查|投诉)(?:结果|意见)|明确的?(?:结果|答复)|处理完毕并答复/,
    'complaint.result_given',
    'give-result',
    'complaint.received',
  ),
  act(/联系单|处理单|交办单|转办单/, 'handover.form_sent', 'hand-over', 'contact.recorded'),
  act(/转入.{0,12}(?:公司|客户组|处理)|移交/, 'complaint.transferred', 'transfer', 'complaint.received'),
  act(/录入.{0,6}公告|发布|公示|张贴|告示|发出?公告/, 'notice.published', 'publish', 'notice.received'),
  act(/录入|登记入|建单|立单|录单|生成工单|建立工单|登记|登录系统/, 'ticket.registered', 'register', 'intake.received'),
  act(/打印.{0,3}派工单|打印.{0,2}工单/, 'dispatch.printed', 'print', 'ticket.registered'),
  act(/派单|派工|下派|指派|派出|安排(?:人员|维修|专人|师傅|上门|抢修)/, 'dispatch.made', 'dispatch', 'ticket.registered'),
  act(/传达(?:完毕)?|信息.{0,6}传/, 'repair.info_relayed', 'relay', 'repair.form_filled'),
  act(/接单|签收|认领/, 'ticket.accepted', 'accept', 'ticket.notified'),
  act(/跟进|跟踪|进度/, 'ticket.followed_up', 'follow-up', 'ticket.accepted'),
  act(/到场|到达现场|赶到|抵达|赶赴|上门(?!拜访|回访)|到达服务|到现场|到达/, 'worker.arrived', 'arrive', 'dispatch.made'),
  act(
    /修复|抢修(?:完|好)|维修(?:完|好)|修好|修理|完工|恢复供|恢复使用|通水|通气|复气|排除故障|更换完/,
    'service.completed',
    'repair',
    'dispatch.accepted',
  ),
  act(/查验|验收|检验|查勘/, 'inspection.done', 'inspect', 'dispatch.returned'),
  act(/回访/, 'callback.recorded', 'call-back', 'dispatch.returned'),
  act(/归还|收回钥匙|还回/, 'key.returned', 'return-key', 'visitor.left'),
  act(/退款|退还|退回|返还/, 'deposit.refunded', 'refund', 'intake.received'),
  act(/叫号|排队|等候时间|办理(?:业务|完)/, 'queue.called', 'call-number', 'queue.joined'),
  act(/出具/, 'ticket.closed', 'issue', 'intake.received'),
  act(/提交.{0,6}报告|报送|书面报告/, 'report.submitted', 'report', 'duty.started'),
  act(/结案|办结|处理完|处置完|归档|解决完|予以解决|处理好|办理完毕/, 'ticket.closed', 'close', 'ticket.registered'),
  act(
    /(?:向|报).{0,4}(?:上级|领导|班长|主管|负责人|值班长).{0,4}(?:请示|报告|汇报|反映)|请示/,
    'leader.asked',
    'ask-leader',
    'error.found',
  ),
  act(/上报|报告|汇报/, 'incident.reported', 'report', 'incident.seen'),
  act(/通知(?:用户|客户|业主|居民|患者|家属|储户|住户)|告知|知会/, 'customer.informed', 'tell-customer', 'solution.received'),
  act(
    /通知|转(?:至|交|送|派|办|给)|反馈(?:至|到|给).{0,6}(?:部门|单位|科)|交由|移送|流转|转达/,
    'ticket.notified',
    'notify',
    'ticket.registered',
  ),
  act(/微信|留言|在线|私信|消息/, 'conversation.replied', 'reply', 'conversation.asked'),
  act(
    /(?:与|跟|和)(?:用户|客户|业主|对方|您|患者|储户).{0,4}联系|联系(?:用户|客户|业主)/,
    'customer.contacted',
    'contact',
    'promise.made',
  ),
  act(/响应/, 'contact.responded', 'respond', 'fault.reported'),
  act(/答复|回复|回应|解答|反馈|回音/, 'case.answered', 'reply', 'case.opened'),
  act(/更新/, 'board.updated', 'update', 'document.issued'),
  act(/招呼|问候|安抚/, 'customer.greeted', 'greet', 'queue.joined'),
  act(/缴纳|缴费|交费|缴清|交纳/, 'fee.paid', 'pay', 'fee.due'),
  act(/测试|试拨/, 'line.tested', 'test', 'line.recovered'),
  act(/联系/, 'customer.contacted', 'contact', 'promise.made'),
  act(/处理|解决|办理|处置/, 'ticket.closed', 'close', 'intake.received'),
]

/** What a time is counted from, read from the words before the figure. */
const starts: readonly [RegExp, EventType][] = [
  [/铃/, 'call.offered'],
  [/(?:报事单|派工单|工单|单据)?返(?:回|单)|交回/, 'dispatch.returned'],
  [/服务完(?:毕|成)|完工|维修(?:完|结束|办结)|抢修(?:完|结束)|修(?:完|好)后|安装完|处理完(?:毕|成)/, 'service.completed'],
  [/办结|结案/, 'ticket.closed'],
  [/(?:确定)?受理(?:投诉)?之?(?:日|时)|受理投诉/, 'complaint.accepted'],
  [/(?:报事|报修)[、和或]投诉/, 'intake.received'],
  [/投诉/, 'complaint.received'],
  [/(?:接到|收到|接).{0,4}(?:派工单|派单|工单|报修单|任务|指令)/, 'dispatch.made'],
  [/接单/, 'ticket.accepted'],
  [/填写.{0,4}报修单/, 'repair.form_filled'],
  [/(?:解决)?方案|有(?:了)?(?:结果|答复)|得到答复/, 'solution.received'],
  [/约定|承诺|答应|告知对方/, 'promise.made'],
  [/中断|断线|掉线/, 'call.dropped'],
  [/系统.{0,6}恢复|恢复正常/, 'system.restored'],
  [/停(?:水|气|电|热|暖|机)|减压|检修计划/, 'notice.received'],
  [/险情|打架|争吵|事故|冲突|突发/, 'incident.seen'],
  [/差错/, 'error.found'],
  [/访客.{0,3}(?:走|离开)后|访客离去/, 'visitor.left'],
  [/访客|来访者/, 'visitor.arrived'],
  [/取号|到(?:达)?(?:大厅|柜台|窗口)|排队/, 'queue.joined'],
  [/留言|私信|发来消息|微信/, 'conversation.asked'],
  [/交费|缴费/, 'fee.paid'],
  [/登记|录入|建单/, 'ticket.registered'],
  [/报修|报事|求助|申请|诉求|来访|来电|咨询|接到|收到|受理/, 'intake.received'],
]

const everyStart = starts.map(([words, event]) => [new RegExp(words, 'g'), event] as const)

export type Ends = { from: EventType[]; last: boolean; to: EventType[]; word: string; guessed: boolean }

/** The acts named in a text, in the order in which they stand. */
export function actsIn(text: string): Act[] {
  const found: { act: Act; at: number; to: number }[] = []
  for (const item of acts) {
    const match = item.words.exec(text)
    if (!match) continue
    const [at, to] = [match.index, match.index + match[0].length]
    if (!found.some(other => at < other.to && other.at < to)) found.push({ act: item, at, to })
  }
  return found.sort((a, b) => a.at - b.at).map(({ act }) => act)
}

export function startIn(text: string): EventType | null {
  let best: { event: EventType; at: number } | null = null
  for (const [words, event] of everyStart)
    for (const { index, 0: word } of text.matchAll(words)) {
      const end = index + word.length
      if (!best || end > best.at) best = { event, at: end }
    }
  return best?.event ?? null
}

/** Ends of a time limit: the acts after the figure, then those before it. Null when the sentence names none. */
export function endsOf(before: string, after: string, around: string): Ends | null {
  const [near = ''] = after.split(/[。；;]/)
  const behind = actsIn(near)
  // 缴费后, 受理之日起: what is over when the time begins is not what has to come.
  const ahead = actsIn(before.replace(/[^，。；]{0,12}(?:后|之日起?|起)[，,\s]*$/, ''))
  const chosen = behind.length > 0 ? withNeighbours(behind, near) : ahead.slice(-1)
  if (chosen.length === 0) return null
  const to = [...new Set(chosen.map(({ event }) => event))]
  const [first] = chosen as [Act]
  const named = startFor(first.event, startIn(before) ?? startIn(around.slice(-60)))
  const from = named && !to.includes(named) && fits(named, first.event) ? named : first.from
  return { from: [from], last: false, to: to.map(event => reportedOf(from, event)), word: first.word, guessed: named === null }
}

/** 录入并打印派工单通知部门 is one time for three acts; what comes after a comma without 并 is another matter. */
function withNeighbours(found: Act[], text: string): Act[] {
  if (found.length === 1) return found
  const joined = /[,，、]?\s*(?:并|同时|及|和|且)/.test(text)
  const first = found[0]!
  if (joined)
    return found.filter((item, i) => i === 0 || (item.event !== 'ticket.closed' && fits(first.from, item.event))).slice(0, 3)
  return [first]
}

/** A complaint that is reported goes up as a complaint, not as an incident. */
export function reportedOf(from: EventType, to: EventType): EventType {
  return from === 'complaint.received' && (to === 'leader.asked' || to === 'incident.reported') ? 'complaint.reported_up' : to
}

/** Money is paid for something: for an installation, or for a line that is opened again. */
function startFor(to: EventType, named: EventType | null): EventType | null {
  if (named !== 'fee.paid') return named
  return to === 'install.completed' ? 'install.paid' : to === 'reopen.completed' ? 'reopen.paid' : named
}

/** Events that follow each other in one matter; a shift is not started by a complaint. */
function fits(from: EventType, to: EventType): boolean {
  const alone = ['shift', 'absence', 'leave', 'evaluation', 'report', 'document', 'person']
  const [a, b] = [events[from].subject, events[to].subject]
  if (alone.includes(a) || alone.includes(b)) return a === b
  return (a === 'notice') === (b === 'notice')
}
