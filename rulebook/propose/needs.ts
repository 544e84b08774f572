/** What has to be asked, checked or written down before an act, as far as the product knows it as a fact. */
import { type EventType, events, type FactGroup, facts, nameOf } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { type Draft, eventNames, type Line } from './draft.ts'
import { withoutQuotes } from './sentences.ts'

type Need = { words: RegExp; fact: readonly [FactGroup, string] }
const need = (words: RegExp, group: FactGroup, field: string): Need => ({ words, fact: [group, field] })
const needs: readonly Need[] = [
  need(/姓名|贵姓|称呼|尊姓/, 'customer', 'name'),
  need(/电话号码|联系电话|联系方式|联系号码|手机号|留下电话|(?<=姓名[、，和及])电话|电话(?=[、和及]姓名)/, 'customer', 'phone'),
  need(/故障现象|异常现象|故障情况/, 'fault', 'phenomenon'),
  need(/具体位置|故障位置|位置|地址|地点|门牌|房号|楼号|户号|住址/, 'fault', 'location'),
  need(/如何操作|操作经过|操作过程|操作情况/, 'fault', 'operation'),
  need(/处理结果|维修结果|办理结果/, 'ticket', 'result'),
  need(/施工内容|维修内容|服务内容/, 'form', 'workDone'),
  need(/客户评价|用户评价|客户意见|用户意见|签署意见|满意(?:度|程度)评价/, 'form', 'opinion'),
  need(/回访方式/, 'callback', 'method'),
  need(/(?:投诉|退货|消费)[^。]{0,40}(?:凭证|发票|小票)|受损事实依据/, 'complaint', 'voucher'),
  need(/交接(?:班)?记录|交接(?:班)?本|交接(?:班)?手续/, 'shift', 'handover'),
  need(/公司名称|单位名称|所在单位/, 'contact', 'company'),
  need(/核实.{0,8}身份|核对.{0,8}身份|验明.{0,6}身份|身份核实|确认.{0,6}身份/, 'identity', 'verified'),
  need(/授权(?:委托)?书|委托书/, 'house', 'authorization'),
  need(/(?:寸|照片).{0,12}张|照片/, 'house', 'photos'),
  need(/有效身份证件|押证/, 'key', 'document'),
  need(/身份证复印件/, 'permit', 'idCopy'),
  need(/金额/, 'fee', 'amount'),
]

const gates: readonly [RegExp, EventType, string][] = [
  [/结案|销单|办结后|归档/, 'ticket.closed', 'closing'],
  [/回访/, 'callback.recorded', 'call-back'],
  [/交接班|接班|交班|离岗|下班/, 'shift.ended', 'leaving'],
  [/(?:接房|交房|收房)/, 'house.handover_started', 'handover'],
  [/钥匙/, 'key.lent', 'key'],
  [/出入证|装修/, 'pass.issued', 'pass'],
  [/票据|收费项目|金额/, 'bill.handed', 'bill'],
  [/凭证|发票|受理.{0,4}投诉|投诉.{0,6}受理/, 'complaint.accepted', 'accepting'],
  [/完工|维修(?:完|后)|施工(?:完|后)|服务完毕|返单/, 'dispatch.returned', 'return'],
  [/转接|转办|转交|交给他人/, 'call.transferred', 'transfer'],
  [/派工|派单/, 'dispatch.made', 'dispatch'],
]
const must = /必须|须|应|需|要|不得|方可|问清|询问|请留下|务必|请问/
const gather =
  /问清|询问|问明|问|核实|核对|查验|验明|登记|填写|记录|出示|留下|提供|收集|写清|写明|注明|携带|带上|包括|内容|建立|复述|确认|做好|填/

export function needsIn({ sentence: whole, heading }: Context): Draft[] {
  const sentence = withoutQuotes(whole).includes('照片') || !/[“「"]/.test(whole) ? whole : withoutQuotes(whole)
  const photos = /(?:([一二三四两\d])寸).{0,10}?(?:各)?([一二三四两\d]{1,2})张/.exec(sentence)
  if (!photos && (!must.test(sentence) || !gather.test(sentence))) return []
  const found = needs.filter(({ words }) => words.test(sentence))
  if (found.length === 1 && found[0]!.fact[1] === 'location') return []
  if (found.length === 0) return []
  const near = `${sentence} ${heading.split(' / ').at(-1) ?? ''}`
  const gate = photos && /接房|交房|家庭/.test(`${sentence} ${heading}`) ? gates[3]! : gates.find(([words]) => words.test(near))
  const before = gate?.[1] ?? 'ticket.registered'
  const known = events[before].knows as readonly FactGroup[]
  const list = found.filter(({ fact }) => known.includes(fact[0]))
  const plain = /(?:核对|核实|问清|问明|询问|验明)[^，。；]{0,12}(?:姓名|电话|联系方式|身份)/.test(sentence)
  if (list.length === 1 && !gate && !plain && list[0]!.fact[0] !== 'fault') return []
  // One thing alone is seldom a requirement of its own, unless the sentence is short and plain.
  if (list.length === 0 || (list.length === 1 && !photos && sentence.length > 60)) return []
  const typeOf = ({ fact: [group, field] }: Need) => (facts[group].fields as Record<string, { type: string; zh: string }>)[field]
  const name = (item: Need) => `${facts[item.fact[0]].zh}.${typeOf(item)?.zh ?? ''}`
  const disclosed = list.filter(item => typeOf(item)?.type === 'disclosure' && item.fact[0] === 'customer')
  const has = list.filter(item => typeOf(item) && !disclosed.includes(item))
  const lines: Line[] = [['before', eventNames([before])]]
  if (has.length > 0) lines.push(['need', [...new Set(has.map(name))].join('、')])
  if (disclosed.length > 0) lines.push(['asked', [...new Set(disclosed.map(name))].join('、')])
  if (lines.length < 2) return []
  return [
    {
      kind: 'require',
      amount: photos ? `${photos[2] === '二' || photos[2] === '两' ? 2 : photos[2]} 张` : `${list.length} 项`,
      word: `needed-before-${gate?.[2] ?? 'registering'}`,
      lines,
      why: {
        zh: `写有要问清、记下或出示的内容；在「${nameOf(events, before, 'zh')}」之前看${gate ? '' : '，时机是猜的'}`,
        en: `things to ask, check or write down before ${before}`,
      },
      sure: gate !== undefined,
    },
  ]
}
