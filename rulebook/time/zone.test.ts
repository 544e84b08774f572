import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { civilDay, DAY, findZone, firstReach, lastReach, toLocal } from './zone.ts'

const instant = (iso: string) => Date.parse(iso)

describe('zones', () => {
  it('agree with Temporal in every change of the clocks from 1970 to 2037', () => {
    for (const id of [
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ]) {
      const zone = findZone(id)!
      let at = Temporal.Instant.from('1970-01-01T00:00Z').toZonedDateTimeISO(id)
      for (;;) {
        const next = at.getTimeZoneTransition('next')
        if (!next || next.year > 2037) break
        at = next
        const utc = at.epochMilliseconds
        expect([id, utc, toLocal(zone, utc) - utc]).toEqual([id, utc, at.offsetNanoseconds / 1e6])
        const before = at.subtract({ milliseconds: 1 })
        expect([id, utc, toLocal(zone, utc - 1) - (utc - 1)]).toEqual([id, utc, before.offsetNanoseconds / 1e6])
      }
    }
  })

  it('agree with Temporal in years far away', () => {
    for (const id of ['Europe/Berlin', 'Asia/Shanghai', 'America/New_York']) {
      for (const iso of [
        '1800-06-01T00:00Z',
        '2099-07-01T00:00Z',
        '2500-07-01T00:00Z',
        '9998-03-28T12:00Z',
        '9998-07-01T00:00Z',
      ]) {
        const utc = instant(iso)
        const expected = Temporal.Instant.from(iso).toZonedDateTimeISO(id).offsetNanoseconds / 1e6
        expect([id, iso, toLocal(findZone(id)!, utc) - utc]).toEqual([id, iso, expected])
      }
    }
  })

  it('know the summer time that China kept from 1986 to 1991', () => {
    const zone = findZone('Asia/Shanghai')!
    expect(toLocal(zone, instant('1988-07-01T00:00Z'))).toBe(instant('1988-07-01T09:00Z'))
    expect(toLocal(zone, instant('2026-07-01T00:00Z'))).toBe(instant('2026-07-01T08:00Z'))
  })

  it('read the beginning and the end of a skipped hour as the instant of the change', () => {
    const berlin = findZone('Europe/Berlin')!
    expect(firstReach(berlin, instant('2026-03-29T02:30Z'))).toBe(instant('2026-03-29T01:00Z'))
    expect(lastReach(berlin, instant('2026-03-29T02:30Z'))).toBe(instant('2026-03-29T01:00Z'))
  })

  it('read a time that comes twice as its first coming for a beginning, its second for an end', () => {
    const berlin = findZone('Europe/Berlin')!
    expect(firstReach(berlin, instant('2026-10-25T02:30Z'))).toBe(instant('2026-10-25T00:30Z'))
    expect(lastReach(berlin, instant('2026-10-25T02:30Z'))).toBe(instant('2026-10-25T01:30Z'))
  })

  it('find the civil day on either side of local midnight', () => {
    const zone = findZone('Asia/Shanghai')!
    expect(civilDay(zone, instant('2026-02-13T15:59:59.999Z')) * DAY).toBe(instant('2026-02-13T00:00Z'))
    expect(civilDay(zone, instant('2026-02-13T16:00:00Z')) * DAY).toBe(instant('2026-02-14T00:00Z'))
  })

  it('are not found under names that nobody uses', () => {
    for (const id of ['Asia/Nowhere', '', '+08:00', 'Asia/Shanghai; drop', '北京']) expect(findZone(id)).toBeUndefined()
  })
})
