import { type Static, Type } from 'typebox'
import { ClauseRef } from './clocks.ts'
import {
  Count,
  Done,
  Flag,
  Id,
  Instant,
  Nullable,
  OneOf,
  PageQuery,
  type Permissions,
  pageOf,
  route,
  Shape,
  SiteId,
  SiteParams,
} from './route.ts'
import { SubjectLink, SubjectRef } from './subjects.ts'

export const permissions = {
  'notifications:read': { zh: '收取提醒', en: 'Get notifications', staffOnly: true },
} as const satisfies Permissions

export const NotificationWhy = OneOf({
  warn: '将到',
  breach: '超时',
  escalate: '升级',
  gate: '门禁',
  notify: '通知',
  assign: '交给你',
  withdrawn: '已收回',
  notice: '公告',
  inform: '告知',
  nobody: '没有通知到人',
  approve: '请审批',
  approved: '已同意',
  refused: '已退回',
  exempt: '请审批免责',
  exempted: '已免责',
  reset: '密码被重置',
  'factor-reset': '两重验证被重置',
  sealing: '封存没有成功',
  time: '时钟跳变',
  again: '又来电',
})
export const Notification = Shape({
  id: Id,
  siteId: SiteId,
  why: NotificationWhy,
  at: Instant,
  readAt: Nullable(Instant),
  title: Type.String({ examples: ['通知责任部门 超时'] }),
  clause: Nullable(ClauseRef),
  /** What it is about, and the thing that people open for it. */
  subject: Nullable(SubjectRef),
  root: Nullable(SubjectLink),
  /** What the customer said, where it is about a contact. */
  said: Nullable(Type.String({ examples: ['又来问几点能修好'] })),
  clockId: Nullable(Id),
})
export type Notification = Static<typeof Notification>

export const notifications = {
  list: route({
    method: 'GET',
    path: '/sites/:siteId/notifications',
    needs: 'notifications:read',
    summary: 'My bell',
    params: SiteParams,
    query: Shape({ unread: Type.Optional(Flag), ...PageQuery }),
    reply: Shape({ ...pageOf(Notification).properties, unread: Count }),
  }),
  read: route({
    method: 'POST',
    path: '/sites/:siteId/notifications/read',
    needs: 'notifications:read',
    summary: 'Mark as read: these, or all',
    params: SiteParams,
    body: Shape({ ids: Type.Optional(Type.Array(Id, { maxItems: 200 })) }),
    reply: Done,
  }),
}
