import { existsSync, readFileSync } from 'node:fs'
import { readDocument } from '@sansheng/rulebook/document'
import { links } from '../standards/links.ts'

/** Where the rules of one shipped standard are written: id → number of the clause. */
export function clausesOf(standard: string): Map<string, string> {
  const file = new URL(`../standards/${standard}.md`, import.meta.url)
  const found = new Map<string, string>()
  if (!existsSync(file)) return found
  const { clauses, blocks } = readDocument(readFileSync(file, 'utf8'))
  for (const { number, parts } of clauses)
    for (const part of parts) {
      const id = part.kind === 'rule' && /^(?:编号|id)[:：]\s*(\S+)/m.exec(blocks[part.block]!.text.text)?.[1]
      if (id) found.set(id, number)
    }
  return found
}

/** What the list of requirements says of its rules, by number: `water-hotline 3.2 three-questions; mall-desk 4.1 …`. */
export function rulesByNumber(table: Readonly<Record<string, readonly string[]>> = links): Map<string, string> {
  const known = new Map<string, Map<string, string>>()
  const byNumber = new Map<string, string>()
  for (const [number, targets] of Object.entries(table)) {
    const byClause = new Map<string, string[]>()
    for (const target of targets) {
      const [standard = '', id = ''] = target.split('#')
      if (!known.has(standard)) known.set(standard, clausesOf(standard))
      const place = `${standard} ${known.get(standard)!.get(id) ?? '?'}`
      byClause.set(place, [...(byClause.get(place) ?? []), id])
    }
    byNumber.set(number, [...byClause].map(([place, ids]) => `${place} ${ids.join(', ')}`).join('; '))
  }
  return byNumber
}

/** The rules that a row names, one by one. */
export function rulesNamed(cell: string): { standard: string; clause: string; id: string }[] {
  return cell
    .split(';')
    .map(entry => entry.trim().split(/[\s,]+/))
    .flatMap(([standard = '', clause = '', ...ids]) => ids.map(id => ({ standard, clause, id })))
}
