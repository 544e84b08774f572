import { catalogue } from '../../app/i18n.ts'

export const useImportLabels = catalogue(
  'standard-import',
  {
    title: '交来手册',
    text: '系统读出里面的时限、次数、必问、禁语、审批和比率，写成规则请您逐条定。没有采纳的不会运行，没有认出来的原样留作正文。',
    toDraft: '到草稿里接着改',
    replaces: '{{name}}有一份没有发布的草稿。接着往下走，草稿会换成这份手册；在编辑器里保存之前，还能退回。',
    mayNot: '交来手册要有写规范的权限，请找主任。',
  },
  {
    title: 'Bring a handbook',
    text: 'Terms, limits, questions to ask, forbidden phrases, approvals and ratios are found in it and written as rules for you to decide on one by one. What you do not accept does not run; what is not recognised stays as prose.',
    toDraft: 'Continue in the draft',
    replaces:
      '{{name}} has a draft that is not published. If you go on, this handbook replaces it; until it is saved in the editor you can go back.',
    mayNot: 'To bring a handbook you need the permission to write the standard. Please ask the director.',
  },
)
