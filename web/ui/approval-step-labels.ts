import { catalogue } from '../app/i18n.ts'

export const useApprovalStepLabels = catalogue(
  'approval-steps',
  {
    steps: '审批',
    any: '或',
    all: '和',
    stepLater: '未轮到',
    stepWaiting: '等同意',
    stepGiven: '已同意',
    stepRefused: '已退回',
    dueBy: '限 {{at}} 前',
    lateBy: '已过 {{at}}',
    nobody: '现在没有人担任，先请系统管理员安排',
    bySubmitting: '送审即同意',
    answered: '{{name}} {{at}}',
  },
  {
    steps: 'Approval',
    any: ' or ',
    all: ' and ',
    stepLater: 'not yet',
    stepWaiting: 'waiting',
    stepGiven: 'agreed',
    stepRefused: 'refused',
    dueBy: 'by {{at}}',
    lateBy: 'was due {{at}}',
    nobody: 'nobody holds this role; the administrator has to appoint somebody',
    bySubmitting: 'agreed by submitting',
    answered: '{{name}} {{at}}',
  },
)
export type ApprovalStepLabels = ReturnType<typeof useApprovalStepLabels>
