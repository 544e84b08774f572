/** A repair that waits for its worker, with one clock that was late and one dispatch form. */
import { dispatch, type Form } from '@sansheng/contract/dispatch.ts'
import { people } from '@sansheng/contract/people.ts'
import { type Explanation, standards } from '@sansheng/contract/standards.ts'
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'
import { type Given, reply } from '../../../testing/replies.ts'
import { personWith } from '../../../testing/screen.tsx'

export const me = personWith([
  'tickets:read',
  'tickets:work',
  'tickets:notify',
  'tickets:close',
  'tickets:confirm',
  'dispatch:read',
  'dispatch:work',
  'dispatch:make',
  'callbacks:make',
  'people:read',
  'standards:read',
  'standards:request-exemption',
])
const lin = { id: 'p1', name: '林晓棠', staffNumber: '1024' }
const at = '2026-11-20T06:36:00.000Z'
export const clockId = '019aa3b0-7c10-7000-8000-0000000000c1'
export const clock = {
  id: clockId,
  ruleId: 'notify-department',
  clause: { number: '4.1', title: '通知责任部门', anchor: '4-1' },
  kind: 'deadline',
  state: 'late',
  breached: true,
  within: '30 min',
  startedAt: at,
  dueAt: '2026-11-20T07:06:00.000Z',
  settledAt: '2026-11-20T07:10:12.000Z',
  termMs: 1_800_000,
  usedMs: 2_052_000,
  overMs: 252_000,
  period: 1,
  subject: { kind: 'ticket', id: 't1' },
  root: { kind: 'ticket', id: 't1' },
  caseId: 'k1',
} as const satisfies Given<Ticket['clocks'][number]>
export const row = {
  id: 't1',
  caseId: 'k1',
  number: 'BX-20261120-001',
  kind: 'repair',
  category: '户内无水',
  field: 'water',
  urgency: 'urgent',
  status: 'accepted',
  title: '槐荫里 7 栋 2 单元 601，家中无水',
  address: '槐荫里 7 栋 2 单元 601',
  department: { id: 'd1', name: '临川维修所' },
  frontOwner: lin,
  handler: { id: 'p2', name: '邱立成', staffNumber: '2107' },
  receivedAt: at,
  registeredAt: at,
  waitingFor: 'nobody',
  version: 3,
} as const satisfies Given<Ticket>
export const ticket: Given<Ticket> = {
  ...row,
  fault: { phenomenon: '全屋无水', declined: ['operation'] },
  contactId: 'x1',
  notifiedAt: at,
  acceptedAt: at,
  clocks: [clock],
}
export const form: Given<Form> = {
  id: 'f1',
  ticketId: 't1',
  caseId: 'k1',
  number: 'PG-20261120-001',
  status: 'accepted',
  department: row.department,
  worker: row.handler,
  instructions: '带 DN20 表前阀',
  madeAt: at,
  madeBy: lin,
  printedAt: at,
  prints: 1,
  printRequests: 1,
  acceptedAt: at,
  ticket: { number: row.number, kind: 'repair', title: row.title, urgency: 'urgent', channel: 'phone', receivedAt: at },
  version: 7,
}
export const explanation: Given<Explanation> = {
  clock,
  rule: { id: 'notify-department', kind: 'deadline', clause: clock.clause, state: 'runs', sentence: '登记后 30 分钟内通知' },
  prose: '工单建立后三十分钟内，须把内容通知到责任部门。',
  standard: { title: '供水热线服务规范', version: 3, publishedAt: at },
  lines: [{ kind: 'start', text: '起点　工单登记 14:36:00', seq: 4, at }],
  exemption: null,
  recomputed: true,
}

export const replies = [
  reply(tickets.get, ticket, { id: 't1' }),
  reply(tickets.history, { verified: true }),
  reply(tickets.markRead, {}),
  reply(dispatch.list, { items: [form] }),
  reply(standards.explainClock, explanation),
  reply(people.listPersons, {}),
]
