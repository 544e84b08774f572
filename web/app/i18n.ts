/** Words of the screens: each feature keeps its catalogue beside it and gets a typed `t`. */
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

void i18next.use(initReactI18next).init({
  lng: 'zh',
  fallbackLng: 'zh',
  resources: {},
  interpolation: { escapeValue: false },
  returnNull: false,
  nsSeparator: '|',
  keySeparator: false,
})

type Params = Record<string, string | number>
export type Words<M> = (key: keyof M & string, params?: Params) => string

/** Registers the words of one namespace and gives the hook that reads them. A missing English word falls back to the Chinese one. */
export function catalogue<const M extends Record<string, string>>(
  namespace: string,
  zh: M,
  en: Partial<Record<keyof M, string>> = {},
): () => Words<M> {
  i18next.addResourceBundle('zh', namespace, zh, true, true)
  i18next.addResourceBundle('en', namespace, en, true, true)
  return () => useTranslation(namespace).t as unknown as Words<M>
}

/** The language that the server is asked to answer in. */
export const locale = (): string => (i18next.language === 'en' ? 'en' : 'zh-CN')

/** A label that a manifest carries itself. */
export type Label = { zh: string; en: string }

/** Returns the reader's words of such a label. */
export function useLabel(): (label: Label) => string {
  const { i18n } = useTranslation()
  return label => (i18n.language === 'en' ? label.en : label.zh)
}
