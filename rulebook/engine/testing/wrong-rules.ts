/** Rules with something wrong, and what whoever wrote them is told. */
import { expect, it } from 'vitest'
import { standard } from '../../testing/index.ts'
import { compile } from '../compile.ts'

/** A good rule but for the change; an empty text takes a line out. */
export const deadline = (change: Record<string, string> = {}) =>
  Object.entries({ rule: 'deadline', id: 'a', from: 'ticket.registered', to: 'ticket.closed', within: '1 d', ...change })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}:${value.startsWith('\n') ? '' : ' '}${value}`)
    .join('\n')
export const 时限 = (change: Record<string, string> = {}) =>
  Object.entries({ 规则: '时限', 编号: '甲', 起: '工单.登记', 止: '工单.结案', 限: '1 天', ...change })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')

/** A wrong rule; where (line of the block, column), what is said in the language of the rule, and what to write instead. */
export type WrongRule = [rule: string, place: string, sentence: string, suggestion: string | null]

export function toldWhereAndWhat(table: WrongRule[]): void {
  const first = standard('x').split('\n').indexOf('x') + 1
  it.each(table)('%s', (rule, place, sentence, suggestion) => {
    const { rulebook, problems } = compile(standard(rule))
    const [problem] = problems
    expect(problem && `${problem.line - first + 1}:${problem.column}`).toBe(place)
    expect(problem!.message[/\p{Script=Han}/u.test(sentence) ? 'zh' : 'en']).toBe(sentence)
    expect(problem!.suggestion).toBe(suggestion)
    expect(rulebook === null).toBe(problem!.severity === 'error')
  })
}
