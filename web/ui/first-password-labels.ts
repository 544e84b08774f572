import { catalogue } from '../app/i18n.ts'

export const useFirstPasswordLabels = catalogue(
  'first-password',
  {
    once: '初始密码只显示这一次。请抄给本人，第一次登录时要换成自己的。',
    name: '姓名',
    staffNumber: '工号',
    password: '初始密码',
    copy: '复制',
    print: '打印',
    copied: '已复制',
    notCopied: '浏览器不许复制，请选中后手工复制。',
  },
  {
    once: 'First passwords are shown this once. Hand each to its owner, who changes it at the first sign-in.',
    name: 'Name',
    staffNumber: 'Staff number',
    password: 'First password',
    copy: 'Copy',
    print: 'Print',
    copied: 'Copied',
    notCopied: 'The browser does not allow copying; please select the text and copy it by hand.',
  },
)
