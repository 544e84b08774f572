/** The parts of a rule that people read as a table: steps, phrases, questions, lists. */
import { type Key, keys, readBlock, reportOn } from '@sansheng/rulebook/document'
import { printRule } from '@sansheng/rulebook/kinds'
import { lookup } from '@sansheng/rulebook/vocabulary'
import { shownLanguage } from '../../../app/language.ts'
import { sheetWords } from './labels.ts'

export type Sheet = { title: string; head: string[]; rows: string[][] }

/** Kinds whose one sentence cannot hold what they say. */
const listed = new Set(['phrase', 'script', 'decide', 'approve', 'route', 'order', 'score', 'charge'])
/** Lines that the heading of the rule says already. */
const inHeading = new Set<Key | null>(['rule', 'id', 'basis', 'note', 'trial', 'option', 'proposed'])
const arrow = /\s*(?:→|->|=>)\s*/

export function sheetsOf({ kind, source }: { kind: string; source: string }): Sheet[] {
  if (!listed.has(kind)) return []
  const printed = printRule(source, shownLanguage())
  const { entries } = readBlock({ text: printed, at: 0 }, reportOn(printed))
  const shown = entries.filter(e => !inHeading.has(lookup<Key>(keys, e.key.text)))
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
    head: lookup<Key>(keys, title) === 'forbid' && wide ? [sheetWords('not'), sheetWords('instead')] : [],
    rows: pairs.map((pair, i) => [String(i + 1), ...(wide ? [pair[0]!, pair.slice(1).join(' → ')] : pair)]),
  }
}
