/** Texts of standards, compiled: the same text is compiled once on its way from the draft into force. */
import { isDeepStrictEqual } from 'node:util'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { type Compiled, compile } from '@sansheng/rulebook/engine'
import type { CalendarSpec } from '@sansheng/rulebook/time'
import type { Vocabulary } from '@sansheng/rulebook/vocabulary'

export type Calendars = Record<string, { spec: CalendarSpec; version: string }>
export type TextNeeds = { inherited: Record<string, string>; calendars: Calendars }
export type CompileText = (source: string, needs: TextNeeds) => Compiled

/** As many as people draft at the same time; each is as large as a version in force and is mostly shared with it. */
const cacheSize = 8

/**
 * `onCompile` is called for each text that had to be compiled. A text with errors is not cached: it is about to change. `added`: the
 * vocabulary of an app with modules beside those of the product; a rule whose end none of them records does not run.
 */
export function compiledTexts(onCompile: () => void = () => {}, added: { vocabulary?: Vocabulary } = {}): CompileText {
  const texts: { source: string; needs: TextNeeds; compiled: Compiled }[] = []
  return (source, needs) => {
    const at = texts.findIndex(text => text.source === source && isSame(text.needs, needs))
    if (at >= 0) {
      const [text] = texts.splice(at, 1)
      texts.unshift(text!)
      return text!.compiled
    }
    onCompile()
    const compiled = compile(source, { ...needs, vocabulary: productVocabulary, ...added })
    if (compiled.rulebook) texts.unshift({ source, needs: { ...needs, inherited: extendedTexts(compiled, needs) }, compiled })
    if (texts.length > cacheSize) texts.pop()
    return compiled
  }
}

/** Whether what the text was compiled from is still what it stands on; texts that it does not extend make no difference. */
function isSame(known: TextNeeds, needs: TextNeeds): boolean {
  return (
    Object.entries(known.inherited).every(([name, source]) => needs.inherited[name] === source) &&
    isDeepStrictEqual(known.calendars, needs.calendars)
  )
}

function extendedTexts({ document, above }: Compiled, { inherited }: TextNeeds): Record<string, string> {
  const names = new Set([document, ...above].flatMap(other => other.front.extends))
  return Object.fromEntries([...names].flatMap(name => (inherited[name] === undefined ? [] : [[name, inherited[name]]])))
}
