import { catalogue } from '../../../app/i18n.ts'

export const useEditingLabels = catalogue('standards.editing', {
  error: '错误',
  warning: '提醒',
  apply: '改为 {{word}}',
  keys: 'Ctrl 空格 可写的词 · F8 下一处 · Tab 采用建议',
  hint: 'Ctrl 空格列出可写的词，F8 到下一处问题；光标所在行有建议时，Tab 采用；要离开正文，先按 Esc 再按 Tab。',
  compare: '与现行版对照',
  form: '这条规则',
  noBlock: '把光标放进一个规则块，这里就是它的表单；改表单就是改正文。',
  noKind: '这一块还没有写是哪一种规则。先写「规则: 时限」这样一行，或按 Ctrl 空格来选。',
  formFoot: '这是「{{kind}}」规则能写的项。没有列出来的注释和别的行，都原样留着。',
  required: '必写',
  choose: '请选择',
  which: '{{name}}取哪一个',
  oneALine: '一行一项',
  addKey: '再写一项……',
  add: '加一条规则',
  addTo: '在「{{clause}}」下加一条规则',
  addOf: '在「{{clause}}」下加{{name}}',
  addThis: '写进正文',
  otherKind: '换一种',
  missing: '还缺：{{names}}',
})
export type EditingLabels = ReturnType<typeof useEditingLabels>
