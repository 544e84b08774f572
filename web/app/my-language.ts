import type { Language } from '@sansheng/contract/my-language.ts'
import { people } from '@sansheng/contract/people.ts'
import { App } from 'antd'
import { useSend } from './call.ts'
import { showLanguage } from './language.ts'

/** Shows the screens in another language at once and keeps the choice on the server, for every device of this person. */
export function useMyLanguage(): (language: Language) => void {
  const { mutate } = useSend(people.changeMyLanguage)
  const { message } = App.useApp()
  return language => {
    showLanguage(language)
    mutate({ body: { language } }, { onError: fault => void message.error(fault.message) })
  }
}
