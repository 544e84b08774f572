/** The sentence that a person reads for a code, in his language. The server uses it for other clients, the web for itself. */
import type { FaultCode, FaultParams } from './fault.ts'
import { faultsEn, fieldsEn, unknownEn } from './messages.en.ts'
import { faultsZh, fieldsZh, unknownZh } from './messages.zh.ts'

export type Locale = 'zh' | 'en'

const catalogues = {
  zh: { faults: faultsZh, fields: fieldsZh, unknown: unknownZh },
  en: { faults: faultsEn, fields: fieldsEn, unknown: unknownEn },
}

export function sentence(locale: Locale, code: FaultCode, params: FaultParams = {}): string {
  const { faults } = catalogues[locale]
  const made = faults[code] ?? faults.internal
  return typeof made === 'string' ? made : made(params)
}

/** `keyword` and `params` as the validator names them, for example `maxLength` with `{ limit: 60 }`. */
export function fieldSentence(locale: Locale, keyword: string, params: Record<string, unknown> = {}): string {
  const { fields, unknown } = catalogues[locale]
  return fields[keyword]?.(params) ?? unknown
}
