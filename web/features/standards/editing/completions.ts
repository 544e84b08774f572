/** What may be written at a place of a standard, in the locale of the block. Nothing here knows the editor. */

import { type Key, keys } from '@sansheng/rulebook/document'
import { commonKeys, type KeySpec, schemas, type TypeName } from '@sansheng/rulebook/kinds'
import { type Kind, kinds, type Locale, lookup, nameOf } from '@sansheng/rulebook/vocabulary'
import { shownLanguage } from '../../../app/language.ts'
import type { Choice, CompletionItem, Known } from './choice.ts'
import { frontCompletion } from './front-completions.ts'
import { hintWords } from './hint-labels.ts'
import { kindWords } from './kind-labels.ts'
import { type RuleBlockAt, readInside, ruleBlockAt } from './rule-blocks.ts'
import { freeId, skeletonOf } from './skeletons.ts'
import { valueCompletions } from './value-completions.ts'

export function offerAt(source: string, pos: number, known: Known): CompletionItem | null {
  const lineStart = source.lastIndexOf('\n', pos - 1) + 1
  const before = source.slice(lineStart, pos)
  const front = frontCompletion(source, pos, known)
  if (front) return front
  const block = ruleBlockAt(source, pos)
  if (!block || lineStart < block.from) return openingCompletion(block, before, lineStart, source, known)
  if (block.closed && lineStart > block.to) return null
  return insideCompletion(source.slice(block.from, block.to), block, before, lineStart, known)
}

/** On a line that opens a fence: a whole rule of each kind. */
function openingCompletion(
  block: RuleBlockAt | null,
  before: string,
  lineStart: number,
  source: string,
  known: Known,
): CompletionItem | null {
  const fence = /^(\s*)(`{3,}|~{3,})[ \t]*(规则?|r(?:u(?:le?)?)?)?$/.exec(before)
  // an opening line that has its rule below needs no other one
  if (!fence || (block && source.slice(block.from, block.to).trim() !== '')) return null
  const locale: Locale = fence[3]?.startsWith('r') ? 'en' : 'zh'
  const word = locale === 'zh' ? '规则' : 'rule'
  const end = block?.closed ? '' : `\n${fence[2]}`
  return {
    from: lineStart + fence[1]!.length,
    choices: (Object.keys(kinds) as Kind[]).map(kind => ({
      label: `${fence[2]}${word} ${nameOf(kinds, kind, locale)}`,
      detail: kindWords(kind).for,
      apply: `${fence[2]}${word}\n${skeletonOf(kind, idOf(known), locale)}${end}`,
    })),
  }
}

const idOf = (known: Known): string => freeId(known.rules.map(rule => rule.id))

function insideCompletion(
  text: string,
  block: RuleBlockAt,
  before: string,
  lineStart: number,
  known: Known,
): CompletionItem | null {
  const { block: read, kind, locale: written } = readInside(text)
  const locale: Locale = read.entries.length > 0 ? written : /^r/i.test(block.word) ? 'en' : 'zh'
  const here = lineStart - block.from
  if (before.trimStart().startsWith('#')) return null
  const dash = /^\s*[-－–—•]\s*/.exec(before)
  const colon = before.search(/[:：]/)
  if (!dash && colon < 0) {
    const from = lineStart + before.length - before.trimStart().length
    const others = read.entries.filter(e => e.key.at < here || e.key.at > here + before.length)
    return {
      from,
      choices: kind
        ? keyChoices(
            kind,
            locale,
            others.map(e => e.key.text),
          )
        : startChoices(locale, others.length === 0, known),
    }
  }
  const name = dash ? [...read.entries].reverse().find(e => e.key.at < here)?.key.text : before.slice(0, colon).trim()
  const key = name === undefined ? null : lookup<Key>(keys, name)
  const start = dash ? dash[0].length : colon + 1 + /^\s*/.exec(before.slice(colon + 1))![0].length
  if (key === 'rule') return { from: lineStart + start, choices: kindChoices(locale) }
  const spec = key && kind ? { ...commonKeys, ...schemas[kind].keys }[key] : undefined
  const completion = spec && valueCompletions[spec.type]?.(before.slice(start), locale, known)
  if (!completion || completion.choices.length === 0) return null
  // `键:` and a value want a blank between them
  const blank = !dash && start === colon + 1 && completion.from === 0
  return {
    from: lineStart + start + completion.from,
    choices: blank ? completion.choices.map(c => ({ ...c, apply: ` ${c.apply ?? c.label}` })) : completion.choices,
  }
}

function startChoices(locale: Locale, empty: boolean, known: Known): Choice[] {
  const rule = nameOf(keys, 'rule', locale)
  return (Object.keys(kinds) as Kind[]).map(kind => ({
    label: `${rule}: ${nameOf(kinds, kind, locale)}`,
    detail: kindWords(kind).for,
    ...(empty ? { apply: skeletonOf(kind, idOf(known), locale) } : {}),
  }))
}

const kindChoices = (locale: Locale): Choice[] =>
  (Object.keys(kinds) as Kind[]).map(kind => ({ label: nameOf(kinds, kind, locale), detail: kindWords(kind).for }))

/** Types whose values are written as list lines. */
export const listTypes: ReadonlySet<TypeName> = new Set<TypeName>([
  'ladder',
  'routes',
  'questions',
  'steps',
  'consents',
  'criteria',
  'weights',
  'items',
  'bands',
  'quotas',
  'phrases',
])

export function keyName(key: Key, spec: KeySpec, locale: Locale): string {
  return locale === 'zh' ? (spec.zh ?? nameOf(keys, key, 'zh')) : key
}

function keyChoices(kind: Kind, locale: Locale, used: string[]): Choice[] {
  const taken = new Set(used.map(name => lookup<Key>(keys, name)))
  const specs = { id: commonKeys.id!, ...schemas[kind].keys, ...commonKeys } as Partial<Record<Key, KeySpec>>
  return (Object.entries(specs) as [Key, KeySpec][])
    .filter(([key]) => !taken.has(key))
    .map(([key, spec]) => {
      const name = keyName(key, spec, locale)
      return {
        label: name,
        detail: spec.required || key === 'id' ? hintWords('required') : keyName(key, spec, locale === 'zh' ? 'en' : 'zh'),
        info: spec.help[shownLanguage()],
        apply: listTypes.has(spec.type) ? `${name}:\n- ` : `${name}: `,
        more: true,
      }
    })
}
