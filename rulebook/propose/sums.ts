/** Amounts: shares and means to be reached, fees and late fees. */
import type { Context } from './context.ts'
import { type Draft, oneLine } from './draft.ts'
import { amountOf, readNumber, spansIn, spelled } from './figures.ts'

const percent =
  /(≥|≤|>=|<=|>|<|不低于|不少于|不小于|高于|大于|低于|少于|不超过|不高于|不得低于|不得高于|不得超过|不大于|达到|达|为|在|超过|至少)?\s*[（(]?(\d{1,3}(?:\.\d{1,2})?)\s*[%％]\s*[)）]?\s*(以上|及以上|以下|以内|之内)?/g
const rateName =
  /([\p{Script=Han}、/]{0,14}?(?:达标率|及时率|满意率|满意度|接通率|接听率|接起率|合格率|完好率|办结率|完成率|回访率|答复率|处理率|解决率|准确率|修复率|好评率|投诉率|差错率|弃话率|放弃率|流失率|回复率|响应率|履约率|兑现率|知晓率|按时率|覆盖率|应答率|上线率|到位率|准时率))/gu

/** A target, and what it measures, which only the whole draft can say. */
export type Target = Draft & { about: string; clock: boolean }

export function targetsIn({ sentence }: Context): Target[] {
  const found: Target[] = []
  if (/[%％]/.test(sentence)) {
    for (const match of sentence.matchAll(percent)) {
      const before = sentence.slice(0, match.index)
      const [name] = [...before.matchAll(rateName)].slice(-1)
      if (!name || before.length - (name.index + name[0].length) > 14 || Number(match[2]) > 100) continue
      const bad = /投诉率|差错率|弃话率|放弃率|流失率/.test(name[1]!)
      const word = match[1] ?? ''
      const most =
        /≤|<|低于$|少于$|不超过|不高于|不得高于|不得超过|不大于/.test(word) && !/不低于|不少于|不小于|不得低于/.test(word)
      const sign = most || /以下|以内|之内/.test(match[3] ?? '') || (bad && word === '') ? '<=' : '>='
      if (word === '' && !match[3] && !/应|须|要|目标|指标|确保|保证|力争/.test(sentence)) continue
      found.push(target('ratio', `${sign} ${Number(match[2])}%`, oneLine(name[1]!, 20), sentence))
    }
  }
  const mean = /平均[^，。；\d]{0,16}(?:不(?:得|应|能)?(?:超过|大于|高于|多于)|≤|<=?|控制在|少于|低于|小于)\s*/.exec(sentence)
  if (mean) {
    const from = mean.index + mean[0].length
    const span = spansIn(sentence.slice(from, from + 12))[0]
    const duration = span?.duration?.unit === 'month' ? { amount: span.duration.amount * 30, unit: 'd' as const } : span?.duration
    if (span && duration && span.from <= 1 && ['s', 'min', 'h', 'd'].includes(duration.unit))
      found.push(
        target(
          'mean',
          `<= ${amountOf(duration)}`,
          oneLine(mean[0].replace(/[≤<=]|不.*$|控制在.*$/g, ''), 20),
          sentence,
          spelled(duration),
        ),
      )
  }
  return found
}

function target(by: 'ratio' | 'mean', goal: string, about: string, sentence: string, span = ''): Target {
  const per =
    /每(周|月|季|年|日|天)/.exec(sentence)?.[1] ??
    (/月度/.test(sentence) ? '月' : /年度|全年/.test(sentence) ? '年' : /季度/.test(sentence) ? '季' : '月')
  return {
    kind: 'target',
    amount: goal,
    word:
      by === 'ratio'
        ? `reach-${goal
            .replace(/^[<>=]+ /, '')
            .replace('.', '-')
            .replace('%', '-percent')}`
        : `mean-${span}`,
    lines: [
      ['measure', by === 'ratio' ? '达标率' : '平均'],
      ['goal', goal],
      ['per', { 天: '日' }[per] ?? per],
    ],
    why: {
      zh: `写有目标「${about}${goal}」${/每(周|月|季|年|日|天)|月度|年度|季度/.test(sentence) ? '' : '，周期没有写，先按月'}`,
      en: `a goal is written: ${goal}`,
    },
    sure: true,
    about,
    clock: by === 'mean',
  }
}

const daily =
  /(?:每日|每天|日|按日)[^，。；]{0,20}?(\d{1,2}(?:\.\d{1,3})?)\s*(‰|%|％)|(?:每日|每天|按日)[^，。；]{0,12}?(万分之|千分之|百分之)([一二三四五六七八九十]{1,2}|\d{1,2}(?:\.\d)?)/
const dueForm = /(?:每月|次月|当月)\s*(\d{1,2})\s*[日号]\s*(之前|以前|前)?/
const owed = /缴|交纳|交费|付款|付清|还款|支付|结清/

const dueWords = ({ day, before }: { day: number; before: boolean }) => `每月 ${day} 日${before ? '前' : ''}`

/** 每月20日前缴纳; null when the text names no such day. */
export function dueDayIn(text: string): { day: number; before: boolean } | null {
  const match = dueForm.exec(text)
  const day = Number(match?.[1])
  if (!match || day < 1 || day > 31) return null
  const near = text.slice(Math.max(0, match.index - 30), match.index + 40)
  return owed.test(near) ? { day, before: match[2] !== undefined } : null
}

export function chargesIn({ sentence, dueDay }: Context): Draft[] {
  const due = dueDayIn(sentence)
  const late = /滞纳金|违约金|逾期|罚息|未(?:及时|按时|按期)?(?:缴|交)/.test(sentence) ? daily.exec(sentence) : null
  const drafts = [
    late ? lateFee(late, due, dueDay, sentence) : due && dueDayAlone(due, sentence),
    vacancy(sentence),
    advance(sentence),
    freeOfCharge(sentence),
  ]
  return drafts.filter(draft => draft !== null)
}

type DueDay = { day: number; before: boolean }

/** `elsewhere`: the due day that another sentence of the text names. */
function lateFee(match: RegExpExecArray, due: DueDay | null, elsewhere: number | null, sentence: string): Draft | null {
  const share = match[1] !== undefined ? `${Number(match[1])}${match[2] === '％' ? '%' : match[2]}` : spoken(match[3]!, match[4]!)
  if (!share) return null
  const day = due?.day ?? elsewhere
  return {
    kind: 'charge',
    amount: `每日 ${share}${due ? `，${dueWords(due)}` : ''}`,
    word: `late-fee-${share.replace('.', '-').replace('‰', '-permille').replace('%', '-percent')}`,
    lines: [
      ['fee', feeName(sentence, '滞纳金')],
      ['due', due ? dueWords(due) : day === null ? '待定' : `每月 ${day} 日`],
      ['rate', `每日 ${share}`],
      ['base', /应(?:缴|交|付)/.test(sentence) ? '应缴额' : '未缴额'],
    ],
    why: {
      zh: `写有每日「${share}」；${day === null ? '文中没有应缴日，待定' : due ? '应缴日在同一句' : `应缴日取自本文别处的每月 ${day} 日`}`,
      en: `a daily late fee is written: ${share}${day === null ? '; its due day is open' : ''}`,
    },
    sure: day !== null,
  }
}

function dueDayAlone(due: DueDay, sentence: string): Draft {
  const day = dueWords(due)
  return {
    kind: 'charge',
    amount: day,
    word: `due-day-${due.day}`,
    lines: [
      ['fee', feeName(sentence, '应缴费用')],
      ['due', day],
      ['rate', '待定'],
    ],
    why: {
      zh: `写有应缴日「${day}」；滞纳金的费率待定`,
      en: `a due day is written: ${due.day}; the rate of the late fee is open`,
    },
    sure: true,
  }
}

/** 空置的房屋按 70% 收取. */
function vacancy(sentence: string): Draft | null {
  const match = /(?:空置|未(?:入住|接房|使用)|停用)[^。；]{0,160}?(?:标准|费用?|的)[^。；\d]{0,8}(\d{2,3})\s*[%％]/.exec(sentence)
  if (!match || Number(match[1]) > 100) return null
  const months = /一年|壹年|12个月|十二个月/.test(sentence.slice(0, match.index + match[0].length)) ? ' 12 个月' : ''
  return price('vacant', `${Number(match[1])}%`, `vacant-${match[1]}-percent`, `${Number(match[1])}%${months}`, sentence)
}

/** 预收三个月费用. */
function advance(sentence: string): Draft | null {
  const match =
    /(?:预收|预交|预缴|提前(?:收取|缴纳)|前)[^，。；\d]{0,6}?(\d{1,2}|[一二三四五六七八九十半两]{1,2})\s*(?:个)?(月|年)[^，。；]{0,8}费/.exec(
      sentence,
    )
  const count = match && !/询问|为什么|是否/.test(sentence.slice(0, match.index)) && readNumber(match[1]!)
  if (!match || !count) return null
  const months = match[2] === '年' ? count * 12 : count
  if (!Number.isInteger(months) || months > 120) return null
  return price('advance', `${months} 个月`, `${months}-months-ahead`, `${months} 个月`, sentence)
}

function freeOfCharge(sentence: string): Draft | null {
  const match = /免费(?:向|为|给)?[^，。；]{0,10}(?:提供|安装|更换|检修|维修|检查|送|上门|办理|通话|拨打|安检)/.exec(sentence)
  if (!match || /免费(?:电话|热线|下载|注册|磨合|素材)/.test(sentence)) return null
  return {
    kind: 'charge',
    amount: '0 元',
    word: 'free-of-charge',
    lines: [
      ['fee', oneLine(sentence.slice(match.index, match.index + match[0].length + 12).split(/[，,。；]/)[0]!, 30)],
      ['price', '0 元/次'],
    ],
    why: { zh: '写明免费', en: 'free of charge' },
    sure: true,
  }
}

function price(key: 'vacant' | 'advance', amount: string, word: string, value: string, sentence: string): Draft {
  return {
    kind: 'charge',
    amount,
    word,
    lines: [
      ['fee', feeName(sentence, '费用')],
      ['price', '待定'],
      [key, value],
    ],
    why: {
      zh: `写有「${amount}」；单价这里没有写，待定`,
      en: `${amount} is written; the price is open`,
    },
    sure: false,
  }
}

function feeName(sentence: string, otherwise: string): string {
  return /((?:物业|供暖|采暖|水|气|燃气|热|电|管理|服务|停车|车位|卫生)[\p{Script=Han}]{0,3}费)/u.exec(sentence)?.[1] ?? otherwise
}

function spoken(base: string, figure: string): string | null {
  const value = readNumber(figure)
  if (value === undefined) return null
  if (base === '千分之') return `${value}‰`
  return base === '百分之' ? `${value}%` : `${value / 10}‰`
}
