/** A proposed deadline: its two ends, its figure, and how sure the reader is of them. */
import type { EventType } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { type Draft, eventNames, type Line } from './draft.ts'
import { actsIn, type Ends } from './ends.ts'
import { amountOf, type Found, spelled } from './figures.ts'

/** Where the sentence itself names no act, the one before it or the heading may. */
export function nearby({ heading, sentence, paragraph, at }: Context): Ends | null {
  const previous = paragraph.slice(Math.max(0, at - 60), at)
  const [act] = [sentence, previous, heading].flatMap(text => actsIn(text).slice(-1))
  return act ? { from: [act.from], last: false, to: [act.event], word: act.word, guessed: true } : null
}

/** Clocks that begin with the later of two events, or whose ends the heading tells. */
export function special(ends: Ends | null, { sentence, heading }: Context): Ends | null {
  const of = (from: EventType[], to: EventType, word: string): Ends => ({
    from,
    last: from.length > 1,
    to: [to],
    word,
    guessed: false,
  })
  if (/复话|复机|恢复开通/.test(sentence)) return of(['reopen.requested', 'reopen.paid'], 'reopen.completed', 'reopen')
  if (ends?.to.includes('complaint.transferred') && /(?:认可|同意|批准)后/.test(sentence))
    return { ...ends, from: ['complaint.consented'] }
  if (ends?.to[0] === 'ticket.notified' && /联系单|处理单|交办单/.test(sentence))
    return of(['contact.recorded'], 'handover.form_sent', 'hand-over')
  if (/受理(?:或|或者|、)不(?:予)?受理/.test(sentence))
    return of(['complaint.received'], 'complaint.decision_told', 'tell-decision')
  if (/业务变更|更名|过户/.test(sentence)) return of(['change.registered', 'account.settled'], 'change.completed', 'change')
  if (/装[、和及]?移?机时限|装移机/.test(sentence)) return of(['install.paid'], 'install.completed', 'install')
  if (ends && /维修业务|报修/.test(sentence + heading) && ends.to.includes('repair.info_relayed'))
    return { ...ends, from: ['repair.form_filled'] }
  return null
}

export function clock(
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

/** A condition that the sentence names and the product knows as a fact. */
function conditionOf({ sentence }: Context, from: readonly EventType[]): string | null {
  const [first] = from
  if (first === 'install.paid') {
    const area =
      /城镇|市区/.test(sentence) && !/农村/.test(sentence)
        ? '城镇'
        : /农村|乡村/.test(sentence) && !/城镇/.test(sentence)
          ? '农村'
          : null
    return area && `装移机.地区 == '${area}'`
  }
  return null
}
