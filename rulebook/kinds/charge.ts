import type { Key } from '../document/index.ts'
import type { Charge } from './rule-sheets.ts'
import { get, type KindSchema, types } from './schema.ts'
import { printMoney, printShare } from './sums.ts'

const ofLateFee: readonly Key[] = ['base', 'start', 'cap', 'payments', 'waiver']

/** A tariff: price, vacancy, due day; late fee with base, first day, cap, rounding and order of payments. */
export const charge: KindSchema = {
  kind: 'charge',
  keys: {
    fee: { type: 'line', help: { zh: '哪一项费用', en: 'the name of the fee' } },
    price: { type: 'price', help: { zh: '2.80 元/平方米·月', en: '2.80 CNY per m2 per month' } },
    vacant: { type: 'vacancies', help: { zh: '空置时收几成：90% 12 个月', en: 'the share while vacant: 90% 12 months' } },
    advance: { type: 'months', help: { zh: '预收几个月', en: 'how many months are collected in advance' } },
    due: { type: 'dueDay', help: { zh: '每月 20 日；每月 20 日前不含当日', en: 'day 20; before day 20 leaves the day out' } },
    roll: {
      type: 'truth',
      help: { zh: '应缴日逢休息日则顺延', en: 'a due day that is a rest day moves to the next day that is none' },
    },
    calendar: { type: 'calendar', help: { zh: '哪天是休息日', en: 'the calendar that knows the rest days' } },
    rate: { type: 'rate', help: { zh: '滞纳金每日多少：3‰', en: 'late fee a day: 3‰' } },
    base: { type: 'lateBase', help: { zh: '按应缴额还是未缴额算', en: 'of what was due, or of what is still unpaid' } },
    start: {
      type: 'days',
      help: { zh: '应缴日后第几天起算，默认 1 天', en: 'the first day that counts, after the due day; 1 unless written' },
    },
    cap: { type: 'cap', help: { zh: '滞纳金最多：100% 或 500 元', en: 'the most that a late fee can be: 100% or 500 CNY' } },
    payments: { type: 'paymentOrder', help: { zh: '先本金或先滞纳金', en: 'principal first or late fee first' } },
    waiver: { type: 'id', help: { zh: '按哪条审批规则减免', en: 'the approval under which it may be waived' } },
    round: { type: 'rounding', help: { zh: '四舍五入 0.01', en: 'half-up 0.01' } },
  },
  build: (values, common, { report, entries, block, locale, calendar }): Charge | null => {
    const written = get(values, 'price', 'price') ?? null
    const price = written === 'open' ? null : written
    const rate = get(values, 'rate', 'rate') ?? null
    const day = get(values, 'due', 'dueDay') ?? null
    const due = day === 'open' ? null : day
    if (!written && rate === null) {
      report.error(
        block.entries[0]!.value,
        'charge-form',
        { zh: '这条规则还缺「单价」或「费率」', en: 'this rule has neither `price` nor `rate`' },
        locale === 'zh' ? '单价:' : 'price:',
      )
      return null
    }
    const stray = rate === null ? ofLateFee.find(key => entries[key]) : undefined
    if (stray) {
      const { key } = entries[stray]!
      report.error(key, 'late-fee-key', {
        zh: `「${key.text}」要和「费率」一起写`,
        en: `\`${key.text}\` goes with \`rate\``,
      })
      return null
    }
    if (rate !== null && !day) {
      report.error(
        entries.rate!.key,
        'due-missing',
        { zh: '有滞纳金就要写「应缴日」', en: 'a late fee needs a `due` day' },
        locale === 'zh' ? '应缴日: 每月 20 日' : 'due: day 20',
      )
      return null
    }
    if (entries.vacant && written !== 'open' && price?.each !== 'month') {
      report.error(entries.vacant.key, 'vacant-month', {
        zh: '空置只对按月的单价有用',
        en: 'a vacancy needs a price by the month',
      })
      return null
    }
    return {
      ...common,
      kind: 'charge',
      fee: get(values, 'fee', 'line') ?? null,
      price,
      vacant: get(values, 'vacant', 'vacancies') ?? [],
      advance: get(values, 'advance', 'months') ?? null,
      due,
      roll: get(values, 'roll', 'truth') ?? false,
      calendar: get(values, 'calendar', 'calendar') ?? calendar,
      rate: rate === 'open' ? 0 : rate,
      base: get(values, 'base', 'lateBase') ?? 'unpaid',
      start: get(values, 'start', 'days') ?? 1,
      cap: get(values, 'cap', 'cap') ?? null,
      payments: get(values, 'payments', 'paymentOrder') ?? 'principal first',
      round: get(values, 'round', 'rounding') ?? { mode: 'half-up', step: 1 },
      waiver: get(values, 'waiver', 'id') ?? null,
      open: rate === 'open' || written === 'open' || day === 'open',
    }
  },
  sentence: (values, vocabulary) => {
    const [price, rate, due] = [get(values, 'price', 'price'), get(values, 'rate', 'rate'), get(values, 'due', 'dueDay')]
    const cap = get(values, 'cap', 'cap')
    const fee = get(values, 'fee', 'line')
    const [zh, en]: [string[], string[]] = [[], []]
    if (price) {
      zh.push(String(types.price.print(price, 'zh', vocabulary)))
      en.push(String(types.price.print(price, 'en', vocabulary)))
    }
    if (due) {
      zh.push(`${types.dueDay.print(due, 'zh', vocabulary)}缴`)
      en.push(`due ${types.dueDay.print(due, 'en', vocabulary)}`)
    }
    if (rate !== undefined) {
      const most = { zh: '', en: '' }
      if (cap) {
        most.zh = `，最多 ${'ppm' in cap ? printShare(cap.ppm) : printMoney(cap.cents, 'zh')}`
        most.en = `, at most ${'ppm' in cap ? printShare(cap.ppm) : printMoney(cap.cents, 'en')}`
      }
      zh.push(`逾期${rate === 'open' ? '每日（待定）' : types.rate.print(rate, 'zh', vocabulary)}${most.zh}`)
      en.push(`late fee ${rate === 'open' ? '(open)' : types.rate.print(rate, 'en', vocabulary)}${most.en}`)
    }
    return { zh: `${fee ? `${fee}：` : ''}${zh.join('，')}`, en: `${fee ? `${fee}: ` : ''}${en.join(', ')}` }
  },
}
