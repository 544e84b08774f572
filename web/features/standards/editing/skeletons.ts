/** A first text for each kind of rule: right as it stands, with the places marked (`#{…}`) that are one's own to fill. */
import { printRule } from '@sansheng/rulebook/kinds'
import { type Kind, kinds, type Locale } from '@sansheng/rulebook/vocabulary'

const chinese: Record<Kind, string> = {
  deadline: '起: #{工单.登记}\n止: #{工单.通知}\n限: #{30 分钟}\n提醒: 80%\n升级:\n- 100% 给 岗位:#{班长}',
  cadence: '起: #{工单.登记}\n止: #{工单.跟进}\n每: #{3 天}\n期间: #{工单.未结}',
  limit: '遇: #{工单.转办}\n计数: #{工单.转办}\n上限: #{1}\n按: #{工单}\n方式: #{拦下}',
  require: '之前: #{工单.结案}\n须有: #{工单.处理结果}\n方式: #{拦下}\n放行: 岗位:#{班长}',
  decide: '问:\n- #{是否属于本单位职责} 否 → 不受理: #{不归本单位办}\n否则: 受理',
  phrase: '禁用:\n- #{不归我管} → #{我帮您联系负责的同事}\n场合: 口头, 消息\n方式: #{提醒}',
  script: '遇: #{来电.接起}\n步骤:\n- 说 #{您好，\\{工号\\}号为您服务。}\n- 结束',
  approve: '之前: #{派工单.撤单}\n须经:\n- 岗位:#{主任} 限 #{1 工作日}',
  route: "遇: #{工单.登记}\n派往:\n- #{客户服务部} 当 #{工单.类别 == '投诉'}\n- #{综合部}",
  target: '量: 达标率\n所量: #{rule-id}\n目标: #{>= 98%}\n按: #{月}',
  score: '项目:\n- #{服务态度} #{60} 分\n- #{业务质量} #{40} 分\n等级:\n- #{优秀} 90 分\n- #{合格} 60 分\n- #{不合格} 0 分',
  order: '事项: #{排队的来访}\n先后:\n- #{客户.长者}\n- 先来先到',
  charge:
    '费项: #{物业服务费}\n单价: #{2.80 元/平方米·月}\n应缴日: #{每月 20 日}\n费率: #{3‰}\n基数: 未缴额\n取整: 四舍五入 0.01',
}

/** The text of a new rule, `#{…}` around what is to be filled in; English ones come without marks. */
export function skeletonOf(kind: Kind, id: string, locale: Locale = 'zh'): string {
  const text = `规则: ${kinds[kind].zh}\n编号: #{${id}}\n${chinese[kind]}`
  return locale === 'zh' ? text : printRule(plain(text), 'en')
}

/** Without the marks. */
export const plain = (skeleton: string): string =>
  skeleton.replace(/#\{((?:\\[{}]|[^{}])*)\}/g, (_, inner: string) => inner.replace(/\\([{}])/g, '$1'))

/** `rule-7`, the first that no rule has yet. */
export function freeId(taken: readonly string[], stem = 'rule'): string {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`${stem}-${n}`)) return `${stem}-${n}`
}
