/** One proposed rule before it has an id: its kind, its lines and why it was recognised. */

import { type Key, keys } from '../document/index.ts'
import { cutText, type EventType, events, type Kind, kinds, nameOf } from '../vocabulary/index.ts'

export type Line = [key: Key, value: string | string[]]
export type Draft = {
  kind: Kind
  /** The figure in words that can be compared: 10 分钟, 3 声, >= 98%, 待定. */
  amount: string
  /** Words for the id, kebab. */
  word: string
  lines: Line[]
  /** Why it was taken for a rule, and what was guessed. */
  why: { zh: string; en: string }
  /** How sure: what it listens to stands in the sentence, or was guessed. */
  sure: boolean
}

/** Events as a rule names them. */
export const eventNames = (list: readonly EventType[]): string => list.map(name => nameOf(events, name, 'zh')).join('、')

export function isAction(name: EventType): boolean {
  return 'action' in events[name]
}

/** A value of one line that nothing in it can be mistaken for another line, a comment or a fence. */
export function oneLine(text: string, longest = 120): string {
  const plain = text.replace(/[\s\p{Cc}`]+/gu, ' ').trim()
  return cutText(plain, longest, '…').replace(/^[#\-–—•>*+~]+\s*/, '')
}

export function blockOf({ kind, lines, why }: Draft, id: string): string {
  const rows = lines.flatMap(([key, value]) =>
    typeof value === 'string' ? [`${keys[key].zh}: ${value}`] : [`${keys[key].zh}:`, ...value.map(item => `- ${item}`)],
  )
  return [
    '```规则',
    `规则: ${nameOf(kinds, kind, 'zh')}`,
    `编号: ${id}`,
    ...rows,
    '拟议: 是',
    `说明: ${oneLine(why.zh, 300)}`,
    '```',
  ].join('\n')
}
