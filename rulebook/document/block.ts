/**
 * Line grammar of a rule block: `key: the rest of the line`, then list lines that begin with `-` or are indented; `#` begins a comment line.
 * Not YAML on purpose: YAML cuts `#`, swallows `!x` and chokes on a Chinese colon. What a value means is decided by its kind of rule.
 */
import { type Report, type Text, trimmed } from './text.ts'

export type Entry = { key: Text; value: Text; items: Text[] }
export type Block = { entries: Entry[]; at: Text }

export function readBlock(source: Text, report: Report): Block {
  const entries: Entry[] = []
  let base: number | null = null
  let from = 0
  for (const raw of source.text.split('\n')) {
    const line: Text = { text: raw.replace(/\r$/, ''), at: source.at + from }
    from += raw.length + 1
    const body = trimmed(line)
    if (body.text === '' || body.text.startsWith('#')) continue
    const indent = body.at - line.at
    base ??= indent
    const dash = /^[-－–—•]\s*/.exec(body.text)
    const last = entries.at(-1)
    if (dash || (indent > base && last)) {
      if (last) last.items.push(dash ? { text: body.text.slice(dash[0].length), at: body.at + dash[0].length } : body)
      else report.error(body, 'list-without-key', { zh: '这一行列表前面没有键', en: 'this list line stands before any key' })
      continue
    }
    const colon = body.text.search(/[:：]/)
    if (colon <= 0) {
      report.error(body, 'no-colon', { zh: '这一行应写成「键: 值」', en: 'write this line as `key: value`' })
      continue
    }
    entries.push({
      key: trimmed({ text: body.text.slice(0, colon), at: body.at }),
      value: trimmed({ text: body.text.slice(colon + 1), at: body.at + colon + 1 }),
      items: [],
    })
  }
  return { entries, at: trimmed(source) }
}
