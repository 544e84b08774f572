import { catalogue } from '../../app/i18n.ts'

export const useMatterLabels = catalogue(
  'desk-matters',
  {
    open: '还没办完的同一件事',
    same_caller: '同一来电人',
    same_place: '同一地址',
    same_notice: '同一公告',
    contacts: '已有 {{count}} 次接触',
    join: '并入',
    joinHint: '这次接触并进这张工单，不再另建；正在处理的人会收到提醒。',
    all: '全部列出',
    more: '还有更多，请到工单列表里找。',
    joined: '已并入工单',
    told: '正在处理的人已收到提醒。',
  },
  {
    open: 'The same matter, still open',
    same_caller: 'same caller',
    same_place: 'same address',
    same_notice: 'same notice',
    contacts: '{{count}} contacts so far',
    join: 'Join',
    joinHint: 'This contact joins that ticket instead of making a new one; whoever works on it is told.',
    all: 'Show all',
    more: 'There are more; look for them in the list of tickets.',
    joined: 'Joined the ticket',
    told: 'Whoever works on it has been told.',
  },
)
