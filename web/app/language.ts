/** In which language the screens are shown: the reader's own, or before anybody is known that of the browser. */
import type { Language } from '@sansheng/contract/my-language.ts'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import './labels.ts'

/** Each language by the name that its readers look for. */
export const languageNames: Record<Language, string> = { zh: '中文', en: 'English' }
export const otherLanguage = { zh: 'en', en: 'zh' } as const satisfies Record<Language, Language>

const remembered = 'sansheng.language'
const isLanguage = (text: string | null | undefined): text is Language => text === 'zh' || text === 'en'

/** What was chosen at the sign-in of this browser, else the first of the browser's own languages that the screens have. */
export function browserLanguage(): Language {
  const chosen = localStorage.getItem(remembered)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map(tag => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'zh'
}
export function chooseForBrowser(language: Language): void {
  localStorage.setItem(remembered, language)
  showLanguage(language)
}

export const shownLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh')
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh'
}

/** The page says which language it is in, to readers' machines and in its title. */
export function showLanguage(language: Language): void {
  if (language !== i18next.language) void i18next.changeLanguage(language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = i18next.t('product', { ns: 'shell' })
}
