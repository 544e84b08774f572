/** Says of a rule that is not measured what is missing and what would record it, in both languages. */

import { pathName } from '../conditions/index.ts'
import type { LocalizedText } from '../document/index.ts'
import { type Locale, nameOf, type Path, recorderOf, type Vocabulary } from '../vocabulary/index.ts'
import type { Gap } from './measured.ts'

/** Null where nothing is missing. */
export function gapText(gaps: readonly Gap[], vocabulary: Vocabulary): LocalizedText | null {
  if (gaps.length === 0) return null
  return {
    zh: gaps.map(gap => oneText(gap, 'zh', vocabulary)).join('；'),
    en: gaps.map(gap => oneText(gap, 'en', vocabulary)).join('; '),
  }
}

function oneText(gap: Gap, locale: Locale, vocabulary: Vocabulary): string {
  if (gap.why === 'kind' || gap.why === 'rules') return plain[gap.why][locale]
  const names: readonly string[] = 'facts' in gap ? gap.facts : gap.events
  const shown = names.map(name => {
    const label = gap.why === 'fact' ? pathName(vocabulary, name as Path, locale) : nameOf(vocabulary.events, name, locale)
    return locale === 'zh' ? `「${label}」` : `\`${label}\``
  })
  const what = sentences[gap.why][locale](shown.join(locale === 'zh' ? '、' : ', '))
  return gap.why === 'apart' ? what : what + wouldRecord(names, locale)
}

/** What would record the names; nothing where none of them is a name of the product. */
function wouldRecord(names: readonly string[], locale: Locale): string {
  const recorders = new Set(names.flatMap(name => recorderOf(name) ?? []))
  if (recorders.size === 0) return ''
  const list = [...recorders].map(recorder => (locale === 'zh' ? recorder.zh : recorder.en))
  return locale === 'zh' ? `，要有${list.join('、')}才记得下` : `; that needs ${list.join(' and ')}`
}

const plain: Record<'kind' | 'rules', LocalizedText> = {
  kind: { zh: '这种规则还没有接到界面上', en: 'no screen asks for rules of this kind yet' },
  rules: { zh: '它汇总的规则都尚未计量', en: 'none of the rules that it sums up is measured' },
}
type Sentence = Record<Locale, (names: string) => string>
const sentences: Record<Exclude<Gap['why'], 'kind' | 'rules'>, Sentence> = {
  start: { zh: names => `没有人能记录它的起${names}`, en: names => `nobody can record its start ${names}` },
  end: {
    zh: names => `没有人能记录它的止${names}，所以不开始计时`,
    en: names => `nobody can record its end ${names}, so it never starts`,
  },
  until: {
    zh: names => `没有人能记录它的终止${names}，开始了就停不下来，所以不开始计时`,
    en: names => `nobody can record ${names}, which would end it, so it never starts`,
  },
  apart: {
    zh: names => `它的止${names}记在另一个个案里，等不到，所以不开始计时`,
    en: names => `its end ${names} belongs to another case and never comes, so it never starts`,
  },
  count: { zh: names => `没有人能记录它要数的${names}`, en: names => `nobody can record ${names}, which it counts` },
  action: { zh: names => `没有人能做或记录${names}`, en: names => `nobody can do or record ${names}` },
  fact: { zh: names => `没有人填报它要看的${names}`, en: names => `nobody states ${names}, which it reads` },
}
