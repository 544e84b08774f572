/** The parts of a rule that people read as a table: steps, phrases, questions, lists. */
import { readBlock, reportOn } from '@sansheng/rulebook/document'
import { printRule } from '@sansheng/rulebook/kinds'

export type Sheet = { title: string; head: string[]; rows: string[][] }

/** Kinds whose one sentence cannot hold what they say. */
const listed = new Set(['phrase', 'script', 'decide', 'approve', 'route', 'order', 'score', 'charge'])
/** Lines that the heading of the rule says already. */
const inHeading = new Set(['规则', '编号', '依据', '说明', '试行', '选项', '拟议'])
const arrow = /\s*(?:→|->|=>)\s*/

export function sheetsOf({ kind, source }: { kind: string; source: string }): Sheet[] {
  if (!listed.has(kind)) return []
  const printed = printRule(source, 'zh')
  const { entries } = readBlock({ text: printed, at: 0 }, reportOn(printed))
  const shown = entries.filter(e => !inHeading.has(e.key.text))
  const lines = shown.filter(e => e.items.length === 0 && e.value.text !== '').map(e => [e.key.text, e.value.text])
  const lists = shown
    .filter(e => e.items.length > 0)
    .map(e =>
      listOf(
        e.key.text,
        e.items.map(i => i.text),
      ),
    )
  // a rule with one list and nothing else needs no table of its keys
  return [...(kind === 'charge' || kind === 'score' ? [{ title: '', head: [], rows: lines }] : []), ...lists].filter(
    s => s.rows.length > 0,
  )
}

function listOf(title: string, items: string[]): Sheet {
  const pairs = items.map(item => item.split(arrow))
  const wide = pairs.some(p => p.length > 1)
  return {
    title,
    head: title === '禁用' && wide ? ['不说', '改说'] : [],
    rows: pairs.map((pair, i) => [String(i + 1), ...(wide ? [pair[0]!, pair.slice(1).join(' → ')] : pair)]),
  }
}
