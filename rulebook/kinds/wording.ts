/** What fills the blanks of a script: the greeting of the hour or the season, and how a person is addressed. */

import type { Facts } from '../vocabulary/index.ts'
import type { Blank } from './scripts.ts'

/** `miss`: whether an unmarried woman is addressed as 小姐; many organisations say 女士 to all (N7). */
export type Manner = { miss: boolean }
export type Wording = {
  facts: Facts
  /** Not a fact: facts hold no personal value. Null when it is not known. */
  surname: string | null
  words: Partial<Record<Blank, string>>
  manner?: Manner
}

/** All that is known for the blanks; `words` of the caller come first. */
export function blanksFor({ facts, surname, words, manner }: Wording): Partial<Record<Blank, string>> {
  return { greeting: greetingOf(facts.time), address: addressOf(facts.customer?.title, surname, manner), ...words }
}

const seasons: Partial<Record<NonNullable<NonNullable<Facts['time']>['festival']>, string>> = {
  'new-year': '新年好',
  spring: '春节好',
  lantern: '元宵节好',
  'dragon-boat': '端午安康',
  'mid-autumn': '中秋好',
  national: '国庆好',
  christmas: '圣诞快乐',
}

/** R182: the season first, then the hour; without either it is plain. */
export function greetingOf(time: Facts['time']): string {
  const season = time?.festival && seasons[time.festival]
  if (season) return season
  const hour = time?.hour
  if (hour === undefined) return '您好'
  return hour < 5 ? '您好' : hour < 9 ? '早上好' : hour < 12 ? '上午好' : hour < 18 ? '下午好' : '晚上好'
}

const titles = { mr: '先生', ms: '女士', miss: '小姐', mrs: '夫人' } as const

/** R059: surname and title; without the surname 这位先生, without either 您. */
export function addressOf(
  title: keyof typeof titles | undefined,
  surname: string | null,
  { miss }: Manner = { miss: false },
): string {
  const word = title && titles[title === 'miss' && !miss ? 'ms' : title]
  if (!word) return '您'
  return surname ? `${surname}${word}` : `这位${word}`
}
