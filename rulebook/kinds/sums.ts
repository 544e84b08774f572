/** Values that are amounts: shares, money, prices, rounding. Money is kept in whole cents, shares in millionths. */

import type { Text } from '../document/index.ts'
import { openWords, priceEach, pricePer, roundingSteps, roundings } from '../document/index.ts'
import type { Locale } from '../vocabulary/index.ts'
import { lookup, nameOf } from '../vocabulary/index.ts'
import type { Charge, Price, Rounding, Vacancy } from './rule-sheets.ts'
import { oneLine, pick, pieces, type Reading, type ValueType } from './values.ts'

/** `98%`, `3‰` or `0.05%` in millionths; null when it is none, or finer than that. */
export function readShare(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,4}))?\s*([%‰])$/.exec(text.replace('％', '%'))
  if (!match) return null
  const [, whole, part = '', sign] = match
  const digits = sign === '%' ? 4 : 3
  if (part.length > digits) return null
  return Number(whole + part.padEnd(digits, '0'))
}

export function printShare(ppm: number, sign: '%' | '‰' = '%'): string {
  return `${ppm / (sign === '%' ? 10_000 : 1000)}${sign}`
}

function shareProblem(text: Text, { report }: Reading, example = '90%'): null {
  report.error(
    text,
    'share-form',
    {
      zh: `「${text.text}」要写成百分数，例如 ${example}`,
      en: `write a share instead of \`${text.text}\`, for example ${example}`,
    },
    /^\d+(\.\d+)?$/.test(text.text) ? text.text + example.replace(/^[\d.]+| .*/g, '') : null,
  )
  return null
}

/** `3‰` or `每日 3‰`, `3‰ per day`. */
export const rate: ValueType<number | 'open'> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    if (lookup(openWords, text.text)) return 'open'
    const figure = text.text
      .normalize('NFKC')
      .replace(/^(?:每日|每天|日)\s*/, '')
      .replace(/\s*(?:per day|a day|每日|每天)$/i, '')
    const ppm = readShare(figure)
    if (ppm === null) return shareProblem(text, reading, '3‰')
    return ppm
  },
  print: (value, locale) =>
    value === 'open'
      ? nameOf(openWords, 'open', locale)
      : locale === 'zh'
        ? `每日 ${printShare(value, '‰')}`
        : `${printShare(value, '‰')} per day`,
}

/** Cents of `500`, `500 元`, `12.50 CNY`. */
function readMoney(text: string): number | null {
  const match = /^(?:[¥￥]\s*)?(\d{1,11})(?:\.(\d{1,2}))?\s*(?:元|CNY|yuan)?$/i.exec(text)
  return match ? Number(match[1]! + (match[2] ?? '').padEnd(2, '0')) : null
}

export function printMoney(cents: number, locale: Locale): string {
  const figure = `${Math.floor(cents / 100)}${cents % 100 === 0 ? '' : `.${String(cents % 100).padStart(2, '0')}`}`
  return locale === 'zh' ? `${figure} 元` : `${figure} CNY`
}

export const cap: ValueType<NonNullable<Charge['cap']>> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    const ppm = readShare(text.text)
    if (ppm !== null) return { ppm }
    const cents = readMoney(text.text)
    if (cents !== null) return { cents }
    reading.report.error(text, 'cap-form', {
      zh: `「${text.text}」要写成本金的百分数或金额，例如 100%、500 元`,
      en: `write a share of the principal or an amount instead of \`${text.text}\`: 100% or 500 CNY`,
    })
    return null
  },
  print: (value, locale) => ('ppm' in value ? printShare(value.ppm) : printMoney(value.cents, locale)),
}

/** `2.80 元/平方米·月`, `2.80 CNY per m2 per month`; `每次` when nothing is said. */
export const price: ValueType<Price | 'open'> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    if (lookup(openWords, text.text)) return 'open'
    const match = /^(\d{1,9})(?:\.(\d{1,4}))?\s*(?:元|CNY|yuan)?\s*(.*)$/i.exec(text.text)
    if (!match) return wrongPrice(text, reading)
    const names = match[3]!.split(/\s*[/·／]\s*|\s*\bper\s+|\s+|每/).filter(name => name !== '')
    const found: Price = { amount: Number(match[1]! + (match[2] ?? '').padEnd(4, '0')), per: 'once', each: null }
    for (const name of names) {
      const [per, each] = [lookup(pricePer, name), lookup(priceEach, name)]
      if (each) found.each = each
      else if (per) found.per = per
      else return wrongPrice(text, reading)
    }
    return found
  },
  print: (value, locale) => {
    if (value === 'open') return nameOf(openWords, 'open', locale)
    const { amount, per, each } = value
    const figure = `${amount / 10_000} ${locale === 'zh' ? '元' : 'CNY'}`
    const list = [
      ...(per === 'once' && (each || locale === 'en') ? [] : [nameOf(pricePer, per, locale)]),
      ...(each ? [nameOf(priceEach, each, locale)] : []),
    ]
    return locale === 'zh' ? `${figure}/${list.join('·')}` : [figure, ...list].join(' per ')
  },
}

function wrongPrice(text: Text, { report }: Reading): null {
  report.error(text, 'price-form', {
    zh: `看不懂单价「${text.text}」，请写成 2.80 元/平方米·月`,
    en: `cannot read the price \`${text.text}\`; write 2.80 CNY per m2 per month`,
  })
  return null
}

/** Lines `90% 12 个月`; the last one may go on without end. */
export const vacancies: ValueType<Vacancy[]> = {
  read: (entry, reading) => {
    const lines = pieces(entry, reading, '')
    const list = lines?.map((line): Vacancy | null => {
      const match = /^(\S+)(?:\s+(\d{1,3})\s*(?:个月|months?))?$/.exec(line.text)
      const ppm = match && readShare(match[1]!)
      if (!match || ppm === null) return shareProblem(line, reading, entry.value.text ? '90%' : '90% 12 个月')
      return { ppm, months: match[2] === undefined ? null : Number(match[2]) }
    })
    if (!list?.every(vacancy => vacancy !== null)) return null
    const dead = list.findIndex(({ months }, i) => months === null && i < list.length - 1)
    if (dead < 0) return list
    reading.report.error(lines![dead + 1]!, 'never-reached', {
      zh: '这一行永远轮不到：上一行没有写几个月',
      en: 'this line is never reached: the line above names no months',
    })
    return null
  },
  print: (value, locale) => {
    const lines = value.map(
      ({ ppm, months }) => printShare(ppm) + (months === null ? '' : ` ${months} ${locale === 'zh' ? '个月' : 'months'}`),
    )
    return lines.length === 1 ? lines[0]! : lines
  },
}

/** `每月 20 日`, `day 20`; `每月 20 日前`, `before day 20` leaves the day itself out. */
export const dueDay: ValueType<NonNullable<Charge['due']> | 'open'> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    if (lookup(openWords, text.text)) return 'open'
    const match = /^(before\s+)?(?:每月|day)?\s*(\d{1,2})\s*(?:日|号)?\s*(前)?$/i.exec(text.text.normalize('NFKC'))
    const day = Number(match?.[2])
    if (match && day >= 1 && day <= 31) return { day, included: !match[1] && !match[3] }
    reading.report.error(text, 'due-form', {
      zh: `「${text.text}」要写成每月的一天，例如 每月 20 日、每月 20 日前（不含当日）`,
      en: `write a day of the month instead of \`${text.text}\`: day 20, or before day 20`,
    })
    return null
  },
  print: (value, locale) => {
    if (value === 'open') return nameOf(openWords, 'open', locale)
    const { day, included } = value
    return locale === 'zh' ? `每月 ${day} 日${included ? '' : '前'}` : `${included ? '' : 'before '}day ${day}`
  },
}

/** A whole number of one unit: `6 个月`, `1 天`. */
export function wholeOf(unit: 'months' | 'days'): ValueType<number> {
  const [zh, pattern] = unit === 'months' ? ['个月', /^(\d{1,3})\s*(?:个月|months?)$/] : ['天', /^(\d{1,3})\s*(?:天|日|d|days?)$/]
  return {
    read: (entry, reading) => {
      const text = oneLine(entry, reading)
      const match = text && pattern.exec(text.text.normalize('NFKC'))
      if (match) return Number(match[1])
      if (text)
        reading.report.error(text, `${unit}-form`, {
          zh: `「${text.text}」要写成几${zh}，例如 6 ${zh}`,
          en: `write a number of ${unit} instead of \`${text.text}\`, for example 6 ${unit}`,
        })
      return null
    },
    print: (value, locale) => `${value} ${locale === 'zh' ? zh : unit}`,
  }
}

/** `四舍五入 0.01`, `down 1`; a step of one cent unless another is written. */
export const rounding: ValueType<Rounding> = {
  read: (entry, reading) => {
    const text = oneLine(entry, reading)
    if (!text) return null
    const [name = '', step] = text.text.split(/\s*到\s*|\s+/)
    const mode = pick<Rounding['mode']>(
      roundings,
      { text: name, at: text.at },
      'rounding-unknown',
      { zh: '取整', en: 'rounding' },
      reading.report,
    )
    if (!mode) return null
    if (step === undefined) return { mode, step: 1 }
    const place = { text: step, at: text.at + text.text.lastIndexOf(step) }
    const found = pick<keyof typeof roundingSteps>(
      roundingSteps,
      place,
      'rounding-step',
      { zh: '位数', en: 'step' },
      reading.report,
    )
    return found && { mode, step: Number(found) * 100 }
  },
  print: ({ mode, step }, locale) => `${nameOf(roundings, mode, locale)} ${step / 100}`,
}
