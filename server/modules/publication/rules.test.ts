import { compile } from '@sansheng/rulebook/engine'
import type { Rulebook } from '@sansheng/rulebook/kinds'
import { type Consent, consentProgress, consentsByAsking, type Request } from '@sansheng/rulebook/kinds'
import type { Role } from '@sansheng/rulebook/vocabulary'
import { expect, test } from 'vitest'
import { consentRules } from './rules.ts'

const progressOf = (rulebook: Rulebook, request: Request, consents: readonly Consent[], now: number) =>
  consentProgress(consentRules(rulebook, request), request, consents, now)

const standard = (rules: string) => {
  const { rulebook, problems } = compile(`---\nstandard: s\ntitle: 规范\ncalendar: natural\n---\n## 1 规范怎么改\n${rules}`)
  expect(problems.filter(p => p.severity === 'error')).toEqual([])
  return rulebook!
}
const rule = (id: string, lines: string) => `\`\`\`规则\n规则: 审批\n编号: ${id}\n之前: 规范.发布\n${lines}\n\`\`\`\n`
const by = (roles: Role[]) => ({ by: 'submitter', roles, at: 0, facts: {} })
const says = (who: string, role: Role, at: number, given = true) => ({ by: who, roles: [role], at, given })
const states = (text: string, roles: Role[], heard: ReturnType<typeof says>[] = []) => {
  const standing = progressOf(standard(text), by(roles), heard, 1000)
  return [standing.state, standing.steps.map(s => s.state).join(' '), standing.waitingFor.join(' ')]
}
const inTurn = rule('a', '须经:\n- 岗位:班长\n- 岗位:主任')
const both = rule('a', '须经:\n- 岗位:班长\n- 岗位:主任\n依次: 同时')
const all = rule('a', '须经:\n- 全部 岗位:班长, 岗位:主任')

test.each([
  ['nobody has spoken', inTurn, [] as Role[], [], ['waiting', 'waiting later', 'shift-leader']],
  ['the first step is given', inTurn, [], [says('p', 'shift-leader', 1)], ['waiting', 'given waiting', 'director']],
  ['out of turn nothing is heard', inTurn, [], [says('q', 'director', 1)], ['waiting', 'waiting later', 'shift-leader']],
  ['all are given', inTurn, [], [says('p', 'shift-leader', 1), says('q', 'director', 2)], ['given', 'given given', '']],
  ['refused', inTurn, [], [says('p', 'shift-leader', 1, false)], ['refused', 'refused later', '']],
  ['the submitter holds the first role', inTurn, ['shift-leader'], [], ['waiting', 'given waiting', 'director']],
  ['the submitter holds the last role', inTurn, ['director'], [says('p', 'shift-leader', 1)], ['given', 'given given', '']],
  [
    'nobody gives two steps, though he holds both roles',
    inTurn,
    ['shift-leader', 'director'],
    [],
    ['waiting', 'given waiting', 'director'],
  ],
  [
    'two rules are two consents',
    inTurn + rule('b', '须经:\n- 岗位:质检'),
    ['inspector'],
    [],
    ['waiting', 'waiting later given', 'shift-leader'],
  ],
] as const)('where it stands: %s', (_, text, roles, heard, expected) => {
  expect(states(text, [...roles], [...heard])).toEqual(expected)
})

test('together, the steps wait for each other in no order', () => {
  expect(states(both.replace('依次: 同时', '次序: 同时'), [], [says('q', 'director', 1)])[1]).toBe('waiting given')
})

test('a step that needs all its roles waits for the others', () => {
  expect(states(all, [], [says('p', 'shift-leader', 1)])).toEqual(['waiting', 'waiting', 'shift-leader director'])
  expect(states(all, ['director'], [says('p', 'shift-leader', 1)])[0]).toBe('given')
})

test('a rule whose condition does not hold asks nobody', () => {
  const text = rule('a', "当: 经办人.岗位 == '班长'\n须经:\n- 岗位:主任")
  expect(consentRules(standard(text), { at: 0, facts: { agent: { role: 'director' } } })).toEqual([])
  expect(consentRules(standard(text), { at: 0, facts: { agent: { role: 'shift-leader' } } })).toHaveLength(1)
})

test('an approval before something else has no say', () => {
  const text = inTurn.replace('规范.发布', '公告.发布')
  expect(consentRules(standard(text), by([]))).toEqual([])
  expect(progressOf(standard(text), by([]), [], 0).state).toBe('given')
})

test('consent by submitting is given only by a role that is asked', () => {
  expect(consentsByAsking(consentRules(standard(inTurn), by([])), by(['director']))).toBe(true)
  expect(consentsByAsking(consentRules(standard(inTurn), by([])), by(['agent']))).toBe(false)
})
