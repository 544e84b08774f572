/** How matters go: which of them run straight and which do not. Minutes throughout; what is absent goes as it should. */
import type { Matter } from './story.ts'

type Span = readonly [number, number]
export type Course = {
  name: string
  weight: number
  kinds?: readonly Matter['kind'][]
  /** One of the three answers is missing at first: the gate holds it, until it is asked or a shift leader lets it pass. */
  missing?: { ends: 'asked' | 'overridden'; after: number }
  /** The department is told by hand, so long after registering; without it with the registration itself. `never` until the end of the play. */
  notify?: number | 'never'
  confirm?: Span
  /** The customer is promised an answer within so many minutes. */
  promise?: { within: number; ends: 'kept' | 'late' | 'moved' | 'open' }
  /** The visit is agreed for so many minutes after registering; the worker comes so much later, or earlier when negative. */
  visit?: { after: number; off: number }
  travel?: Span
  wait?: { for: 'customer' | 'material'; reason: string; minutes: number }
  /** Handed to another handler; the second time is held by the gate. */
  transfers?: 1 | 2
  withdrawn?: string
  rework?: true
  /** After the form came back. */
  inspect?: Span
  callBack?: { after: Span; results: readonly ('satisfied' | 'basically' | 'unsatisfied' | 'unreached')[] }
  /** Somebody tries to close before the customer was called: held, and perhaps let pass. */
  hasty?: 'held' | 'overridden'
  reopened?: string
  /** Nothing happens any more once this has been done. */
  ends?: 'registered' | 'confirmed' | 'accepted' | 'arrived' | 'returned'
}

const worked = ['report', 'repair', 'paid'] as const
export const courses: Course[] = [
  { name: 'straight', weight: 30 },
  { name: 'straight with a visit', weight: 12, kinds: worked, visit: { after: 90, off: -6 } },
  { name: 'third question forgotten', weight: 7, kinds: ['repair'], missing: { ends: 'asked', after: 1 } },
  { name: 'question waived', weight: 3, kinds: ['repair'], missing: { ends: 'overridden', after: 2 } },
  { name: 'told late', weight: 5, notify: 47 },
  { name: 'taken on late', weight: 5, confirm: [38, 52] },
  { name: 'came late', weight: 5, kinds: worked, visit: { after: 75, off: 24 } },
  { name: 'promise kept', weight: 9, promise: { within: 120, ends: 'kept' } },
  { name: 'promise missed', weight: 4, promise: { within: 90, ends: 'late' } },
  { name: 'promise moved', weight: 3, promise: { within: 100, ends: 'moved' } },
  { name: 'customer asked to wait', weight: 4, wait: { for: 'customer', reason: '改约下班以后再上门', minutes: 300 } },
  { name: 'waits for material', weight: 2, kinds: worked, wait: { for: 'material', reason: '配件要从总库调', minutes: 420 } },
  { name: 'handed on twice', weight: 3, kinds: worked, transfers: 2 },
  { name: 'handed on', weight: 3, transfers: 1 },
  { name: 'withdrawn', weight: 3, kinds: worked, withdrawn: '用户自己打开了表前阀，电话里确认已有水' },
  { name: 'rework', weight: 3, kinds: ['repair', 'report'], rework: true },
  { name: 'not reached', weight: 4, callBack: { after: [40, 70], results: ['unreached', 'satisfied'] } },
  { name: 'unhappy', weight: 3, callBack: { after: [30, 60], results: ['unsatisfied', 'basically'] } },
  { name: 'closed too early', weight: 4, kinds: worked, hasty: 'held' },
  { name: 'closed past the gate', weight: 2, kinds: worked, hasty: 'overridden' },
  { name: 'opened again', weight: 2, kinds: worked, reopened: '又不行了，和早上一样' },
  { name: 'forgotten at the department', weight: 2, ends: 'confirmed' },
  { name: 'forgotten after the work', weight: 2, kinds: worked, ends: 'returned' },
]

export type SetPiece = { before: number; category: string; course: Course; site?: string }
const piece = (before: number, category: string, course: Omit<Course, 'weight'>): SetPiece => ({
  before,
  category,
  course: { weight: 0, ...course },
})
const days = 24 * 60

/** What must be going on when somebody looks: begun so many minutes before. */
export const setPieces: Record<string, SetPiece[]> = {
  LZ: [
    piece(9 * days, '水压低', {
      name: 'waits long',
      wait: { for: 'material', reason: '等主管改造排期', minutes: 60 * days },
      confirm: [5, 9],
    }),
    piece(5 * days, '表后漏水', { name: 'nobody wrote a word', ends: 'accepted' }),
    piece(4 * days, '水表故障', { name: 'never called back', ends: 'returned' }),
    piece(170, '户内无水', { name: 'nearly done', callBack: { after: [100, 110], results: ['satisfied'] } }),
    piece(96, '水浑', { name: 'paused', wait: { for: 'customer', reason: '用户出差，回来再取样', minutes: days } }),
    piece(78, '水压低', { name: 'being worked on', travel: [25, 30], ends: 'arrived' }),
    piece(52, '水费', { name: 'promise soon due', promise: { within: 66, ends: 'open' } }),
    piece(43, '水有异味', { name: 'nobody told', notify: 'never' }),
    piece(27, '爆管', { name: 'on the way', confirm: [3, 5], travel: [45, 50] }),
    piece(19, '户内无水', { name: 'visit agreed', visit: { after: 80, off: 0 } }),
    piece(8, '冻裂', { name: 'still asking', missing: { ends: 'asked', after: 12 } }),
  ],
  TH: [
    piece(6 * days, '保洁', { name: 'nobody wrote a word', ends: 'accepted' }),
    piece(150, '房屋质量', { name: 'estate', notify: 'never' }),
    piece(64, '电梯', { name: 'waits for maintenance', wait: { for: 'material', reason: '等维保带配件', minutes: days } }),
    piece(34, '车辆停放', { name: 'not taken on', confirm: [days, days] }),
    piece(12, '水电', { name: 'told too late', notify: 'never' }),
    piece(6, '照明', { name: 'just registered', notify: 'never' }),
  ],
}
