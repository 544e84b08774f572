/** How a fact is written down: its name and its type. */
import type { Labels } from './words.ts'

/** `asked`: given, declined, or unknown (nobody asked yet). `instant`: milliseconds since 1970. `ref`: an id. */
export type FactType =
  | { readonly type: 'bool' | 'int' | 'number' | 'text' | 'instant' | 'disclosure' | 'ref' }
  | { readonly type: 'enum'; readonly values: Readonly<Record<string, string>> }
export type Field = FactType & Labels

export const bool = (zh: string) => ({ zh, type: 'bool' }) as const
export const int = (zh: string) => ({ zh, type: 'int' }) as const
export const text = (zh: string) => ({ zh, type: 'text' }) as const
export const disclosure = (zh: string) => ({ zh, type: 'disclosure' }) as const
export const instant = (zh: string) => ({ zh, type: 'instant' }) as const
export const ref = (zh: string) => ({ zh, type: 'ref' }) as const
export const one = <const V extends Record<string, string>>(zh: string, values: V) => ({ zh, type: 'enum', values }) as const

export const disclosureValues = { given: '已告知', declined: '不愿说', unknown: '未问' } as const
export type Disclosure = keyof typeof disclosureValues

/**
 * `of`: kinds of refs by whose id the facts are kept, because a case can have several; the first that an event names decides. A group that
 * is called like a kind of ref is kept by that kind unless it says otherwise.
 */
export type Group = Labels & { readonly fields: Readonly<Record<string, Field>>; readonly of?: readonly string[] }
