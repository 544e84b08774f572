import { catalogue } from '../../app/i18n.ts'

export const useEndingLabels = catalogue(
  'desk-ending',
  {
    why_misdialled: '打错了：一个词，为什么？',
    why_withdrawn: '客户放弃：一个词，为什么？',
    own: '或者自己写',
    end: '结束',
    cancel: '继续受理',
    takeBack: '撤回，继续受理',
    takeBackFor: '{{minutes}} 分钟内可以撤回',
    reason: '原因：{{reason}}',
    stillEmpty: '这一通刚开始，还是空的，没有另开一通。',
  },
  {
    why_misdialled: 'Misdialled: why, in a word?',
    why_withdrawn: 'Given up: why, in a word?',
    own: 'or your own word',
    end: 'End',
    cancel: 'Go on',
    takeBack: 'Take back and go on',
    takeBackFor: 'can be taken back within {{minutes}} minutes',
    reason: 'Reason: {{reason}}',
    stillEmpty: 'This contact has just begun and is still empty, so no other was opened.',
  },
)

/** What is said most; one touch instead of typing. */
export const endReasons = {
  misdialled: ['拨错号码', '找别的单位', '无声', '骚扰'],
  withdrawn: ['客户挂断', '不办了', '已经好了', '改天再来'],
} as const
