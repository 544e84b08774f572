import { catalogue } from '../app/i18n.ts'

export const useStepUpLabels = catalogue(
  'step-up',
  {
    title: '请再确认一次是您本人',
    why: '这一步要紧：导出、授权、重置或者查看许多号码。确认之后接着做，已经填写的内容不会丢。',
    code: '手机上的验证码，或恢复码',
    password: '您的密码',
    confirm: '确认',
    there: '用{{label}}确认',
    cancel: '先不做',
  },
  {
    title: 'Please confirm that it is you',
    why: 'This is a sensitive act: an export, a grant, a reset, or many telephone numbers. It goes on afterwards; what you typed stays.',
    code: 'Code on your phone, or a recovery code',
    password: 'Your password',
    confirm: 'Confirm',
    there: 'Confirm with {{label}}',
    cancel: 'Not now',
  },
)
