/** Limits: rings of a telephone, and how often or how many at most. */
import { type EventType, events } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { type Draft, eventNames, isAction, type Line } from './draft.ts'
import { countsIn, readNumber } from './figures.ts'

const numeral = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const rings = [
  new RegExp(`${numeral}\\s*(?:声|响|遍)\\s*(?:铃声|铃|响)?\\s*(?:以内|之内|内|之前|前|接)`, 'u'),
  new RegExp(
    `(?:不(?:得|能|应|可|让[^，。；]{0,8})?(?:超过|多于)|(?:响铃|铃响|铃声)[^，。；]{0,4}(?:不超过|超过|≤|<=))\\s*${numeral}\\s*(?:声|响|遍)`,
    'u',
  ),
  new RegExp(`(?:第)\\s*${numeral}\\s*(?:声|响)(?:铃)?[^，。；]{0,6}(?:之前|前|以内|内)[^，。；]{0,6}接`, 'u'),
]

/** 铃响三声以内接听, 三响之内, 不让铃响超过三声. */
export function ringsIn({ sentence }: Context): Draft[] {
  if (!/铃|响|接听|接起|接电话|接答|应答|来电/.test(sentence)) return []
  for (const pattern of rings) {
    const figure = readNumber(pattern.exec(sentence)?.[1] ?? '')
    if (!figure) continue
    return [
      {
        kind: 'limit',
        amount: `${figure} 声`,
        word: `answer-in-${figure}-rings`,
        lines: [
          ['on', eventNames(['call.answered'])],
          ['measure', '来电.声数'],
          ['max', `${figure} 声`],
          ['mode', '只记'],
        ],
        why: { zh: `写有响铃声数「${figure} 声」；正好第 ${figure} 声接起算做到`, en: `rings are counted: at most ${figure}` },
        sure: true,
      },
    ]
  }
  return []
}

type Counted = { on: EventType; measure?: string; word: string }
const counted: readonly [RegExp, Counted][] = [
  [/转接|转(?:给|出)?电话/, { on: 'call.transferred', word: 'transfer' }],
  [/接听同一|人员接听|同时通话|参加通话/, { on: 'call.joined', word: 'join' }],
  [/转办|转派|流转|退单/, { on: 'ticket.transferred', word: 'pass-on' }],
  [/保持|搁置|挂起/, { on: 'call.held', word: 'hold' }],
  [/报表|查询/, { on: 'entitlement.used', measure: '合同服务.报表张数', word: 'tables' }],
  [/出入证/, { on: 'pass.issued', measure: '装修许可.人均出入证', word: 'passes' }],
  [/延期/, { on: 'complaint.exempted', word: 'extend' }],
  [/外呼|拨打|回访|致电/, { on: 'call.placed', word: 'call' }],
  [/派单|派工|上门/, { on: 'dispatch.made', word: 'visit' }],
  [/离岗|离席|小休/, { on: 'absence.started', word: 'absence' }],
  [/调休|请假/, { on: 'leave.decided', word: 'leave' }],
  [/减免|免除/, { on: 'fee.waiver_decided', word: 'waive' }],
  [/重开|返修|返工/, { on: 'order.rework', word: 'rework' }],
]
/** Where the figure stands but not what the product would call what is counted. */
const unknown: Counted = { on: 'contact.recorded', word: 'count' }
const atMost =
  /(?:不(?:得|能|应|可|允许)?(?:超过|多于|大于)|最多|至多|只(?:能|可|限|许|受理|接受|办理|允许)|仅限|仅能|仅可|上限(?:为|是)?|(?<![时期权有无])限[发领购用带停开办]?|≤|[不得]超)[^，。；]{0,8}$/

/** 同一电话只能转接一次, 每人最多三次; 不能由三个以上的人接听 leaves two. */
export function limitsIn({ sentence }: Context): Draft[] {
  const drafts: Draft[] = []
  for (const count of countsIn(sentence)) {
    const before = sentence
      .slice(Math.max(0, count.from - 24), count.from)
      .split(/[，。；]/)
      .at(-1)!
    const after = sentence.slice(count.to, count.to + 24).split(/[，。；]/)[0]!
    const over = /(?:不能|不得|不可|严禁|禁止)[^，。；]{0,8}$/.test(before) && /^(?:或|及|和)?[^，。；]{0,6}以上/.test(after)
    const given = /^(?:[①-⑳\d、. ]*)提供/.test(sentence) && /[张份]/.test(count.measure) && after.trim() === ''
    const more = /超过$/.test(before) && /^(?:的|以上的)/.test(after)
    if (!(atMost.test(before) || over || given || more)) continue
    if (/每(?:次|天|日|周|月)?$/.test(sentence.slice(0, count.from)) || /多于$/.test(before)) continue
    const near = `${before}${after}`
    const found = counted.find(([words]) => words.test(near))?.[1] ?? counted.find(([words]) => words.test(sentence))?.[1]
    if (!found && /名|条|句|项|件|个|户/.test(count.measure)) continue
    drafts.push(limit(over ? Math.max(1, count.max - 1) : count.max, count.measure, found ?? null))
    if (over) break
  }
  return drafts
}

function limit(max: number, measure: string, found: Counted | null): Draft {
  const { on, measure: path, word } = found ?? unknown
  const unit = /[次声人个张]/.test(measure) ? measure[0]! : ''
  const lines: Line[] = [
    ['on', eventNames([on])],
    path ? ['measure', path] : ['count', eventNames([on])],
    ['max', unit ? `${max} ${unit}` : String(max)],
  ]
  if (!path) lines.push(['per', events[on].subject === 'call' ? '来电' : '个案'])
  return {
    kind: 'limit',
    amount: `${max} ${measure}`,
    word: `${word}-at-most-${max}`,
    lines,
    why: {
      zh: found
        ? `写有最多「${max} ${measure}」${isAction(on) ? '，到了就拦下' : '，已经发生的事拦不下，只记'}`
        : `写有最多「${max} ${measure}」；没有看出数的是哪个事件，先数接触的记录，请改`,
      en: `at most ${max} is written`,
    },
    sure: found !== null,
  }
}
