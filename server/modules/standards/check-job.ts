/** The check of a text as the screens get it. Pure, from data to data, so that it runs in a thread of its own. */
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import type { Checked } from '@sansheng/contract/standards.ts'
import { compile } from '@sansheng/rulebook/engine'
import type { Locale } from '@sansheng/rulebook/vocabulary'
import type { TextNeeds } from './compiled-texts.ts'
import { checkedView } from './present.ts'

export type CheckSource = (of: { source: string; needs: TextNeeds; locale: Locale; now: number }) => Checked

export const checkSource: CheckSource = ({ source, needs, locale, now }) =>
  checkedView(compile(source, { ...needs, vocabulary: productVocabulary }), locale, now)
