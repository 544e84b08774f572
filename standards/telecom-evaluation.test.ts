import type { Approve, Decide, Rule, Score } from '@sansheng/rulebook/kinds'
import { approvalOf, decisionOf, gradesOf, scoreOf } from '@sansheng/rulebook/kinds'
import { findCalendar } from '@sansheng/rulebook/time'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { rulebook, says, taking } from './cases.ts'
import { at, local, walk } from './walk.ts'

const hall = () => walk(rulebook('telecom-hall'))
const ruleOf = <R extends Rule>(id: string, book = rulebook('telecom-hall')) => book.byId.get(id) as R

describe('telecom-hall: contracts', () => {
  const use = (fields: NonNullable<Facts['entitlement']>) =>
    hall().ask('entitlement.used', '2026-11-20 10:00', { entitlement: { on: 'contract', hardware: false, tables: 1, ...fields } })

  it('R342, R343: two tables to a contract, and no installation of hardware', () => {
    expect(use({ tables: 2 }).outcome).toBe('allow')
    expect(says(use({ tables: 3 }))).toEqual(['deny', 'two-tables'])
    expect(says(use({ hardware: true }))).toEqual(['deny', 'no-hardware-installation'])
    expect(use({ on: 'demand', hardware: true, tables: 5 }).outcome).toBe('allow')
  })

  it('R340, A008: what is on the list of services on demand is priced first', () => {
    const decide = ruleOf<Decide>('service-scope')
    const answers = (...list: ('yes' | 'no')[]) =>
      decisionOf(
        decide,
        list.map(answer => ({ answer, remark: '已看合同' })),
      )
    expect(answers('yes')).toMatchObject({ outcome: 'accept' })
    expect(answers('no', 'yes')).toMatchObject({ outcome: 'reject' })
    expect(answers('no', 'no', 'no', 'yes', 'no')).toMatchObject({ outcome: 'wait' })
    expect(answers('no', 'no', 'no', 'yes', 'yes')).toMatchObject({ outcome: 'accept' })
  })

  it('A018: spare parts move after the consent of the customer service department', () => {
    const rule = ruleOf<Approve>('spare-parts-consent')
    const ask = { requestedBy: 'wu', requestedAt: at('2026-11-20 09:00'), facts: {}, now: at('2026-11-20 10:00') }
    const given = { by: 'he', roles: ['department-head'], at: at('2026-11-20 09:30'), given: true } as const
    expect(rule.before).toEqual(['spare.planned', 'spare.issued', 'spare.scrapped'])
    expect(approvalOf(rule, { ...ask, consents: [] }, findCalendar('cn-office')!).state).toBe('waiting')
    expect(approvalOf(rule, { ...ask, consents: [given] }, findCalendar('cn-office')!).state).toBe('given')
  })
})

describe('telecom-hall: the evaluation of halls', () => {
  const marks = { 有人接待: 20, 等候关心: 20, 快捷规范: 25, 首问负责: 20, 厅面整洁: 15, 推诿用户: false }
  const grade = (more: Record<string, number | boolean>) => {
    const rule = ruleOf<Score>('hall-grade')
    const scored = scoreOf(rule, { 亮点: 0, 基本要求未做到: 0, 负面影响: 0, ...marks, ...more })
    return scored.state === 'scored' ? [scored.total, scored.band] : scored
  }

  it('R301, R305, R307: five links make a hundred; the bands take their lower end; one bad mark can take all', () => {
    expect(grade({ 厅面整洁: 10 })).toEqual([95, '优秀'])
    expect(grade({ 厅面整洁: 9.99 })).toEqual([94.99, '良好'])
    expect(grade({ 负面影响: 10 })).toEqual([90, '良好'])
    expect(grade({ 负面影响: 10, 基本要求未做到: 10 })).toEqual([80, '达标'])
    expect(grade({ 亮点: 5 })).toEqual([100, '优秀'])
    expect(grade({ 推诿用户: true })).toEqual([0, '未达标'])
  })

  const halls = (...totals: number[]) =>
    totals.map((total, i) => ({ id: `h${i}`, total, marks: { 首问负责: 20 - i, 快捷规范: 25 } }))
  const counts = (rule: Score, totals: number[]) => {
    const found: Record<string, number> = {}
    for (const { band } of gradesOf(rule, halls(...totals))) found[String(band)] = (found[String(band)] ?? 0) + 1
    return found
  }

  it('R302: of twenty halls one is excellent and four are good', () => {
    const twenty = [99, 98, 97, 94, 93, 92, 91, ...Array(13).fill(85)]
    expect(counts(ruleOf('hall-grade'), twenty)).toEqual({ 优秀: 1, 良好: 4, 达标: 15 })
  })

  it('R302: two that are tied at the edge both fall, or the first inquiry decides, as the organisation has chosen (C14)', () => {
    const tied = [97, 97, ...Array(18).fill(70)]
    expect(counts(ruleOf('hall-grade'), tied)).toEqual({ 良好: 2, 未达标: 18 })
    expect(counts(ruleOf('hall-grade', taking('telecom-hall', '名额并列', '看首问和快捷')), tied)).toEqual({
      优秀: 1,
      良好: 1,
      未达标: 18,
    })
  })

  it('R304: a fifth more are proposed than can be recognised, reckoned from the places or from those proposed', () => {
    const all = Array.from({ length: 400 }, (_, i) => 99.99 - i / 100)
    expect(counts(ruleOf('nominate-surplus'), all)).toEqual({ 推荐优秀: 24, 不推荐: 376 })
    expect(counts(ruleOf('nominate-surplus', taking('telecom-hall', '推荐差额', '淘汰两成')), all)).toEqual({
      推荐优秀: 25,
      不推荐: 375,
    })
  })

  it('R303, R308: own halls of the first three levels are evaluated, by what can be measured', () => {
    const start = (fields: NonNullable<Facts['evaluation']>) =>
      says(
        hall().ask('evaluation.started', '2026-11-20 10:00', { evaluation: { hall: 'own', level: 3, visible: true, ...fields } }),
      )
    expect(start({})).toEqual(['allow'])
    expect(start({ level: 4 })).toEqual(['deny', 'evaluated-levels'])
    expect(start({ visible: false })).toEqual(['deny', 'measurable-items'])
    const scope = ruleOf<Decide>('evaluation-scope')
    const answers = (...list: ('yes' | 'no')[]) =>
      decisionOf(
        scope,
        list.map(answer => ({ answer })),
      )
    expect(answers('no')).toMatchObject({ outcome: 'reject', reason: '合作厅只看基本要求，不评等级' })
    expect(answers('yes', 'yes', 'yes')).toMatchObject({ outcome: 'reject', reason: '不在评价范围' })
    expect(answers('yes', 'yes', 'no')).toMatchObject({ outcome: 'accept' })
  })

  it('R304: the city recognises before the province does', () => {
    const rule = ruleOf<Approve>('recognise-in-turn')
    expect(rule.consent.map(({ roles }) => roles)).toEqual([['department-head'], ['director']])
    expect([rule.order, rule.before]).toEqual(['in turn', ['evaluation.recognised']])
  })

  it('R297: a check that was planned is written up within a fortnight', () => {
    const case1 = hall()
    case1.happen('audit.planned', '2026-11-02 10:00', { evaluation: { hall: 'own' } })
    expect(local(case1.clock('audit-report').dueAt)).toBe('2026-11-17 00:00')
    case1.happen('audit.done', '2026-11-10 10:00')
    expect(case1.clock('audit-report').state).toBe('met')
  })

  it('R288–R292, R294, R295: hall and people are looked over by lists, and who smells of drink does not begin', () => {
    const band = (id: string, marks: Record<string, number | boolean>) => {
      const scored = scoreOf(ruleOf<Score>(id), marks)
      return scored.state === 'scored' ? scored.band : scored
    }
    const people = { 工装整齐: 25, '工号牌在左胸、平直': 20, 头发指甲首饰: 20, 坐姿站姿: 15, 微笑和眼神: 10, 气味和酒: false }
    expect(band('before-shift-check', people)).toBe('上岗')
    expect(band('before-shift-check', { ...people, 工装整齐: 24 })).toBe('整理好再上岗')
    expect(band('before-shift-check', { ...people, 气味和酒: true })).toBe('整理好再上岗')
    const room = { 地面台席干净: 25, '物品归位、私物不上台': 25, 禁烟安静: 20, 张贴齐全不过期: 19 }
    expect(band('hall-check', room)).toBe('当班整改')
    expect(band('hall-check', { ...room, 张贴齐全不过期: 20 })).toBe('合格')
  })
})
