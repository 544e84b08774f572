/** Made-up views for the gallery and the tests of the shared parts. */
import type { ClockView, EventView } from '@sansheng/contract/clocks.ts'
import type { Form } from '@sansheng/contract/dispatch.ts'
import type { Explanation } from '@sansheng/contract/standards.ts'

const id = (n: number): string => `019aa3b0-7c10-7000-8000-${String(n).padStart(12, '0')}`
const iso = (at: number): string => new Date(at).toISOString()
const minute = 60_000

export function clock(given: Partial<ClockView> & { title?: string; number?: string }): ClockView {
  const { title = '通知责任部门', number = '4.1', ...rest } = given
  return {
    id: id(1),
    ruleId: 'notify-department',
    clause: { number, title, anchor: number.replace('.', '-') },
    kind: 'deadline',
    state: 'running',
    breached: false,
    exempted: false,
    within: '30 min',
    startedAt: '2026-11-20T06:36:05.000Z',
    dueAt: '2026-11-20T07:06:05.000Z',
    warnAt: '2026-11-20T06:56:05.000Z',
    settledAt: null,
    pausedAt: null,
    termMs: 30 * minute,
    usedMs: 0,
    overMs: null,
    period: 1,
    subject: { kind: 'ticket', id: id(3) },
    root: { kind: 'ticket', id: id(3) },
    caseId: id(2),
    recordOnly: false,
    ...rest,
  }
}

/** One clock in each of its states, as they would stand now. */
export function clocksAt(now: number): ClockView[] {
  const running = (left: number, term: number) => ({
    startedAt: iso(now - (term - left) * minute),
    dueAt: iso(now + left * minute),
    warnAt: iso(now + (left - term * 0.2) * minute - (left < term * 0.2 ? 1 : 0)),
    termMs: term * minute,
    usedMs: (term - left) * minute,
  })
  return [
    clock({
      id: id(11),
      title: '十分钟内登记',
      number: '3.1',
      within: '10 min',
      state: 'met',
      ...running(2.35, 10),
      usedMs: 459_000,
      settledAt: iso(now - 4 * minute),
    }),
    clock({ id: id(12), state: 'late', breached: true, ...running(-4.2, 30), settledAt: iso(now - minute), overMs: 252_000 }),
    clock({
      id: id(13),
      title: '两小时内到场',
      number: '4.2',
      within: '2 h',
      state: 'paused',
      ...running(54.5, 120),
      pausedAt: iso(now - 11 * minute),
    }),
    clock({
      id: id(14),
      title: '答应的时间前答复客户',
      number: '4.3',
      within: 'by ticket.promisedAt',
      ...running(24.6, 120),
      warnAt: iso(now - minute),
    }),
    clock({
      id: id(15),
      title: '每三日跟进一次',
      number: '5.2',
      within: '3 d',
      kind: 'cadence',
      period: 2,
      ...running(4200, 4320),
    }),
    clock({
      id: id(16),
      title: '返单后一个工作日内回访',
      number: '5.4',
      within: '1 workday',
      ...running(-6.63, 480),
      breached: true,
    }),
    clock({
      id: id(17),
      title: '抢修半小时内出发',
      number: '4.6',
      within: '30 min',
      state: 'void',
      ...running(10, 30),
      recordOnly: true,
    }),
  ]
}

const person = (name: string, staffNumber: string) => ({ kind: 'staff' as const, id: id(Number(staffNumber)), name, staffNumber })
const lin = person('林晓棠', '1024')
const qiu = person('邱立成', '2031')

function event(seq: number, type: EventView['type'], at: number, given: Partial<EventView> = {}): EventView {
  return {
    seq,
    type,
    at: iso(at),
    recordedAt: iso(at),
    actor: lin,
    subject: { kind: 'ticket', id: id(3) },
    detail: {},
    values: {},
    clause: null,
    hash: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    ...given,
  }
}

export function eventsAt(now: number): EventView[] {
  const clause = { number: '4.1', title: '通知责任部门', anchor: '4-1' }
  const at = (ago: number) => now - ago * minute
  return [
    event(1, 'intake.received', at(73), { detail: { channel: 'phone' }, values: { summary: '来电说家里没水，家有老人。' } }),
    event(2, 'contact.recorded', at(72)),
    event(3, 'fault.recorded', at(66)),
    event(4, 'ticket.registered', at(65), { detail: { number: 'BX-20261120-001' } }),
    event(5, 'gate.denied', at(51), { clause: { number: '4.7', title: '只在许可的情形下暂停', anchor: '4-7' } }),
    event(6, 'clock.warned', at(45), { actor: null, clause, detail: { step: '80%', to: 'front-owner' } }),
    event(7, 'clock.breached', at(35), { actor: null, clause, detail: { step: '100%', to: 'shift-leader' } }),
    event(8, 'ticket.notified', at(31)),
    event(9, 'dispatch.made', at(29), { detail: { number: 'PG-20261120-001' } }),
    event(10, 'dispatch.accepted', at(27), { actor: qiu, recordedAt: iso(at(20)) }),
    event(11, 'ticket.waiting', at(11), {
      actor: qiu,
      detail: { waitingFor: 'customer' },
      values: { reason: '客户改约十七点半后上门' },
    }),
    event(12, 'ticket.followed_up', at(2), { values: { note: null } }),
  ]
}

export function explanationOf(of: ClockView): Explanation {
  return {
    clock: of,
    rule: {
      id: of.ruleId,
      kind: 'deadline',
      clause: of.clause,
      source: '规则: 时限\nid: notify-department\n起: 工单.登记\n止: 工单.通知\n限: 30 分钟\n提醒: 80%\n升级:\n- 100% 至 班长',
      state: 'runs',
      sentence: '登记后 30 分钟内通知责任部门',
      unmeasured: null,
      basis: null,
      note: null,
      option: null,
    },
    prose: '工单登记后三十分钟内，首问责任人须把内容通知到责任部门，并记下接收人。',
    standard: { title: '供水热线服务规范', version: 3, publishedAt: '2026-11-01T00:00:00.000Z' },
    lines: [
      { kind: 'rule', text: '条款　§4.1 通知责任部门', value: null, seq: null, at: null },
      { kind: 'start', text: '起算　2026-11-20 周五 14:36:05，工单.登记', value: null, seq: 4, at: of.startedAt },
      { kind: 'term', text: '时限　30 分钟', value: '30:00', seq: null, at: null },
      { kind: 'pause', text: '暂停　没有', value: '00:00', seq: null, at: null },
      { kind: 'due', text: '到期　2026-11-20 周五 15:06:05（含当时）', value: null, seq: null, at: of.dueAt },
      { kind: 'settled', text: '完成　2026-11-20 周五 15:10:17，工单.通知', value: null, seq: 8, at: of.settledAt },
      { kind: 'verdict', text: '完成比到期晚 4 分 12 秒，超时。', value: null, seq: null, at: null },
    ],
    evidence: { within: '30 min', calendar: 'cn-hotline 2026.1', 'ticket.urgency': 'urgent' },
    events: [],
    exemption: null,
    recomputed: true,
  }
}

export function formOf(given: Partial<Form> = {}): Form {
  return {
    id: id(40),
    ticketId: id(3),
    caseId: id(2),
    number: 'PG-20261120-001',
    status: 'accepted',
    department: { id: id(50), name: '临川维修所' },
    worker: qiu,
    appointmentAt: '2026-11-20T09:30:00.000Z',
    instructions: '带 DN20 表前阀一个、过滤网一片、生料带。',
    madeAt: '2026-11-20T07:12:00.000Z',
    madeBy: lin,
    printedAt: null,
    prints: 0,
    printRequests: 0,
    acceptedAt: '2026-11-20T07:14:00.000Z',
    arrivedAt: null,
    finishedAt: null,
    returnedAt: null,
    inspectedAt: null,
    workDone: null,
    materials: [],
    agreedCents: null,
    opinion: null,
    signedBy: null,
    unsignedReason: null,
    passed: null,
    inspectionNote: null,
    inspector: null,
    ticket: {
      number: 'BX-20261120-001',
      kind: 'repair',
      title: '槐荫里 7 栋 2 单元 601，家中无水',
      urgency: 'urgent',
      channel: 'phone',
      receivedAt: '2026-11-20T06:28:26.000Z',
      customerName: '周女士',
      phoneMasked: '138****2046',
      address: '临川区槐荫里 7 栋 2 单元 601（楼道表箱左起第二块）',
      phenomenon: '全屋无水，对门有水',
      location: '楼道表箱，左起第二块表',
      operation: '前一晚换过净水器',
      description: null,
    },
    callback: null,
    clocks: [],
    version: 2,
    ...given,
  }
}
