/** What stands between words of data, as the reader's language writes it. */
import { words } from './i18n.ts'

const t = words(
  'punctuation',
  {
    list: '、',
    comma: '，',
    semicolon: '；',
    quoted: '“{{word}}”',
    labelled: '{{label}}：{{text}}',
    bracketed: '{{text}}（{{aside}}）',
    from: '{{first}}至{{last}}',
    between: '',
  },
  {
    list: ', ',
    comma: ', ',
    semicolon: '; ',
    quoted: '“{{word}}”',
    labelled: '{{label}}: {{text}}',
    bracketed: '{{text}} ({{aside}})',
    from: '{{first}} to {{last}}',
    between: ', ',
  },
)

/** Names one after another: `甲、乙`. */
export const listed = (names: readonly string[]): string => names.join(t('list'))
/** Parts of a sentence: `甲，乙`. */
export const joined = (parts: readonly string[]): string => parts.join(t('comma'))
/** Parts that have commas of their own: `甲；乙`. */
export const semicolons = (parts: readonly string[]): string => parts.join(t('semicolon'))
/** Names in quotes: `“甲”“乙”`. */
export const quoted = (names: readonly string[]): string => names.map(word => t('quoted', { word })).join(t('between'))
/** `甲：乙`. */
export const labelled = (label: string, text: string): string => t('labelled', { label, text })
/** `甲（乙）`. */
export const bracketed = (text: string, aside: string): string => t('bracketed', { text, aside })
/** `周一至周五`. */
export const stretch = (first: string, last: string): string => t('from', { first, last })
/** Between parts that stand apart on a line. */
export const gap = '\u2003'
