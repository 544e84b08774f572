import { expect, test } from 'vitest'
import type { Role } from '../vocabulary/index.ts'
import { answersAs, duesOf } from './index.ts'

const given = [{ from: 'leader', to: 'agent', roles: ['shift-leader'] as Role[] }]
test.each([
  ['in his own right', 'leader', ['shift-leader'], ['shift-leader'], { roles: ['shift-leader'], behalf: null }],
  ['in the place of another', 'agent', ['agent'], ['shift-leader'], { roles: ['shift-leader'], behalf: 'leader' }],
  ['in his own right first', 'agent', ['shift-leader'], ['shift-leader'], { roles: ['shift-leader'], behalf: null }],
  ['what was given is for another step', 'agent', ['agent'], ['director'], null],
  ['nobody gave him anything', 'other', ['agent'], ['shift-leader'], null],
] as const)('who may answer: %s', (_, person, roles, waitingFor, expected) => {
  const steps = [{ roles: [...waitingFor], state: 'waiting' as const, delegable: true }]
  expect(answersAs(person, [...roles], steps, given)).toEqual(expected)
})

test('what only counts in one’s own right is not answered in the place of another', () => {
  const own = { roles: ['shift-leader'] as Role[], state: 'waiting' as const, delegable: false }
  expect(answersAs('agent', ['agent'], [own], given)).toBeNull()
  expect(answersAs('agent', ['shift-leader'], [own], given)).toEqual({ roles: ['shift-leader'], behalf: null })
  expect(answersAs('agent', ['agent'], [own, { ...own, delegable: true }], given)).toMatchObject({ behalf: 'leader' })
})

test('reminded after four fifths of the time, escalated at its end, and only while it waits', () => {
  const step = { roles: [], mode: 'any', late: false, by: [], ruleId: 'r', clause: {} as never, delegable: true } as const
  const waiting = { ...step, roles: [], by: [], state: 'waiting' as const, since: 1000, dueAt: 2000 }
  expect(
    duesOf({
      steps: [
        { ...waiting, state: 'given' },
        waiting,
        { ...waiting, dueAt: null },
        { ...waiting, state: 'later', since: null, dueAt: null },
      ],
    }),
  ).toEqual([{ step: 1, remindAt: 1800, escalateAt: 2000 }])
})
