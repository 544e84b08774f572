/** Time limits and cadences: from a figure, or from words such as 立即 and 定期 with the figure still open. */
import { nameOf } from '../names.ts'
import { type EventType, events } from '../vocabulary.ts'
import type { Context } from './context.ts'
import { type Draft, eventNames, type Line } from './draft.ts'
import { actsIn, type Ends, endsOf, startIn } from './ends.ts'
import { amountOf, countsIn, type Found, spansIn } from './figures.ts'
import { quotesIn } from './sentences.ts'

export function timesIn(context: Context): Draft[] {
  const { sentence } = context
  const drafts: Draft[] = []
  const spans = spansIn(sentence)
  for (const [i, span] of spans.entries()) {
    const before = sentence.slice(i === 0 ? 0 : spans[i - 1]!.to, span.from)
    const after = sentence.slice(span.to, spans[i + 1]?.from)
    const draft = cadenceOf(span, before, after, context) ?? deadlineOf(span, before, after, context)
    if (draft) drafts.push(draft)
  }
  if (drafts.length > 0) return drafts
  const loose = periodic(context) ?? halfOf(context) ?? promised(context) ?? soon(context)
  return loose ? [loose] : []
}

const bound =
  /(?:不得?超过|不能超过|不应超过|不可超过|不超|不晚于|不得?多于|最[迟晚多长]|至[多迟]|[≤<]=?|少于|小于|控制在|限(?:时|期)?(?:为|在)?|规定时间为?)[^，。；]{0,4}$/
const inside = /^[\s）)]*(?:之内|以内|内|之前|以前)/
const service =
  /^[\s）)]*(?:不间断)?(?:\*?7|客服|服务?热线|热线|电话|值班|营业|开放|开通|在线|服务|人工|制|全天|不打烊|便利|自助|录像|监控|有效|保修|质保|工作制|以上|左右的?路|内不得|内禁止|内免费|内未|内没|内无|内仍|未|没有|仍)/
const term =
  /(?:保修|质保|有效|保质|试用|试行|工作|使用|存放|保存|保管|留存|留存期|追溯|近|最近|过去|前|满|超过|逾期|连续|累计|每满|为期|历时|持续|签约|合同|培训期|年龄|周岁|经验|第一|首)(?:期限?|时间)?(?:为|是|了|共|不少于|至少|不低于)?[^，。；]{0,2}$/

function deadlineOf(span: Found, before: string, after: string, context: Context): Draft | null {
  const bounded = bound.test(before)
  const early = /(?:提前|提早|早于)[^，。；]{0,6}$/.test(before) || /^[\s]*(?:前|之前|以前)(?!\S{0,2}内)/.test(after)
  const limited = bounded || inside.test(after) || early
  if (!limited || service.test(after)) return null
  if (!bounded && !early && term.test(before)) return null
  if (/平均[^，。；]{0,12}$/.test(before)) return null
  if (/(?:稍停|停|等待?|间隔|每隔?|持续)[^，。；]{0,3}$/.test(before) && !bounded) return null
  if (early) return backward(span, before, after, context)
  if (/每次[^，。；]{0,10}$/.test(before) && !actsIn(before + after).length) return null
  if (span.duration && span.duration.unit === 'd' && span.duration.amount >= 365) return null
  const around = context.paragraph.slice(0, context.at) + context.heading
  const ends = endsOf(before, after, around) ?? nearby(context)
  return clock(span, special(ends, context) ?? ends, context)
}

/** Where the sentence itself names no act, the heading may. */
function nearby({ heading, sentence }: Context): Ends | null {
  const [act] = [...actsIn(sentence).slice(-1), ...actsIn(heading).slice(-1)]
  return act ? { from: [act.from], last: false, to: [act.event], word: act.word, guessed: true } : null
}

/** Clocks that begin with the later of two events, or whose ends the heading tells. */
function special(ends: Ends | null, { sentence, heading }: Context): Ends | null {
  const of = (from: EventType[], to: EventType, word: string): Ends => ({
    from,
    last: from.length > 1,
    to: [to],
    word,
    guessed: false,
  })
  if (/复话|复机|恢复开通/.test(sentence)) return of(['reopen.requested', 'reopen.paid'], 'reopen.completed', 'reopen')
  if (/业务变更|更名|过户/.test(sentence)) return of(['change.registered', 'account.settled'], 'change.completed', 'change')
  if (/装[、和及]?移?机时限|装移机/.test(sentence)) return of(['install.paid'], 'install.completed', 'install')
  if (ends && /维修业务|报修/.test(sentence + heading) && ends.to.includes('repair.info_relayed'))
    return { ...ends, from: ['repair.form_filled'] }
  return null
}

function clock(
  span: { duration: Found['duration']; remark: string },
  ends: Ends | null,
  context: Context,
  reason?: Draft['why'],
): Draft {
  const amount = amountOf(span.duration)
  const found = ends ?? ({ from: ['intake.received'], last: false, to: ['ticket.closed'], word: 'finish', guessed: true } as Ends)
  const lines: Line[] = [
    ['from', (found.last ? '最后 ' : '') + eventNames(found.from)],
    ['to', (found.to.length > 1 ? '全部 ' : '') + eventNames(found.to)],
    ['within', amount],
  ]
  const when = conditionOf(context, found.from)
  if (when) lines.push(['when', when])
  const known = ends !== null && !ends.guessed
  const what = ends ? '' : '没有看出是哪两件事之间的时间，先写受理到结案，请改'
  const start = ends?.guessed ? `起点原文没有写明，先从「${eventNames(found.from)}」算` : ''
  const why = reason ?? {
    zh: span.duration ? `写有时限「${amount}」` : '写有时限，数字空着，请补上',
    en: span.duration ? `a time limit is written: ${amount}` : 'a time limit is written, its figure left blank',
  }
  return {
    kind: 'deadline',
    amount,
    word: `${found.word}-${span.duration ? `in-${spelled(span.duration)}` : 'in-time'}`,
    lines,
    why: {
      zh: [why.zh, what, start, span.remark].filter(text => text !== '').join('；'),
      en: [why.en, ...(ends ? [] : ['the two ends are a guess']), ...(start ? ['the start is a guess'] : [])].join('; '),
    },
    sure: known,
  }
}

export function spelled({ amount, unit }: NonNullable<Found['duration']>): string {
  return `${String(amount).replace('.', '-')}-${unit}`
}

/** A condition that the sentence names and the house knows as a fact. */
function conditionOf({ sentence }: Context, from: readonly EventType[]): string | null {
  const [first] = from
  if (first === 'install.paid') {
    const area =
      /城镇|市区/.test(sentence) && !/农村/.test(sentence)
        ? '城镇'
        : /农村|乡村/.test(sentence) && !/城镇/.test(sentence)
          ? '农村'
          : null
    return area && "装移机.地区 == '" + area + "'"
  }
  return null
}

/** 提前10分钟到岗: not later than an instant that is known; 提前三天公告: the house has no such instant, so it is a limit to fill in. */
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
      : []
  if (!from || !to) return null
  return {
    kind: 'deadline',
    amount,
    word: `${permit ? 'apply' : 'announce'}-${span.duration ? `${spelled(span.duration)}-early` : 'early'}`,
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

/** 每周不得低于一次, 每三天至少一次, 每隔半分钟, 每周保持2-3次. */
function cadenceOf(span: Found, before: string, after: string, context: Context): Draft | null {
  if (!/每隔?$/.test(before) || /^(?:内)?(?:计收|加收|按|收取|计|的)/.test(after)) return null
  if (!span.duration) return null
  const [count] = countsIn(after.slice(0, 24)).filter(({ measure }) => measure === '次' || measure === '遍' || measure === '回')
  const act = cadenceAct(context, after)
  if (!act) return null
  return cadence(act, { every: span.duration, times: count && count.min > 1 ? count : null, remark: span.remark })
}

type Often = {
  every?: NonNullable<Found['duration']>
  per?: string
  times?: { min: number; max: number } | null
  remark?: string
}
type Repeated = { to: EventType; from: EventType; end: EventType; word: string }

const repeated: readonly [RegExp, EventType, EventType, EventType, string][] = [
  [/打招呼|招呼/, 'call.greeted', 'call.lookup_started', 'call.lookup_ended', 'greet'],
  [/问候|安抚/, 'customer.greeted', 'queue.joined', 'queue.called', 'greet'],
  [/紧急电话|测试|试拨/, 'line.tested', 'duty.started', 'duty.started', 'test-line'],
  [/日志/, 'log.written', 'duty.started', 'person.changed', 'write-log'],
  [/周报|月报|总结|汇报|上报|报送|报表|统计/, 'report.submitted', 'duty.started', 'person.changed', 'report'],
  [/跟进|跟踪|处理进度|进展/, 'ticket.followed_up', 'ticket.accepted', 'ticket.closed', 'follow-up'],
  [
    /沟通|走访|拜访|主动联系|客户回访|回访|联系客户|慰问|客户座谈/,
    'relation.contacted',
    'relation.started',
    'relation.ended',
    'contact',
  ],
  [
    /检查|巡查|巡检|抽查|督查|稽核|考核|测评|评比|盘点|核查|质检|抽听|监听|巡视/,
    'audit.done',
    'audit.planned',
    'evaluation.recognised',
    'inspect',
  ],
  [/更新|公示|公布|张贴|通报/, 'board.updated', 'document.issued', 'document.issued', 'update'],
]

function cadenceAct({ sentence, heading }: Context, after: string): Repeated | null {
  for (const text of [after, sentence, heading])
    for (const [words, to, from, end, word] of repeated) {
      if (!words.test(text)) continue
      return { to, from, end, word }
    }
  return null
}

function cadence({ to, from, end, word }: Repeated, { every, per, times, remark }: Often): Draft {
  const period = per ?? (every && times ? periodOf(every) : null)
  const open = !every && !per
  const often = times && (times.max > times.min ? `${times.min}..${times.max}` : String(times.min))
  const amount = period && often ? `${period} ${often} 次` : amountOf(every ?? null)
  const lines: Line[] = [
    ['from', eventNames([from])],
    ['to', eventNames([to])],
    ...((period && often
      ? [
          ['times', often],
          ['per', period],
        ]
      : [['every', amount]]) as Line[]),
    ['end', eventNames([end === from ? (to === 'line.tested' ? 'line.lost' : 'document.issued') : end])],
  ]
  return {
    kind: 'cadence',
    amount,
    word: `${word}-${open ? 'regularly' : period && often ? `${often.replace('..', '-to-')}-a-${english[period] ?? 'period'}` : `every-${spelled(every!)}`}`,
    lines,
    why: {
      zh: [
        open ? '写有要反复做的事，间隔待定' : `写有频次「${amount}」`,
        `到「${nameOf(events, end, 'zh')}」为止是猜的`,
        remark ?? '',
      ]
        .filter(text => text !== '')
        .join('；'),
      en: open ? 'something is owed again and again, its interval left open' : `a cadence is written: ${amount}`,
    },
    sure: false,
  }
}

const english: Record<string, string> = { 日: 'day', 周: 'week', 月: 'month', '7 天': 'week' }

function periodOf({ amount, unit }: NonNullable<Found['duration']>): string | null {
  if (unit !== 'd') return null
  return amount === 1 ? '日' : amount === 7 ? '周' : amount === 30 ? '月' : `${amount} 天`
}

/** 每周一次, 每月上报, 每天, 定期: a period without a figure before it. */
function periodic(context: Context): Draft | null {
  const plain = withoutQuotes(context.sentence)
  const match =
    /每(?:个)?(天|日|周|星期|月|季度|季|年|班|旬)(?!\d|[一二三四五六七八九十]{1,3}[日号点]|末|的(?!一)|[‰%]|[^，。；]{0,6}[‰%]|\s*\d{1,2}\s*[日号点:：])/.exec(
      plain,
    )
  if (match) {
    const near = plain.slice(match.index, match.index + 30)
    const [count] = countsIn(near).filter(({ measure }) => /[次遍回]/.test(measure))
    const act = cadenceAct({ ...context, heading: '' }, near)
    const period = { 天: '日', 日: '日', 周: '周', 星期: '周', 月: '月' }[match[1]!]
    if (!act || /不超过|不得超过|至多|最多|限/.test(near.slice(0, 14))) return null
    if (period) return cadence(act, { per: period, times: count ?? { min: 1, max: 1 } })
    const days = { 季度: 90, 季: 90, 年: 365, 旬: 10, 班: 1 }[match[1]!]!
    return cadence(act, { every: { amount: days, unit: 'd' }, remark: `「每${match[1]}」按 ${days} 天写` })
  }
  const often = /定期|经常性|时常|不定期/.exec(plain)
  if (!often || often[0] === '不定期' || /定期(?:服务内容|存款|缴纳)/.test(plain)) return null
  const act = cadenceAct({ ...context, heading: '' }, plain.slice(often.index))
  return act && cadence(act, {})
}

/** 是一般时限的二分之一: a multiple of another limit, which a person has to name. */
function halfOf(context: Context): Draft | null {
  const match = /(?:时限|期限|时间)[^，。；]{0,14}(二分之一|一半|1\/2)/.exec(context.sentence)
  if (!match) return null
  const ends = special(null, context) ?? nearby(context)
  const draft = clock({ duration: null, remark: '' }, ends, context, {
    zh: '写的是另一条时限的一半：请写成「0.5 × 那一条的编号」',
    en: 'half of another limit: write 0.5 × its id',
  })
  return { ...draft, amount: '0.5 ×', word: draft.word.replace('in-time', 'in-half-the-time'), sure: false }
}

/** 按约定时间准时到达, 在承诺期限内答复: by an instant that was agreed. */
function promised({ sentence }: Context): Draft | null {
  const plain = withoutQuotes(sentence)
  const visit = /(?:约定|预约)的?时间[^，。；]{0,6}(?:到达|上门|到场|到位)/.test(plain)
  const told =
    /(?:承诺|约定|答应)的?(?:时限|期限|时间|回复时间)[^，。；]{0,8}(?:答复|回复|回电|办结|处理|兑现|解决)/.test(plain) ||
    /××?[（(]?时间[)）]?内/.test(sentence)
  if (!visit && !told) return null
  const [from, to, by, word]: [EventType, EventType, string, string] = visit
    ? ['appointment.agreed', 'worker.arrived', '派工单.约定上门', 'arrive-as-agreed']
    : ['promise.made', 'promise.kept', '承诺.约定时间', 'keep-the-promise']
  const start: EventType = visit ? 'dispatch.made' : from
  return {
    kind: 'deadline',
    amount: '约定时间',
    word,
    lines: [
      ['from', eventNames([start])],
      ['to', eventNames([to])],
      ['by', by],
    ],
    why: { zh: '写有约定的时间，不晚于它', en: 'not later than the time that was agreed' },
    sure: true,
  }
}

const urgent = /立即|马上|立刻|即刻|及时|尽快|第一时间|当场|当日|当天|次日|随即|迅速/

/** 立即通知, 及时回复: a limit whose figure is still open, where the sentence says who does what. */
function soon(context: Context): Draft | null {
  const plain = withoutQuotes(context.sentence)
  const match = urgent.exec(plain)
  if (!match || !/[应须需要必将后时，,：:]|如|遇|接到|发现/.test(plain.slice(0, match.index + match[0].length + 8))) return null
  const near = plain
    .slice(match.index + match[0].length)
    .split(/[，,。；：:]/)[0]!
    .slice(0, 24)
  const [act] = actsIn(near)
  if (
    !act ||
    /^(?:处理|解决|办理|反馈信息|准确|更新知识)/.test(near.replace(/^(?:地|的|、|有效|、?准确)+/, '')) === near.length < 3
  )
    return null
  const before = plain.slice(0, match.index)
  const told = startIn(before)
  const from = told && told !== act.event ? told : act.from
  const day = /当日|当天|次日/.test(match[0])
  const duration = match[0] === '次日' ? ({ amount: 1, unit: 'd' } as const) : null
  if (day && !/(?:应|须|需|要|必须|予以|完成|办结)/.test(plain)) return null
  return clock(
    { duration, remark: '' },
    { from: [from], last: false, to: [act.event], word: act.word, guessed: told === null },
    context,
    { zh: `只说「${match[0]}」，没有数字，请补上`, en: 'only a word such as “at once”; the figure is open' },
  )
}

function withoutQuotes(text: string): string {
  let plain = text
  for (const { from, to } of quotesIn(text)) plain = plain.slice(0, from) + ' '.repeat(to - from) + plain.slice(to)
  return plain
}
