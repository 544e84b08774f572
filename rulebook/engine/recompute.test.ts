import { describe, expect, it } from 'vitest'
import { at, local, rulebookOf, story } from '../testing/index.ts'
import { recompute } from './recompute.ts'

describe('a new version of a calendar', () => {
  const rules = 'rule: deadline\nid: a\nfrom: dispatch.returned\nto: callback.recorded\nwithin: 1 workday\ncalendar: shop'
  const week = { mon: ['09:00-18:00'], tue: ['09:00-18:00'], wed: ['09:00-18:00'], thu: ['09:00-18:00'], fri: ['09:00-18:00'] }
  const shop = (version: string, days: Record<string, string[]>) => ({
    calendars: { shop: { version, spec: { zone: 'Asia/Shanghai', week, days } } },
  })

  it('reckons running clocks anew and says why', () => {
    const case1 = story(rulebookOf(rules, '', shop('1', {})))
    case1.happen('dispatch.returned', '2026-10-15 10:00')
    const [clock] = case1.clocks()
    const next = rulebookOf(rules, '', shop('2', { '2026-10-16': [] }))
    const now = at('2026-10-16 17:00')
    const [changed] = recompute(next, case1.clocks(), now)
    expect([local(changed!.oldDueAt), local(changed!.newDueAt)]).toEqual(['2026-10-16 18:00:00', '2026-10-19 18:00:00'])
    expect(changed!.clock.evidence.calendar.version).toBe('2')
    expect(changed!.why.zh).toBe('日历「shop」由 1 版改为 2 版，时限 1 个工作日 自起点重算')
    expect(recompute(next, [changed!.clock], now)).toEqual([])
    // it ran out before the calendar was changed, and the worker has not found that yet
    expect(recompute(next, [clock!], at('2026-10-16 18:01'))).toEqual([])
    expect(recompute(next, [{ ...clock!, breachedAt: clock!.dueAt }], now)).toEqual([])
  })
})
