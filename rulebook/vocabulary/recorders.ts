/** What would record the events, and state the facts, that nothing in the product records or states yet: by the first part of their name. */
import type { EventName, Path } from './vocabulary.ts'
import type { Labels } from './words.ts'

type Recorder = Required<Labels> & { readonly of: readonly string[] }

const recorders: readonly Recorder[] = [
  {
    zh: '电话接入',
    en: 'a telephone connection',
    of: ['call', 'line', 'system', 'number', 'identity', 'assist', 'fault', 'contact'],
  },
  { zh: '在线会话', en: 'conversations in writing', of: ['conversation', 'message'] },
  { zh: '排队叫号', en: 'a waiting list with calls', of: ['queue', 'customer.greeted'] },
  { zh: '收费', en: 'charges and payments', of: ['fee', 'bill', 'deposit'] },
  { zh: '排班与考勤', en: 'shifts and attendance', of: ['shift', 'absence', 'substitute', 'leave', 'duty', 'log', 'time'] },
  { zh: '质检与评价', en: 'reviews and evaluations', of: ['evaluation', 'audit', 'survey', 'violation', 'error', 'leader'] },
  { zh: '报告', en: 'reports', of: ['report'] },
  { zh: '回访任务', en: 'a list of call-backs to make', of: ['callback'] },
  { zh: '投诉档案', en: 'complaint files', of: ['complaint', 'apology'] },
  { zh: '查看资料的登记', en: 'a record of who looks at data', of: ['data'] },
  {
    zh: '特约服务单',
    en: 'orders of paid service',
    of: ['order', 'price', 'appointment', 'worker', 'material', 'work', 'spare', 'expense'],
  },
  { zh: '客户档案', en: 'customer files', of: ['customer', 'relation', 'account', 'entitlement', 'change', 'reopen', 'promise'] },
  {
    zh: '登记簿',
    en: 'a register',
    of: [
      'key',
      'parcel',
      'visitor',
      'errand',
      'permit',
      'pass',
      'house',
      'install',
      'handover',
      'broadcast',
      'repair',
      'suggestion',
      'engineer',
      'document',
      'board',
      'incident',
      'case',
      'solution',
    ],
  },
]

const byPart = new Map(recorders.flatMap(recorder => recorder.of.map(part => [part, recorder] as const)))

/** Returns what would record this event or state this fact; null for a name that the product does not have. */
export function recorderOf(name: EventName | Path): Labels | null {
  return byPart.get(name) ?? byPart.get(name.slice(0, name.indexOf('.'))) ?? null
}
