/** A rule block as fields, and a field written back: only the lines of its key change, comments stay where they are. */
import type { Block } from '@sansheng/rulebook/document'
import { entryOf, type Key, keys, readDocument } from '@sansheng/rulebook/document'
import { commonKeys, type KeySpec, schemas } from '@sansheng/rulebook/kinds'
import type { Kind, Locale } from '@sansheng/rulebook/vocabulary'
import { lookup } from '@sansheng/rulebook/vocabulary'
import { keyName, listTypes } from './completions.ts'
import { readInside } from './rule-blocks.ts'

export type Field = {
  key: Key
  name: string
  spec: KeySpec
  required: boolean
  /** The value line and the list lines below it; empty when the key is not written. */
  lines: string[]
  /** Lines of the block, from 0, that belong to the key; null when it is not written. */
  rows: { from: number; to: number } | null
}
export type RuleForm = { kind: Kind | null; locale: Locale; id: string | null; fields: Field[] }

/** In the order of the schema: number, the keys of the kind, the keys of every rule. */
export function formOf(text: string): RuleForm {
  const { block, kind, locale, id } = readInside(text)
  if (!kind) return { kind, locale, id, fields: [] }
  const fields = specsOf(kind).map(([key, spec]): Field => {
    const entry = entryOf(block, key)
    return {
      key,
      name: entry?.key.text ?? keyName(key, spec, locale),
      spec,
      required: key === 'id' || spec.required === true,
      lines: entry ? [entry.value, ...entry.items].map(t => t.text).filter(t => t !== '') : [],
      rows: entry ? rowsOf(text, entry) : null,
    }
  })
  return { kind, locale, id, fields }
}

function specsOf(kind: Kind): [Key, KeySpec][] {
  const { id, ...common } = commonKeys
  return Object.entries({ id: id!, ...schemas[kind].keys, ...common }) as [Key, KeySpec][]
}

const rowAt = (text: string, at: number): number => text.slice(0, at).split('\n').length - 1

function rowsOf(text: string, { key, items }: Block['entries'][number]): { from: number; to: number } {
  return { from: rowAt(text, key.at), to: rowAt(text, items.at(-1)?.at ?? key.at) }
}

/** The text with another value under a key; no lines take the key out. The same lines give the same text. */
export function writeField(text: string, key: Key, wanted: readonly string[]): string {
  const lines = wanted
    .flatMap(line => line.split('\n'))
    .map(line => line.trim())
    .filter(line => line !== '')
  const { block, kind, locale } = readInside(text)
  const spec = kind ? specsOf(kind).find(([name]) => name === key)?.[1] : undefined
  if (!spec || !kind) return text
  const entry = entryOf(block, key)
  const rows = text.split('\n')
  const asList = lines.length > 1 || listTypes.has(spec.type)
  if (!entry) {
    if (lines.length === 0) return text
    const { row, indent } = placeFor(text, block, kind, key)
    const name = `${indent}${keyName(key, spec, locale)}:`
    rows.splice(row, 0, ...(asList ? [name, ...lines.map(line => `${indent}- ${line}`)] : [`${name} ${lines[0]}`]))
    return rows.join('\n')
  }
  const before = [entry.value, ...entry.items].map(t => t.text).filter(t => t !== '')
  if (before.length === lines.length && before.every((line, i) => line === lines[i])) return text
  const keyRow = rowAt(text, entry.key.at)
  const itemRows = entry.items.map(item => rowAt(text, item.at))
  if (lines.length === 0) return rows.filter((_, i) => i !== keyRow && !itemRows.includes(i)).join('\n')
  const head = /^(\s*)([^:：]*?)(\s*[:：])(\s*)/.exec(rows[keyRow]!)!
  const inline = !asList || (entry.value.text !== '' && entry.items.length > 0) ? lines[0] : undefined
  rows[keyRow] =
    inline === undefined ? `${head[1]}${head[2]}${head[3]}` : `${head[1]}${head[2]}${head[3]}${head[4] || ' '}${inline}`
  const items = inline === undefined ? lines : lines.slice(1)
  const mark = itemRows[0] === undefined ? `${head[1]}- ` : /^\s*(?:[-－–—•]\s*)?/.exec(rows[itemRows[0]]!)![0]
  items.forEach((item, i) => {
    const row = itemRows[i]
    if (row !== undefined) rows[row] = /^\s*(?:[-－–—•]\s*)?/.exec(rows[row]!)![0] + item
  })
  const last = itemRows.at(-1) ?? keyRow
  const more = items.slice(itemRows.length).map(item => mark + item)
  const gone = new Set(itemRows.slice(items.length))
  return [...rows.slice(0, last + 1), ...more, ...rows.slice(last + 1)].filter((_, i) => !gone.has(i)).join('\n')
}

/** A new key stands behind the last one that comes before it in the schema. */
function placeFor(text: string, block: Block, kind: Kind, key: Key): { row: number; indent: string } {
  const order: Key[] = ['rule', ...specsOf(kind).map(([name]) => name)]
  const rank = order.indexOf(key)
  const before = block.entries.filter(e => {
    const at = order.indexOf(lookup<Key>(keys, e.key.text) ?? 'rule')
    return at >= 0 && at < rank
  })
  const after = before.at(-1)
  const first = block.entries[0]
  const indent = first ? /^\s*/.exec(text.split('\n')[rowAt(text, first.key.at)]!)![0] : ''
  return { row: after ? rowsOf(text, after).to + 1 : 0, indent }
}

/** Where a new rule goes: the end of the clause in which the caret stands. */
export function endOfClause(source: string, caret: number): number {
  const { clauses } = readDocument(source)
  const clause = clauses.filter(c => c.from <= caret).at(-1) ?? clauses.at(-1)!
  return Math.min(source.length, clause.to)
}

/** A rule block at a place, with blank lines around it; `caret` is inside, at its end. */
export function insertedBlock(source: string, at: number, text: string): { insert: string; caret: number } {
  const above = source.slice(0, at)
  const lead = above === '' || above.endsWith('\n\n') ? '' : above.endsWith('\n') ? '\n' : '\n\n'
  const tail = /^\n/.test(source.slice(at)) ? '' : '\n'
  const opening = `${lead}\`\`\`规则\n`
  return { insert: `${opening}${text}\n\`\`\`${tail}`, caret: at + opening.length + text.length }
}
