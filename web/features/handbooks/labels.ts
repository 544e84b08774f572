import { catalogue } from '../../app/i18n.ts'

export const useImportLabels = catalogue('standard-import', {
  title: '交来手册',
  text: '系统读出里面的时限、次数、必问、禁语、审批和比率，写成规则请您逐条定。没有采纳的不会运行，没有认出来的原样留作正文。',
  toDraft: '到草稿里接着改',
  replaces: '{{name}}有一份没有发布的草稿。接着往下走，草稿会换成这份手册；在编辑器里保存之前，还能退回。',
  mayNot: '交来手册要有写规范的权限，请找主任。',
})
