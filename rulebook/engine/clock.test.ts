import { describe, expect, it } from 'vitest'
import type { ClockRule, Step } from '../kinds/index.ts'
import type { Calendar } from '../time/index.ts'
import { dueOf, stepAt } from './clock.ts'
import type { Clock } from './types.ts'

const duration = { amount: 3, unit: 'd' } as const
const variant = { text: '3 d', when: null, term: { kind: 'span', duration } } as unknown as ClockRule['within'][number]
const rule = { kind: 'deadline', roll: false, within: [variant] } as unknown as ClockRule

describe('a calendar that cannot be counted with', () => {
  const broken = {} as Calendar

  it('is an error of the product, not a clock without an end', () => {
    expect(() => dueOf(rule, broken, variant, 0, () => undefined, [])).toThrow(TypeError)
  })

  it('is an error of the product, not a step that never fires', () => {
    const step = { percent: null, after: duration } as unknown as Step
    expect(() => stepAt(rule, broken, { dueAt: 0 } as Clock, step)).toThrow(TypeError)
  })
})
