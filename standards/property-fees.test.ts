import type { Answer, Approve, Charge, Decide, Script } from '@sansheng/rulebook/kinds'
import { advanceOf, decisionOf, dueDayOf, feeOf, lateFeeOf } from '@sansheng/rulebook/kinds'
import type { Action, Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { rulebook, taking, violations } from './cases.ts'
import { spoken } from './spoken.ts'
import { at, local, walk } from './walk.ts'

const book = rulebook('property-service')
const stops = (action: Action, facts: Facts) => violations(walk(book).ask(action, '2026-11-20 10:00', facts))
const charge = (id: string, of = book) => of.byId.get(id) as Charge
const script = (id: string) => book.byId.get(id) as Script
const otherwise = (option: string, choice: string) => taking('property-service', option, choice)

describe('property-service: the fee desk', () => {
  it('R060: the room first, then the name, before a sum is named', () => {
    expect(stops('fee.desk_started', { fee: { room: 'given', payer: 'unknown' } })).toEqual(['room-then-name'])
    expect(stops('fee.desk_started', { fee: { room: 'given', payer: 'given' } })).toEqual([])
  })

  it('R220: a bill is handed over with its item and its sum', () => {
    expect(stops('bill.handed', { fee: { item: 'given' } })).toEqual(['bill-spoken'])
    expect(stops('bill.handed', { fee: { item: 'given', amount: 'given' } })).toEqual([])
  })

  it('R223, R228, R229, R230: the sum is read out, the ways to pay are named, the change is counted', () => {
    const paid = spoken(script('fee-desk'))
    expect(paid.said.join('')).toMatch(/房号.*念给您听.*补您的零/)
    expect(paid.ended).toBe('已缴')
    expect(spoken(script('fee-desk'), ['no', 'yes']).said.at(-1)).toContain('小区、房号和业主姓名')
  })

  it('R183, R236: why a fee is asked for is said in one way', () => {
    expect(spoken(script('why-late-fee')).ended).toBe('已解释')
    expect(spoken(script('why-late-fee'), ['yes']).ended).toBe('申请免除')
    expect(spoken(script('why-this-fee')).said).toHaveLength(3)
    expect(spoken(script('why-renovation-money')).ended).toBe('押金')
    expect(spoken(script('why-renovation-money'), ['yes']).ended).toBe('清运费')
    expect(spoken(script('why-ninety-percent'), ['yes']).said).toEqual([expect.stringMatching(/九成.*全额.*车位费不打折/)])
  })

  it('R104: nobody promises a reduction on the spot', () => {
    expect(spoken(script('fee-reduction-wish')).ended).toBe('已安抚')
    expect(spoken(script('fee-reduction-wish'), ['yes']).said.at(-1)).toContain('不是我能答应的')
  })
})

describe('property-service: fee, vacancy and late fee', () => {
  const empty = { month: '2026-03', area: 10_000, vacant: { from: '2026-01-01', to: null } }

  it('R231, C18: ninety per cent while vacant for a year, in full afterwards or on and on', () => {
    const fee = charge('property-fee')
    expect(feeOf(fee, { month: '2026-03', area: 10_000 })?.cents).toBe(22_000)
    expect(feeOf(fee, empty)?.cents).toBe(19_800)
    expect(feeOf(fee, { ...empty, month: '2027-03' })?.cents).toBe(22_000)
    expect(feeOf(charge('property-fee', otherwise('空置满一年', '继续九成')), { ...empty, month: '2027-03' })?.cents).toBe(19_800)
  })

  it('R233: six months are collected in advance', () => {
    expect(advanceOf(charge('property-fee'), { month: '2026-03', area: 10_000 })).toBe(6 * 22_000)
  })

  it.each([
    [[], 'accept'],
    [['yes'], 'reject'],
    [['no', 'yes'], 'reject'],
    [['no', 'no', 'yes'], 'reject'],
    [['no', 'no', 'no', 'yes'], 'reject'],
    [['no', 'no', 'no', 'no', 'yes'], 'reject'],
  ] as [Answer[], string][])('R231, R232: answers %j to the five questions of vacancy: %s', (answers, outcome) => {
    const all = Array.from({ length: 5 }, (_, i) => ({ answer: answers[i] ?? ('no' as const), remark: '抄表' }))
    expect(decisionOf(book.byId.get('vacancy-discount') as Decide, all)).toMatchObject({ state: 'decided', outcome })
  })

  const late = (of: Charge, until: string, paid = 50_000) =>
    lateFeeOf(of, { principal: 100_000, dueOn: '2026-01-20', until, payments: [{ on: '2026-01-30', cents: paid }] })!.lateFee

  it('R224, R225: due on the twentieth, then three per mille a day of what is still unpaid, up to the principal', () => {
    const rule = charge('late-fee')
    expect(dueDayOf(rule, '2026-01')).toBe('2026-01-20')
    expect(late(rule, '2026-01-20', 0)).toBe(0)
    expect(late(rule, '2026-01-21', 0)).toBe(300)
    expect(late(rule, '2026-02-09')).toBe(4500)
    expect(late(rule, '2030-01-20', 0)).toBe(100_000)
  })

  it('R224, R225, C12: other readings of the same sentence', () => {
    const by = (choice: string) => charge('late-fee', otherwise('滞纳金', choice))
    expect(late(by('按应缴封顶'), '2026-02-09')).toBe(6000)
    expect(late(by('按应缴封顶'), '2030-01-20', 0)).toBe(100_000)
    expect(late(by('按应缴不封顶'), '2030-01-20', 0)).toBeGreaterThan(400_000)
    expect(dueDayOf(by('二十日不含'), '2026-01')).toBe('2026-01-19')
    expect(late(by('不收'), '2030-01-20', 0)).toBe(0)
  })

  it('R226: a waiver is asked for the first time, without purpose, after the arrears, and the director decides', () => {
    const asks = (fee: NonNullable<Facts['fee']>) => stops('fee.waiver_requested', { fee }).sort()
    expect(asks({ firstTime: true, arrearsPaid: false, onPurpose: false })).toEqual(['waiver-conditions'])
    expect(asks({ firstTime: false, arrearsPaid: true, onPurpose: false })).toEqual(['waiver-conditions'])
    expect(asks({ firstTime: true, arrearsPaid: true, onPurpose: true })).toEqual(['waiver-not-on-purpose'])
    expect(asks({ firstTime: true, arrearsPaid: true, onPurpose: false })).toEqual([])
    const consent = book.byId.get('waive-late-fee') as Approve
    expect([consent.before, consent.consent[0]?.roles]).toEqual([['fee.waiver_decided'], ['director']])
    expect(charge('late-fee').waiver).toBe('waive-late-fee')
  })
})

describe('property-service: renovation', () => {
  it('R238: the papers are complete five working days before the work, or ten, or seven days', () => {
    const due = (of = book) => {
      const case1 = walk(of)
      case1.happen('permit.applied', '2026-11-20 10:00', {
        permit: { workStartsOn: at('2026-12-14 00:00'), application: 'given', self: true },
      })
      return local(case1.clock('renovation-ahead').dueAt).slice(0, 10)
    }
    expect(due()).toBe('2026-12-07')
    expect(due(otherwise('装修申请', '十个工作日'))).toBe('2026-11-30')
    expect(due(otherwise('装修申请', '七天'))).toBe('2026-12-07')
  })

  it('R239, R243, R244: an application needs its form, and the papers of the contractor unless the owner does it himself', () => {
    expect(stops('permit.applied', { permit: { self: true } })).toEqual(['renovation-application'])
    expect(stops('permit.applied', { permit: { self: false, application: 'given' } })).toEqual(['contractor-papers'])
    expect(stops('permit.applied', { permit: { self: true, application: 'given' } })).toEqual([])
    expect(spoken(script('how-to-renovate'), ['yes'])).toMatchObject({ ended: '自装' })
    expect(spoken(script('how-to-renovate')).said.at(-1)).toContain('指定的装修负责人')
  })

  it('R240, R241: no permit before form, design, agreement and money', () => {
    const ready = { application: 'given', design: true, agreement: 'given', paid: true } as const
    const missing = Object.keys(ready).map(key => stops('permit.issued', { permit: { ...ready, [key]: undefined } }))
    expect(missing).toEqual([['permit-in-order'], ['permit-in-order'], ['permit-in-order'], ['permit-in-order']])
    expect(stops('permit.issued', { permit: ready })).toEqual([])
  })

  it('R242: one pass for one person, with photograph and copy of the identity card', () => {
    const papers = { photo: 'given', idCopy: 'given' } as const
    expect(stops('pass.issued', { permit: { ...papers, passes: 2 } })).toEqual(['one-pass-per-person'])
    expect(stops('pass.issued', { permit: { photo: 'given', passes: 1 } })).toEqual(['pass-papers'])
    expect(stops('pass.issued', { permit: { ...papers, passes: 1 } })).toEqual([])
  })

  it('R234, C13: deposits by the piece, garbage by the area; a deposit goes by the name that the house gives it', () => {
    expect(feeOf(charge('garbage-transport'), { month: '2026-03', area: 8936 })?.cents).toBe(26_808)
    expect(feeOf(charge('wall-garbage'), { month: '2026-03', area: 450 })?.cents).toBe(5400)
    expect(feeOf(charge('pass-deposit'), { month: '2026-03', pieces: 3 })?.cents).toBe(15_000)
    expect([charge('renovation-deposit').fee, charge('renovation-deposit', otherwise('装修押金叫法', '装修保证金')).fee]).toEqual(
      ['装修押金', '装修保证金'],
    )
  })

  it('R245, R246, R248: a deposit comes back against its receipt, or past the shift leader', () => {
    expect(stops('deposit.refunded', {})).toEqual(['refund-against-receipt'])
    expect(stops('deposit.refunded', { fee: { receipt: 'given' } })).toEqual([])
  })
})

describe('property-service: handover of a house', () => {
  it('R197: two photographs each', () => {
    expect(stops('house.handover_started', { house: { photos: 1 } })).toEqual(['two-photos-each'])
    expect(stops('house.handover_started', { house: { photos: 2 } })).toEqual([])
  })

  it('R198: who comes for the owner brings his authorisation and his own paper', () => {
    const proxy = { photos: 2, proxy: true } as const
    expect(stops('house.handover_started', { house: { ...proxy, authorization: 'given' } })).toEqual(['proxy-authorised'])
    expect(stops('house.handover_started', { house: { ...proxy, authorization: 'given', proxyPaper: 'given' } })).toEqual([])
  })

  it('R195, R196, R199, R177: what to bring is said for each kind of owner, and for moving the register', () => {
    const papers = (...answers: Answer[]) => spoken(script('handover-papers'), answers)
    expect(papers('yes').ended).toBe('个人')
    expect(papers('no').said.join('')).toContain('借款合同')
    expect(papers('yes', 'yes').said.at(-1)).toContain('营业执照副本')
    expect(papers('yes', 'no', 'yes').said.at(-1)).toContain('监护证明')
    expect(papers('yes', 'no', 'no', 'yes').said.at(-1)).toContain('护照')
    expect(spoken(script('household-registration'), ['no', 'yes']).said.at(-1)).toContain('医学出生证明')
  })

  it('R227, R235: what is paid when a house is taken over, and that a whole year may be paid at once', () => {
    expect(spoken(script('handover-money')).said[0]).toMatch(/尾款.*大修基金.*契税.*前六个月/)
    expect(spoken(script('why-ninety-percent')).said[0]).toContain('一次缴一年')
  })

  it('R253, R263: the grade of a customer, a dinner and a gift need consent', () => {
    const roles = (id: string) => (book.byId.get(id) as Approve).consent.map(step => step.roles)
    expect(roles('customer-tier-approved')).toEqual([['department-head'], ['director']])
    expect(roles('entertain-and-gifts')).toEqual([['director']])
  })
})
