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
/** English tells one thing from several by `count`; Chinese does not. */
export type Plural = { one: string; other: string }
/** Each word that the Chinese catalogue has, and no other. */
export type English<M> = { [K in keyof M]: string | Plural }

/** Registers the words of one namespace and gives the hook that reads them. */
export function catalogue<const M extends Record<string, string>>(namespace: string, zh: M, en: English<M>): () => Words<M> {
  register(namespace, zh, en)
  return () => useTranslation(namespace).t as unknown as Words<M>
}

/** The same outside of components: read in the language of the moment at which it is called. */
export function words<const M extends Record<string, string>>(namespace: string, zh: M, en: English<M>): Words<M> {
  register(namespace, zh, en)
  return (key, params) => i18next.t(key, { ns: namespace, ...params })
}

function register<M extends Record<string, string>>(namespace: string, zh: M, en: English<M>): void {
  i18next.addResourceBundle('zh', namespace, zh, true, true)
  i18next.addResourceBundle('en', namespace, withPlurals(en), true, true)
}

/** The forms by the names under which i18next looks for them; the plain key serves a count that was made a text before. */
function withPlurals(en: Record<string, string | Plural>): Record<string, string> {
  const words: Record<string, string> = {}
  for (const [key, word] of Object.entries(en)) {
    if (typeof word === 'string') words[key] = word
    else Object.assign(words, { [key]: word.other, [`${key}_one`]: word.one, [`${key}_other`]: word.other })
  }
  return words
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
