/** Writes into a document which alternative of each option was taken. */
import { isMap, isNode, parseDocument, stringify } from 'yaml'
import { lookup } from '../vocabulary/index.ts'
import { frontKeys } from './front.ts'

/** Only what stands under `choices` changes; a document without front matter comes back as it is. */
export function withChoices(source: string, choices: Readonly<Record<string, string>>): string {
  const match = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(?=^---[ \t]*\r?$)/m.exec(source)
  if (match?.index !== 0) return source
  const [opening, front] = [match[1]!, match[2]!]
  const yaml = parseDocument(front, { schema: 'core' })
  if (!isMap(yaml.contents)) return source
  const pair = yaml.contents.items.find(({ key }) => lookup(frontKeys, String(key)) === 'choices')
  const before = isNode(pair?.value) ? (pair.value.toJSON() as Record<string, string>) : {}
  const value = stringify({ ...before, ...choices }, { collectionStyle: 'flow', lineWidth: 0 }).trim()
  const rest = source.slice(opening.length + front.length)
  const from = isNode(pair?.key) ? pair.key.range![0] : front.length
  const to = isNode(pair?.value) ? pair.value.range![1] : front.length
  const old = front.slice(from, to)
  const line = `${pair ? String(pair.key) : '取法'}: ${value}${!pair || old.endsWith('\n') ? '\n' : ''}`
  return `${opening}${front.slice(0, from)}${line}${front.slice(to)}${rest}`
}
