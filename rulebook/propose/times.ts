/** Time limits: a span of time with 内, 不超过, 提前 and the like beside it. */
import { type EventType, events } from '../vocabulary/index.ts'
import { cadenceOf, periodic } from './cadences.ts'
import type { Context } from './context.ts'
import { clock, nearby, special } from './deadlines.ts'
import { type Draft, eventNames, type Line } from './draft.ts'
import { actsIn, endsOf } from './ends.ts'
import { amountOf, type Found, spansIn, spelled } from './figures.ts'
import { halfOf, promised, soon } from './loose.ts'

export function timesIn(context: Context): Draft[] {
  const { sentence } = context
  const drafts: Draft[] = []
  const spans = spansIn(sentence)
  for (const [i, span] of spans.entries()) {
    const before = sentence.slice(i === 0 ? 0 : spans[i - 1]!.to, span.from).trimEnd()
    const after = sentence.slice(span.to, spans[i + 1]?.from)
    const draft = cadenceOf(span, before, after, context) ?? deadlineOf(span, before, after, context)
    if (draft) drafts.push(draft)
  }
  if (!drafts.some(({ kind }) => kind === 'cadence')) drafts.push(...periodic(context))
  const agreed = promised(context)
  if (drafts.length > 0) {
    // After the clause of the last figure, something may still have to be done at once.
    const last = spans.at(-1)?.to ?? sentence.length
    const rest = sentence.slice(last).search(/，/)
    const more = rest < 0 ? [] : soon({ ...context, sentence: ' '.repeat(last + rest) + sentence.slice(last + rest) })
    return [...agreed.filter(({ visit }) => visit).map(({ draft }) => draft), ...drafts, ...more]
  }
  const half = halfOf(context)
  if (half.length > 0) return half
  return [...agreed.map(({ draft }) => draft), ...soon(agreed[0] ? { ...context, sentence: agreed[0].rest } : context)]
}

const bound =
  /(?:不得?超过|不能超过|不应超过|不可超过|不超|不晚于|不得?多于|最[迟晚多长]|至[多迟]|[≤<]=?|(?<!不)少于|(?<!不)小于|控制在|限(?:时|期)?(?:为|在)?|规定时间为?)[^，。；]{0,4}$/
const inside = /^[\s）)]*(?:之内|以内|内|之前|以前)/
const service =
  /^[\s）)]*(?:不间断)?(?:\*?7|客服|服务?热线|热线|电话|值班|营业|开放|开通|在线|服务|人工|制|全天|不打烊|便利|自助|录像|监控|有效|保修|质保|工作制|以上|左右的?路|内不得|内禁止|内免费|内未|内没|内无|内仍|未|没有|仍)/
const term =
  /(?:保修|质保|有效|保质|试用|试行|工作|使用|存放|保存|保管|留存|留存期|追溯|近|最近|过去|前|(?<!不)满(?!意)|超过|逾期|连续|累计|每满|为期|历时|持续|签约|合同|培训期|年龄|周岁|经验|第一|首)(?:期限?|时间)?(?:为|是|了|共|不少于|至少|不低于)?[^，。；]{0,2}$/

function deadlineOf(span: Found, before: string, after: string, context: Context): Draft | null {
  const bounded = bound.test(before)
  const early = /(?:提前|提早|早于)[^，。；]{0,6}$/.test(before) || /^[\s]*(?:前|之前|以前)(?!\S{0,2}内)/.test(after)
  const limited = bounded || inside.test(after) || early
  if (!limited || service.test(after)) return null
  if (!bounded && !early && term.test(before)) return null
  if (/平均[^，。；]{0,12}$/.test(before)) return null
  if (/(?:稍停|停(?![水气电热暖机诊])|等待?|间隔|每隔?|持续)[^，。；]{0,3}$/.test(before) && !bounded) return null
  if (early) return backward(span, before, after, context)
  if (/每次[^，。；]{0,10}$/.test(before) && !actsIn(before + after).length) return null
  if (span.duration && yearOrMore(span.duration)) return null
  const around = context.paragraph.slice(0, context.at) + context.heading
  const ends = endsOf(before, after, around) ?? nearby(context)
  return clock(span, special(ends, context) ?? ends, { ...context, sentence: before })
}

const yearOrMore = ({ amount, unit }: NonNullable<Found['duration']>): boolean =>
  (unit === 'd' && amount >= 365) || (unit === 'month' && amount >= 12)

/** 提前10分钟到岗: not later than an instant that is known; 提前三天公告: the product has no such instant, so it is a limit to fill in. */
function backward(span: Found, before: string, after: string, context: Context): Draft | null {
  const amount = amountOf(span.duration)
  const near = `${before.split(/[，,。；]/).at(-1) ?? ''}${after.split(/[。；]/)[0] ?? ''}`
  const shift = /上班|班前|接班|岗|上岗|开窗|开门|营业前|会前/.test(near)
  const [act] = actsIn(after.split(/[，,。；]/)[0] ?? '')
  if (shift) {
    const to: EventType = act && events[act.event].subject === 'shift' ? act.event : 'shift.at_post'
    const lines: Line[] = [
      ['from', eventNames(['shift.planned'])],
      ['to', eventNames([to])],
      span.duration ? ['by', `班次.开始 - ${amount}`] : ['within', '待定'],
    ]
    return {
      kind: 'deadline',
      amount,
      word: `${to === 'shift.arrived' ? 'arrive' : 'at-post'}-${span.duration ? `${spelled(span.duration)}-early` : 'early'}`,
      lines,
      why: { zh: `写有提前量「${amount}」，按班次开始往前数`, en: `so long before a shift begins: ${amount}` },
      sure: true,
    }
  }
  const permit = /装修|施工许可|开工/.test(near + context.heading)
  const [from, to]: [EventType, EventType] | [] = permit
    ? ['permit.applied', 'permit.issued']
    : /停(?:水|气|电|热|暖|机|诊)|公告|通知|公示|告知|检修|计划/.test(near)
      ? ['notice.received', 'notice.published']
      : act
        ? [act.from, act.event]
        : []
  if (!from || !to) return null
  return {
    kind: 'deadline',
    amount,
    word: `${permit ? 'apply' : to === 'notice.published' ? 'announce' : (act?.word ?? 'act')}-${span.duration ? `${spelled(span.duration)}-early` : 'early'}`,
    lines: [
      ['from', eventNames([from])],
      ['to', eventNames([to])],
      permit && span.duration ? ['by', `装修许可.开工时间 - ${amount}`] : ['within', amount],
    ],
    why: {
      zh: permit ? `写有提前量「${amount}」` : `写有提前量「${amount}」；系统里没有那件事的开始时间，先按收到后多久写，请改`,
      en: `so long in advance: ${amount}; what it is counted back from has to be filled in`,
    },
    sure: false,
  }
}
