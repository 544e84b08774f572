/** The figure for which a rule is known (10 分钟, 3 声, 每 3 天) and the departments it names, read from the block as written. */
import type { Checked } from '@sansheng/contract/standards.ts'
import {
  type Block,
  commas,
  entryOf,
  findWord,
  type Key,
  readBlock,
  reportOn,
  splitAt,
  unquoted,
} from '@sansheng/rulebook/document'
import { termText, termWords } from './term-labels.ts'

export type ClauseView = Checked['clauses'][number]
export type RuleView = ClauseView['rules'][number]

const blockOf = (source: string): Block => readBlock({ text: source, at: 0 }, reportOn(source))
const conditionWords = ['当', 'when']

/** The lines of a key in either language, each without its condition; empty when the key is not there. */
function lines(block: Block, key: Key): string[] {
  const entry = entryOf(block, key)
  if (!entry) return []
  return [entry.value, ...entry.items]
    .filter(t => t.text !== '')
    .map(t => {
      const condition = findWord(t, conditionWords)
      return (condition ? t.text.slice(0, condition.from) : t.text).trim()
    })
}

/** The term that holds when no variant does: the last line, in the unit of its clause. `null` where a rule has no figure. */
export function figureOf(rule: Pick<RuleView, 'kind' | 'source'>, said = ''): string | null {
  const block = blockOf(rule.source)
  const last = (key: Key) => lines(block, key).at(-1) ?? null
  if (rule.kind === 'deadline') {
    const within = last('within')
    return within ? termWords(within, said) : null
  }
  if (rule.kind === 'cadence') {
    const every = last('every')
    return every ? termText('every', { term: termWords(every, said) }) : null
  }
  if (rule.kind !== 'limit') return null
  const max = last('max')
  if (!max || !/^\d+$/.test(max)) return max
  const measured = last('measure')
  if (measured) return /声|ring/i.test(measured) ? termText('rings', { max }) : max
  return termText('times', { max })
}

const ticketEvents = ['工单.登记', 'ticket.registered']
const urgencyWords = ['紧急程度', 'urgency']

function withoutUrgency(line: string): string {
  const urgency = findWord({ text: line, at: 0 }, urgencyWords)
  return urgency ? line.slice(0, urgency.from).trim() : line
}

/** Departments to which the routing rules send tickets, in their order, each once; not who calls back or is next in a waiting list. */
export function departmentsOf(clauses: ClauseView[]): string[] {
  const blocks = clauses.flatMap(c => c.rules.filter(r => r.kind === 'route').map(r => blockOf(r.source)))
  const named = blocks
    .filter(block => ticketEvents.includes(entryOf(block, 'on')?.value.text.trim() ?? ticketEvents[0]!))
    .flatMap(block => lines(block, 'to').map(withoutUrgency))
    .flatMap(line => splitAt({ text: line, at: 0 }, commas))
  return [...new Set(named.map(t => unquoted(t).text).filter(Boolean))]
}
