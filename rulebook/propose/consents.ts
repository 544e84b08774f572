/** Approvals: 须经…同意, 报…批准, 需向…请假得到同意. */
import type { EventType, Role } from '../vocabulary/index.ts'
import { roles } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { type Draft, eventNames, oneLine } from './draft.ts'

const who = '[\\p{Script=Han}、/和或及（）()]{1,16}?'
const consent = '(?:书面)?(?:同意|批准|审批|核准|认可|许可|准许|签字(?:认可|同意|确认)?|授权|审核(?:同意|批准|通过)?|审定)'
const forms = [
  new RegExp(`(?:经|由|报|征得|取得|获得|得到|需|须|待|请)\\s*(?:过|请|本)?(${who})(?:的)?${consent}`, 'u'),
  new RegExp(`向(${who})(?:请假|请示|申请|报告|报备)[^。；]{0,10}${consent}`, 'u'),
  new RegExp(`(${who})(?:进行)?(?:审批|批准|审核)(?:后|之后|通过后)`, 'u'),
]

const approvers: readonly [RegExp, Role, string][] = [
  [/班长|班组长|组长|值班长|班组主管|领班/, 'shift-leader', 'shift-leader'],
  [/主任|院长|行长|总经理|总监|副总|公司领导|分管领导|分管|公司|领导|所长|站长/, 'director', 'director'],
  [/主管|经理|部门|科长|处长|负责人|护士长|科室/, 'department-head', 'department-head'],
]
/** Consent of a customer is a matter of asking, not of approval. */
const outside = /客户|用户|商户|业主|居民|患者|家属|本人|消费者|对方|储户|顾客|监护人|当事人|投诉人|来访者|政府|国家|房产|住户/

const gates: readonly [RegExp, EventType, string][] = [
  [/离岗|离开岗位|离席|暂时离开/, 'absence.started', 'leave-post'],
  [/调休|公休|病假|事假|请假|休假|换班|调班/, 'leave.decided', 'leave'],
  [/地产类.*(?:转|移)|投诉.{0,10}(?:转入|转交|转办|移交)/, 'complaint.transferred', 'transfer-complaint'],
  [/减少或免除.*费|减免.{0,8}(?:维修|安装|服务)费|免(?:除|收).{0,6}维修/, 'order.fee_reduced', 'reduce-fee'],
  [/(?:滞纳金|违约金).{0,12}(?:免|减)|(?:免除?|减免?).{0,6}(?:滞纳金|违约金)/, 'fee.waiver_decided', 'waive-late-fee'],
  [/导出|拷贝|下载.{0,6}(?:资料|数据|信息)/, 'data.exported', 'export'],
  [/查看.{0,8}(?:资料|信息)|调阅|查阅/, 'data.viewed', 'view'],
  [/退还|退款/, 'deposit.refunded', 'refund'],
  [/延期|延长.{0,6}(?:时限|期限|时间)/, 'complaint.exempted', 'extend'],
  [/装修.{0,10}(?:开工|施工|手续)|施工许可|方案审批/, 'permit.issued', 'permit'],
  [/招待|礼品|馈赠|费用(?:申请|支出)|报销/, 'expense.approved', 'expense'],
  [/配件.{0,6}计划|备件/, 'spare.issued', 'spare'],
  [/转办|转派|退单/, 'ticket.transferred', 'pass-on'],
  [/结案|归档|销单|撤单/, 'ticket.closed', 'close'],
]

const consenting = /同意|批准|审批|核准|认可|许可|签字|授权|审核|审定/

export function consentsIn({ sentence }: Context): Draft[] {
  if (!consenting.test(sentence)) return []
  // 五百元以下由经理审批，以上须报总监批准: two rules in one sentence.
  const several = sentence.split('，').filter(text => consenting.test(text))
  const each = several.length > 1 ? several.flatMap(consentIn) : []
  return each.length > 1 ? each : consentIn(sentence)
}

function consentIn(sentence: string): Draft[] {
  for (const form of forms) {
    const match = form.exec(sentence)
    if (!match) continue
    const approver = match[1]!.replace(/^(?:由|向|请|报)/, '')
    const [, role, word] = approvers.find(([words]) => words.test(approver)) ?? []
    if (!role || !word || (outside.test(approver) && !/主任|经理|主管|班长|领导/.test(approver))) continue
    if (!/须|应|需|必须|要|经|报|后方可|方可|不得|才能|未/.test(sentence.slice(0, match.index + match[0].length + 8))) continue
    const gate = gates
      .map(gate => ({ gate, at: gate[0].exec(sentence)?.index ?? -1 }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0]?.gate
    const steps = [role, ...furtherIn(sentence.slice(match.index + match[0].length))]
    return [
      {
        kind: 'approve',
        amount: roles[role].zh,
        word: `${gate?.[2] ?? 'consent'}-by-${word}`,
        lines: [
          gate ? ['before', eventNames([gate[1]])] : ['matter', oneLine(sentence.replace(/[。；;]$/, ''), 60)],
          ['consent', steps.length === 1 ? `岗位:${roles[role].zh}` : steps.map(step => `岗位:${roles[step].zh}`)],
        ],
        why: {
          zh: `要「${oneLine(approver, 20)}」同意，写作岗位「${roles[role].zh}」${gate ? '' : '；系统里没有这个动作，写作事项'}`,
          en: `needs the consent of the ${role}`,
        },
        sure: gate !== undefined,
      },
    ]
  }
  return []
}

/** 经科长审核、总经理批准: further steps, in the order in which they stand. */
function furtherIn(rest: string): Role[] {
  const found: Role[] = []
  for (const match of rest.matchAll(
    /[、，]?(?:并|再|后)?(?:经|由|报)?([\p{Script=Han}]{2,10}?)(?:同意|批准|审批|核准|认可|审核|审定)/gu,
  )) {
    const role = approvers.find(([words]) => words.test(match[1]!))?.[1]
    if (!role || match.index > 4) break
    found.push(role)
    break
  }
  return found
}
