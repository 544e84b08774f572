/** Time limits without a figure of their own: 立即, 按约定时间, 一般时限的二分之一. */
import type { EventType } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { clock, nearby, special } from './deadlines.ts'
import { type Draft, eventNames } from './draft.ts'
import { actsIn, reportedOf, startIn } from './ends.ts'
import { withoutQuotes } from './sentences.ts'

/** 是一般时限的二分之一: a multiple of another limit, which a person has to name. */
export function halfOf(context: Context): Draft[] {
  const match = /(?:时限|期限|时间)[^，。；]{0,14}(二分之一|一半|1\/2)/.exec(context.sentence)
  if (!match) return []
  const ends = special(null, context) ?? nearby(context)
  const draft = clock({ duration: null, remark: '' }, ends, context, {
    zh: '写的是另一条时限的一半：请写成「0.5 × 那一条的编号」',
    en: 'half of another limit: write 0.5 × its id',
  })
  return [{ ...draft, amount: '0.5 ×', word: draft.word.replace('in-time', 'in-half-the-time'), sure: false }]
}

/** 按约定时间准时到达, 在承诺期限内答复: by an instant that was agreed. */
export function promised({ sentence }: Context): { draft: Draft; rest: string; visit: boolean }[] {
  const plain = withoutQuotes(sentence)
  const visit = /(?:约定|预约)的?时间[^，。；]{0,6}(?:到达|上门|到场|到位)/.exec(plain)
  const named =
    /(?:承诺|约定|答应)的?(?:时限|期限|时间|回复时间)[^，。；]{0,8}(?:答复|回复|回电|办结|处理|兑现|解决)/.exec(plain) ??
    /[×xX]{1,2}[（(]?时间[)）]?内/.exec(sentence)
  const match = visit ?? named
  if (!match) return []
  const [from, to, by, word]: [EventType, EventType, string, string] = visit
    ? ['dispatch.made', 'worker.arrived', '派工单.约定上门', 'arrive-as-agreed']
    : ['promise.made', 'promise.kept', '承诺.约定时间', 'keep-the-promise']
  const draft: Draft = {
    kind: 'deadline',
    amount: '约定时间',
    word,
    lines: [
      ['from', eventNames([from])],
      ['to', eventNames([to])],
      ['by', by],
    ],
    why: { zh: '写有约定的时间，不晚于它', en: 'not later than the time that was agreed' },
    sure: true,
  }
  const end = match.index + match[0].length
  return [{ draft, rest: ' '.repeat(end) + sentence.slice(end), visit: visit !== null }]
}

/** 立即通知, 及时回复: a limit whose figure is still open, where the sentence says who does what. */
export function soon({ sentence, paragraph, at, heading }: Context): Draft[] {
  const plain = withoutQuotes(sentence)
  const drafts: Draft[] = []
  for (const match of plain.matchAll(urgent)) {
    const [word] = match
    const near = plain
      .slice(match.index + word.length)
      .split(/[，。；：]/)[0]!
      .slice(0, 24)
      .replace(/^(?:地|、?有效|、?准确|、?妥善|\s)+/, '')
    if (/(?:无法|不能|未能|未|没有|没)$/.test(plain.slice(0, match.index))) continue
    if (/^(?:处理|解决|办理|反馈信息|准确|掌握|了解|发现|完成|为|给予帮助)/.test(near) || /^[、和]/.test(near)) continue
    const [act] = actsIn(near)
    if (!act || (act.event === 'ticket.closed' && word !== '次日')) continue
    const before = plain.slice(0, match.index)
    const day = /当日|当天/.test(word)
    if (day && !/(?:应|须|需|要|必须|予以|完成)/.test(before.slice(-8))) continue
    const named = startIn(before) ?? startIn(heading.split(' / ').at(-1) ?? '')
    const from = named && named !== act.event ? named : act.from
    const next = word === '次日' ? ({ amount: 1, unit: 'd' } as const) : null
    drafts.push(
      clock(
        { duration: next, remark: '' },
        { from: [from], last: false, to: [reportedOf(from, act.event)], word: act.word, guessed: named === null },
        { sentence, paragraph, at, heading, following: () => [], dueDay: null },
        { zh: `只说「${word}」，没有数字，请补上`, en: 'only a word such as “at once”; the figure is open' },
      ),
    )
    break
  }
  return drafts
}

const urgent = /立即|马上|立刻|即刻|及时|尽快|第一时间|当日|当天|次日|随即/g
