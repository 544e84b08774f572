/** What may be written next in a condition. */
import { pathName, readPathName } from '@sansheng/rulebook/conditions'
import { reportOn } from '@sansheng/rulebook/document'
import {
  disclosureValues,
  type FactType,
  factType,
  type Locale,
  nameOf,
  type Path,
  type Vocabulary,
} from '@sansheng/rulebook/vocabulary'
import type { Choice } from './choice.ts'
import { hintWords, typeWord } from './hint-labels.ts'

function factPaths(vocabulary: Vocabulary, fits: (type: FactType) => boolean = () => true): Path[] {
  return Object.entries(vocabulary.facts).flatMap(([group, { fields }]) =>
    Object.entries(fields)
      .filter(([, field]) => fits(field))
      .map(([key]) => `${group}.${key}` as const),
  )
}

export const factChoices = (locale: Locale, vocabulary: Vocabulary, fits?: (type: FactType) => boolean): Choice[] =>
  factPaths(vocabulary, fits).map(path => ({
    label: pathName(vocabulary, path, locale),
    detail: typeWord(factType(vocabulary, path)!.type),
  }))

const pathOf = (text: string, vocabulary: Vocabulary): Path | null =>
  readPathName({ text, at: 0 }, { report: reportOn(''), vocabulary })
const fact = String.raw`([\p{L}_]+\.[\p{L}\p{N}_]+)`
const comparison = new RegExp(`${fact}\\s*(?:==|!=|不是|是|等于|不等于)\\s*(['"“「‘]?)([^'"“”「」‘’]*)$`, 'u')
const member = new RegExp(`${fact}\\s*(?:in|属于|在)\\s*[\\[［【]([^\\]］】]*)$`, 'u')
const afterFact = new RegExp(`${fact}\\s+([^\\s\\w'"]*)$`, 'u')
const closing: Record<string, string> = { "'": "'", '"': '"', '“': '”', '「': '」', '‘': '’' }

/** `before` is the condition up to the caret; `from` of the answer counts from its start. Null when nothing can be said. */
export function conditionCompletion(
  before: string,
  locale: Locale,
  vocabulary: Vocabulary,
): { from: number; choices: Choice[] } | null {
  const compared = comparison.exec(before)
  if (compared) return valuesCompletion(before, pathOf(compared[1]!, vocabulary), compared[2]!, compared[3]!, locale, vocabulary)
  const listed = member.exec(before)
  if (listed) {
    const word = /(['"“「‘]?)([^'"“”「」‘’,，、]*)$/.exec(listed[2]!)!
    return valuesCompletion(before, pathOf(listed[1]!, vocabulary), word[1]!, word[2]!, locale, vocabulary)
  }
  const glued = /(?:^|[\s([!（])(?:且|或|非|并且|或者)?([\p{L}_][\p{L}\p{N}_.]*)?$/u.exec(before)
  const behind = afterFact.exec(before)
  if (behind && pathOf(behind[1]!, vocabulary)) {
    const { type } = factType(vocabulary, pathOf(behind[1]!, vocabulary)!)!
    return { from: before.length - behind[2]!.length, choices: operatorsOf(type, locale) }
  }
  if (/(?:['"”」’\])］】]|\d)\s+\S*$/.test(before)) {
    const word = /\S*$/.exec(before)![0]
    if (!/[\p{L}]/u.test(word) || /^(且|或|an?d?|o?r?)/.test(word))
      return { from: before.length - word.length, choices: joining(locale) }
  }
  return glued ? { from: before.length - (glued[1]?.length ?? 0), choices: factChoices(locale, vocabulary) } : null
}

function valuesCompletion(
  before: string,
  path: Path | null,
  quote: string,
  typed: string,
  locale: Locale,
  vocabulary: Vocabulary,
) {
  const type = path && factType(vocabulary, path)!
  if (!type) return null
  const from = before.length - typed.length - quote.length
  if (type.type === 'bool') return { from, choices: [{ label: 'true' }, { label: 'false' }] }
  const values = type.type === 'enum' ? type.values : type.type === 'disclosure' ? disclosureValues : null
  if (!values) return null
  const [open, shut] = quote ? [quote, closing[quote]!] : ["'", "'"]
  const other: Locale = locale === 'zh' ? 'en' : 'zh'
  return {
    from,
    choices: Object.keys(values).map(key => ({
      label: `${open}${nameOf(values, key, locale)}${shut}`,
      detail: nameOf(values, key, other),
    })),
  }
}

function operatorsOf(type: FactType['type'], locale: Locale): Choice[] {
  const list = locale === 'zh' ? '属于' : 'in'
  const same: Choice[] = [
    { label: '==', detail: hintWords('is'), apply: '== ', more: true },
    { label: '!=', detail: hintWords('isNot'), apply: '!= ', more: true },
  ]
  if (type === 'bool') return joining(locale)
  if (type === 'int' || type === 'number' || type === 'instant')
    return ['>=', '<=', '>', '<', '=='].map(label => ({ label, apply: `${label} ` }))
  return [...same, ...(type === 'enum' ? [{ label: list, detail: '[…]', apply: `${list} [`, more: true }] : [])]
}

const joining = (locale: Locale): Choice[] =>
  locale === 'zh'
    ? [
        { label: '且', detail: hintWords('and'), apply: '且 ', more: true },
        { label: '或', detail: hintWords('or'), apply: '或 ', more: true },
      ]
    : [
        { label: '&&', detail: hintWords('and'), apply: '&& ', more: true },
        { label: '||', detail: hintWords('or'), apply: '|| ', more: true },
      ]
