/** What may be written between the dashes at the top of a document. */
import { bools, frontKeys } from '@sansheng/rulebook/document'
import { localeOf, lookup, nameOf } from '@sansheng/rulebook/vocabulary'
import type { Choice, CompletionItem, Known } from './choice.ts'

type FrontKey = keyof typeof frontKeys

/** Null outside the front matter, and where there is nothing to choose. */
export function frontCompletion(source: string, pos: number, known: Known): CompletionItem | null {
  const end = source.startsWith('---\n') ? source.indexOf('\n---', 3) : -1
  if (end < 0 || pos <= 3 || pos > end) return null
  const lineStart = source.lastIndexOf('\n', pos - 1) + 1
  const before = source.slice(lineStart, pos)
  const lines = source.slice(4, end).split('\n')
  const named = /^([^\s:：#][^:：]*)[:：]/
  const names = lines.flatMap(line => named.exec(line)?.[1] ?? [])
  const locale = localeOf(names[0] ?? 'standard')
  const key = named.exec(before)
  if (key) {
    const choices = valuesOf(lookup<FrontKey>(frontKeys, key[1]!), known)
    const typed = /[^\s,，[：:{]*$/.exec(before)![0]
    const blank = before.length === key[0].length
    return choices && { from: pos - typed.length, choices: blank ? choices.map(c => ({ ...c, apply: ` ${c.label}` })) : choices }
  }
  if (/^\s/.test(before)) return underCompletion(source.slice(4, lineStart), before, pos, known)
  const used = new Set(names.map(name => lookup<FrontKey>(frontKeys, name)))
  return {
    from: lineStart,
    choices: (Object.keys(frontKeys) as FrontKey[])
      .filter(name => !used.has(name))
      .map(name => ({
        label: nameOf(frontKeys, name, locale),
        detail: nameOf(frontKeys, name, locale === 'zh' ? 'en' : 'zh'),
        apply: `${nameOf(frontKeys, name, locale)}: `,
        more: true,
      })),
  }
}

function valuesOf(key: FrontKey | null, known: Known): Choice[] | null {
  if (key === 'calendar') return known.calendars.map(label => ({ label }))
  if (key === 'extends') return known.standards.map(label => ({ label }))
  if (key === 'trial') return Object.values(bools).map(({ zh }) => ({ label: zh }))
  return null
}

/** The lines below `choices`: one way for each question. */
function underCompletion(above: string, before: string, pos: number, known: Known): CompletionItem | null {
  const owner = [...above.matchAll(/^([^\s:：#][^:：\n]*)[:：]/gm)].at(-1)?.[1]
  if (!owner || lookup<FrontKey>(frontKeys, owner) !== 'choices') return null
  return {
    from: pos - before.trimStart().length,
    choices: known.options.map(o => ({ label: `${o.name}: ${o.alternative}`, info: o.words })),
  }
}
