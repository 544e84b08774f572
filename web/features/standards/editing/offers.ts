/** What may be written at a place of a standard, in the tongue of the block. Nothing here knows the editor. */

import { type Key, keys } from '@sansheng/rulebook/document'
import { commonKeys, type KeySpec, schemas, type TypeName } from '@sansheng/rulebook/kinds'
import { type Kind, kinds, lookup, nameOf, type Tongue } from '@sansheng/rulebook/vocabulary'
import type { Choice, Known, Offer } from './choice.ts'
import { frontOffer } from './front-offers.ts'
import { type RuleBlockAt, readInside, ruleBlockAt } from './rule-blocks.ts'
import { freeId, kindWords, skeletonOf } from './skeletons.ts'
import { valueOffers } from './value-offers.ts'

export function offerAt(source: string, pos: number, known: Known): Offer | null {
  const lineStart = source.lastIndexOf('\n', pos - 1) + 1
  const before = source.slice(lineStart, pos)
  const front = frontOffer(source, pos, known)
  if (front) return front
  const block = ruleBlockAt(source, pos)
  if (!block || lineStart < block.from) return openingOffer(block, before, lineStart, source, known)
  if (block.closed && lineStart > block.to) return null
  return insideOffer(source.slice(block.from, block.to), block, before, lineStart, known)
}

/** On a line that opens a fence: a whole rule of each kind. */
function openingOffer(block: RuleBlockAt | null, before: string, lineStart: number, source: string, known: Known): Offer | null {
  const fence = /^(\s*)(`{3,}|~{3,})[ \t]*(规则?|r(?:u(?:le?)?)?)?$/.exec(before)
  // an opening line that has its rule below needs no other one
  if (!fence || (block && source.slice(block.from, block.to).trim() !== '')) return null
  const tongue: Tongue = fence[3]?.startsWith('r') ? 'en' : 'zh'
  const word = tongue === 'zh' ? '规则' : 'rule'
  const end = block?.closed ? '' : `\n${fence[2]}`
  return {
    from: lineStart + fence[1]!.length,
    choices: (Object.keys(kinds) as Kind[]).map(kind => ({
      label: `${fence[2]}${word} ${nameOf(kinds, kind, tongue)}`,
      detail: kindWords[kind].for,
      apply: `${fence[2]}${word}\n${skeletonOf(kind, idOf(known), tongue)}${end}`,
    })),
  }
}

const idOf = (known: Known): string => freeId(known.rules.map(rule => rule.id))

function insideOffer(text: string, block: RuleBlockAt, before: string, lineStart: number, known: Known): Offer | null {
  const { block: read, kind, tongue: written } = readInside(text)
  const tongue: Tongue = read.entries.length > 0 ? written : /^r/i.test(block.word) ? 'en' : 'zh'
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
            tongue,
            others.map(e => e.key.text),
          )
        : startChoices(tongue, others.length === 0, known),
    }
  }
  const name = dash ? [...read.entries].reverse().find(e => e.key.at < here)?.key.text : before.slice(0, colon).trim()
  const key = name === undefined ? null : lookup<Key>(keys, name)
  const start = dash ? dash[0].length : colon + 1 + /^\s*/.exec(before.slice(colon + 1))![0].length
  if (key === 'rule') return { from: lineStart + start, choices: kindChoices(tongue) }
  const spec = key && kind ? { ...commonKeys, ...schemas[kind].keys }[key] : undefined
  const offer = spec && valueOffers[spec.type]?.(before.slice(start), tongue, known)
  if (!offer || offer.choices.length === 0) return null
  // `键:` and a value want a blank between them
  const blank = !dash && start === colon + 1 && offer.from === 0
  return {
    from: lineStart + start + offer.from,
    choices: blank ? offer.choices.map(c => ({ ...c, apply: ` ${c.apply ?? c.label}` })) : offer.choices,
  }
}

function startChoices(tongue: Tongue, empty: boolean, known: Known): Choice[] {
  const rule = nameOf(keys, 'rule', tongue)
  return (Object.keys(kinds) as Kind[]).map(kind => ({
    label: `${rule}: ${nameOf(kinds, kind, tongue)}`,
    detail: kindWords[kind].for,
    ...(empty ? { apply: skeletonOf(kind, idOf(known), tongue) } : {}),
  }))
}

const kindChoices = (tongue: Tongue): Choice[] =>
  (Object.keys(kinds) as Kind[]).map(kind => ({ label: nameOf(kinds, kind, tongue), detail: kindWords[kind].for }))

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

export function keyName(key: Key, spec: KeySpec, tongue: Tongue): string {
  return tongue === 'zh' ? (spec.zh ?? nameOf(keys, key, 'zh')) : key
}

function keyChoices(kind: Kind, tongue: Tongue, used: string[]): Choice[] {
  const taken = new Set(used.map(name => lookup<Key>(keys, name)))
  const specs = { id: commonKeys.id!, ...schemas[kind].keys, ...commonKeys } as Partial<Record<Key, KeySpec>>
  return (Object.entries(specs) as [Key, KeySpec][])
    .filter(([key]) => !taken.has(key))
    .map(([key, spec]) => {
      const name = keyName(key, spec, tongue)
      return {
        label: name,
        detail:
          spec.required || key === 'id'
            ? tongue === 'zh'
              ? '必写'
              : 'required'
            : keyName(key, spec, tongue === 'zh' ? 'en' : 'zh'),
        info: spec.help[tongue],
        apply: listTypes.has(spec.type) ? `${name}:\n- ` : `${name}: `,
        more: true,
      }
    })
}
