/** The standards that ship, as the screens get them: compiled when somebody first asks, in each language once. */

import { setImmediate as breath } from 'node:timers/promises'
import type { handbooks } from '@sansheng/contract/handbooks.ts'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { compile } from '@sansheng/rulebook/engine'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import { clauseViews, inheritable, optionViews, shippedStandards } from '../standards/index.ts'

type Template = ReplyOf<typeof handbooks.listTemplates>['items'][number]
const made: Partial<Record<Locale, Promise<Template[]>>> = {}

export function templates(locale: Locale, now: number): Promise<Template[]> {
  made[locale] ??= make(locale, now)
  return made[locale]
}

async function make(locale: Locale, now: number): Promise<Template[]> {
  const inherited = await inheritable()
  const items: Template[] = []
  for (const { name, source } of await shippedStandards()) {
    const compiled = compile(source, { inherited, vocabulary: productVocabulary })
    const { clauses, front } = compiled.document
    items.push({
      name,
      title: front.title ?? name,
      words: clauses.find(c => c.level > 1)?.title ?? '',
      source,
      clauses: clauseViews(compiled, locale, now),
      options: optionViews(compiled),
    })
    // the requests of others come in between
    await breath()
  }
  return items
}
