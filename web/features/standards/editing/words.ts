import { catalogue } from '../../../app/i18n.ts'

export const useEditingWords = catalogue('standards.editing', {
  error: '错误',
  warning: '提醒',
  apply: '改为 {{word}}',
  keys: 'Ctrl 空格 可写的词 · F8 下一处 · Tab 采用建议',
  hint: 'Ctrl 空格列出可写的词，F8 到下一处问题；光标所在行有建议时，Tab 采用；要离开正文，先按 Esc 再按 Tab。',
})
export type EditingWords = ReturnType<typeof useEditingWords>
