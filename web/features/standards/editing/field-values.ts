/** How the form shows a value: one of several words, several of them, a date, lines, or one line as written. */

import { commas, qualifiers, splitAt } from '@sansheng/rulebook/document'
import type { TypeName } from '@sansheng/rulebook/kinds'
import { lookup } from '@sansheng/rulebook/vocabulary'
import { listTypes } from './completions.ts'

export type Shape = 'one' | 'many' | 'qualified' | 'date' | 'lines' | 'line' | 'long'

const one = new Set<TypeName>([
  'truth',
  'mode',
  'basis',
  'per',
  'calendar',
  'outcome',
  'consentOrder',
  'ignorable',
  'targetPeriod',
  'lateBase',
  'paymentOrder',
  'option',
])
const many = new Set<TypeName>(['events', 'facts', 'disclosureFacts', 'roles', 'places', 'perPeriod', 'ids'])
const lines = new Set<TypeName>([...listTypes, 'term', 'warnings', 'words', 'line'])

/** A type that nobody thought of here is one line of text. */
export function shapeOf(type: TypeName): Shape {
  if (one.has(type)) return 'one'
  if (many.has(type)) return 'many'
  if (type === 'start' || type === 'finish') return 'qualified'
  if (type === 'date') return 'date'
  if (type === 'condition') return 'long'
  return lines.has(type) ? 'lines' : 'line'
}

export type Picked = { qualifier: string; words: string[] }

/** The words of a value, apart from 最后, 全部 or 任一 before them. */
export function pickedOf(written: readonly string[], qualified: boolean): Picked {
  const words = written.flatMap(text => splitAt({ text, at: 0 }, commas).map(t => t.text)).filter(t => t !== '')
  if (!qualified || words.length === 0) return { qualifier: '', words }
  const found = /^(\S+)\s+(\S.*)$/.exec(words[0]!)
  return found && lookup(qualifiers, found[1]!)
    ? { qualifier: found[1]!, words: [found[2]!, ...words.slice(1)] }
    : { qualifier: '', words }
}

export function writtenOf({ qualifier, words }: Picked): string[] {
  return words.length === 0 ? [] : [`${qualifier ? `${qualifier} ` : ''}${words.join(', ')}`]
}
