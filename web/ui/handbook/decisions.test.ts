import type { Proposal } from '@sansheng/contract/handbooks.ts'
import { describe, expect, it } from 'vitest'
import { leave, missingFor, nextUndecided, sureOf } from './decisions.ts'

const proposal = (id: string, lines: string, more: Partial<Proposal> = {}) =>
  ({ id, sure: true, open: false, block: `编号: ${id}\n${lines}`, ...more }) as Proposal
const answer = proposal('answer-in-60-s', '规则: 时限\n说明: reach 也不是引用')
const reach = proposal('reach', '规则: 指标\n所量: answer-in-60-s')
const bonus = proposal('bonus', '规则: 评分\n所量: 其他、reach')
const longer = proposal('register', '规则: 指标\n所量: answer-in-60-s-more')
const all = [answer, reach, bonus, longer]

describe('walking through proposals', () => {
  it('leaves as prose, with a promise, the targets that count it and what counts those', () => {
    const left = leave(all, { reach: { do: 'accept' } }, answer.id)
    expect(left).toEqual({ 'answer-in-60-s': { do: 'prose' }, reach: { do: 'prose' }, bonus: { do: 'prose' } })
    expect(missingFor(reach, all, left)).toBe(answer)
    expect(missingFor(answer, all, left)).toBeNull()
    expect(sureOf(all, { 'answer-in-60-s': { do: 'prose' } })).toEqual([bonus, longer])
  })

  it('asks a changed rule for what it names now', () => {
    const changed = { reach: { do: 'change', block: '编号: reach\n所量: register' } } as const
    expect(leave(all, changed, answer.id).reach).toEqual(changed.reach)
  })

  it('goes on with the next one without a decision, and begins anew at the end', () => {
    expect(nextUndecided(all, { bonus: { do: 'accept' } }, 1)).toBe(3)
    expect(nextUndecided(all, { register: { do: 'accept' } }, 2)).toBe(0)
  })
})
