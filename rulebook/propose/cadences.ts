/** Cadences: 每周不得低于一次, 每三天至少一次, 每隔半分钟, 定期. */
import { type EventType, events, nameOf } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { type Draft, eventNames, type Line } from './draft.ts'
import { amountOf, countsIn, type Found, spelled } from './figures.ts'
import { withoutQuotes } from './sentences.ts'

type Repeated = { to: EventType; from: EventType; end: EventType; word: string }
const often = (words: RegExp, to: EventType, from: EventType, end: EventType, word: string): [RegExp, Repeated] => [
  words,
  { to, from, end, word },
]

const repeated: readonly [RegExp, Repeated][] = [
  often(/打招呼|招呼/, 'call.greeted', 'call.lookup_started', 'call.lookup_ended', 'greet'),
  often(/巡视.{0,8}等候|等候.{0,12}问候|问候|安抚/, 'customer.greeted', 'queue.joined', 'queue.called', 'greet'),
  often(/紧急电话|测试|试拨/, 'line.tested', 'duty.started', 'line.lost', 'test-line'),
  often(/日志/, 'log.written', 'duty.started', 'person.changed', 'write-log'),
  often(/跟进|跟踪|处理进度|进展|进度/, 'ticket.followed_up', 'ticket.accepted', 'ticket.closed', 'follow-up'),
  often(/周报|月报|总结|汇报|上报|报送|报表|统计|汇总/, 'report.submitted', 'duty.started', 'person.changed', 'report'),
  often(
    /沟通|走访|拜访|主动联系|回访|随访|联系客户|慰问|座谈/,
    'relation.contacted',
    'relation.started',
    'relation.ended',
    'contact',
  ),
  often(
    /检查|巡查|巡检|抽查|督查|稽核|考核|测评|评比|盘点|核查|质检|抽听|监听|巡视|自查|调查/,
    'audit.done',
    'audit.planned',
    'evaluation.recognised',
    'inspect',
  ),
  often(/更新|公示|公布|张贴|通报/, 'board.updated', 'document.issued', 'person.changed', 'update'),
]
/** Where a count says that something is owed, but not what the product would call it. */
const anything: Repeated = { to: 'report.submitted', from: 'duty.started', end: 'person.changed', word: 'do' }

function actOf(...texts: string[]): Repeated | null {
  for (const text of texts) {
    let best: { act: Repeated; at: number } | null = null
    for (const [words, act] of repeated) {
      const at = words.exec(text)?.index
      if (at !== undefined && (!best || at < best.at)) best = { act, at }
    }
    if (best) return best.act
  }
  return null
}

const counts = (text: string) => countsIn(text.slice(0, 24)).filter(({ measure }) => /[次遍回户人位家条]/.test(measure))
const atMost = /不超过|不得?多于|不得超过|至多|最多|限/

/** 每三天不得低于一次, 每隔半分钟: the span stands after 每. */
export function cadenceOf(span: Found, before: string, after: string, { sentence }: Context): Draft | null {
  if (!/每隔?$/.test(before) || /^(?:内)?\s*(?:计收|加收|按|收取|计|的|\d)/.test(after) || !span.duration) return null
  const near = after.split(/[，。；]/)[0]!
  if (atMost.test(near.slice(0, 12))) return null
  const [count] = counts(near)
  const ahead = before.split(/[，。；]/).at(-1)!
  const act = actOf(near, ahead, sentence) ?? (count ? anything : null)
  return act && cadence(act, { every: span.duration, times: count && count.min > 1 ? count : null, remark: span.remark })
}

const period =
  /每(?:个)?(天|日|周|星期|月|季度|季|半年|年|旬)(?!\d|[一二三四五六七八九十]{1,3}[日号点]|末|的(?!一)|[^，。；]{0,12}[‰%％]|[^，。；]{0,6}元|\s*\d{1,2}\s*(?:日|号|点|：|:|时))/gu

/** 每周一次, 每月上报, 每天, 定期: no number of days stands there. */
export function periodic({ sentence }: Context): Draft[] {
  const plain = withoutQuotes(sentence)
  const drafts: Draft[] = []
  for (const match of plain.matchAll(period)) {
    const near = plain.slice(match.index + match[0].length, match.index + 40).split(/[，。；]/)[0]!
    if (atMost.test(near.slice(0, 8)) || /^(?:被|都|还)/.test(near)) continue
    const [count] = counts(near)
    const ahead = plain
      .slice(0, match.index)
      .split(/[，。；]/)
      .at(-1)!
      .slice(-20)
    const act = actOf(near, ahead) ?? (count && /次|遍|回/.test(count.measure) ? anything : null)
    if (!act) continue
    const name = { 天: '日', 日: '日', 周: '周', 星期: '周', 月: '月' }[match[1]!]
    if (name) drafts.push(cadence(act, { per: name, times: count ?? { min: 1, max: 1, measure: '次' } }))
    else {
      const months = { 季度: 3, 季: 3, 半年: 6, 年: 12 }[match[1]!]
      const every = months ? { amount: months, unit: 'month' as const } : { amount: 10, unit: 'd' as const }
      drafts.push(cadence(act, { every, remark: `「每${match[1]}」按 ${amountOf(every)}写` }))
    }
  }
  if (drafts.length > 0) return drafts
  const regular = /(?<!不)定期|时常|按规定(?=[^。；]{0,40}测试)/.exec(plain)
  if (!regular || /定期(?:服务内容|存款|缴纳)/.test(plain)) return []
  const act = actOf(plain.slice(regular.index).split(regular[0] === '按规定' ? /[。；]/ : /[，。；]/)[0]!)
  return act ? [cadence(act, {})] : []
}

type Often = {
  every?: NonNullable<Found['duration']>
  per?: string
  times?: { min: number; max: number; measure?: string } | null
  remark?: string
}

function cadence(act: Repeated, { every, per, times, remark }: Often): Draft {
  const counted = per ?? (every && times ? periodOf(every) : null)
  const count = times && (times.max > times.min ? `${times.min}..${times.max}` : String(times.min))
  const measure = times?.measure ?? '次'
  const amount = counted && count ? `${counted} ${count} ${measure}` : amountOf(every ?? null)
  const lines: Line[] = [
    ['from', eventNames([act.from])],
    ['to', eventNames([act.to])],
  ]
  if (counted && count) lines.push(['times', count], ['per', counted])
  else lines.push(['every', amount])
  lines.push(['end', eventNames([act.end])])
  const open = !every && !per
  return {
    kind: 'cadence',
    amount,
    word: `${act.word}-${open ? 'regularly' : counted && count ? countWord(count, counted) : `every-${spelled(every!)}`}`,
    lines,
    why: whyOf(act, open ? null : amount, remark),
    sure: false,
  }
}

const countWord = (count: string, period: string): string => `${count.replace('..', '-to-')}-a-${english[period] ?? 'period'}`

/** `amount` is null where the text names no interval. */
function whyOf(act: Repeated, amount: string | null, remark = ''): Draft['why'] {
  const guess =
    act === anything ? '没有看出要做的是哪个事件，先写提交报告，请改' : `到「${nameOf(events, act.end, 'zh')}」为止是猜的`
  const found = amount === null ? '写有要反复做的事，间隔待定' : `写有频次「${amount}」`
  return {
    zh: [found, guess, remark].filter(text => text !== '').join('；'),
    en: `${amount === null ? 'something is owed again and again, its interval left open' : `a cadence is written: ${amount}`}; its end is a guess`,
  }
}

const english: Record<string, string> = { 日: 'day', 周: 'week', 月: 'month' }

/** A counted period of several months is written in days. */
function periodOf({ amount, unit }: NonNullable<Found['duration']>): string | null {
  if (unit === 'month') return amount === 1 ? '月' : `${amount * 30} 天`
  if (unit !== 'd') return null
  return amount === 1 ? '日' : amount === 7 ? '周' : amount === 30 ? '月' : `${amount} 天`
}
