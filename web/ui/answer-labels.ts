import { catalogue } from '../app/i18n.ts'

/** Words of agreeing and refusing, where the act has none of its own. */
export const useAnswerLabels = catalogue(
  'answers',
  {
    agree: '同意',
    refuse: '不同意',
    refusal: '为什么不同意（申请人会看到）',
    reasonMissing: '请写清理由。',
    cancel: '取消',
  },
  {
    agree: 'Agree',
    refuse: 'Refuse',
    refusal: 'Why not (whoever asked sees it)',
    reasonMissing: 'Please give the reason.',
    cancel: 'Cancel',
  },
)
