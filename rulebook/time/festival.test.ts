import { expect, it } from 'vitest'
import { festivalOf } from './festival.ts'

it.each([
  ['2026-01-01', 'new-year'],
  ['2026-02-15', null],
  ['2026-02-16', 'spring'],
  ['2026-02-23', 'spring'],
  ['2026-02-24', null],
  ['2026-03-03', 'lantern'],
  ['2026-05-01', 'labour'],
  ['2026-06-19', 'dragon-boat'],
  ['2026-09-25', 'mid-autumn'],
  ['2020-10-01', 'national'],
  ['2026-10-07', 'national'],
  ['2026-10-08', null],
  ['2026-12-25', 'christmas'],
  // New moon comes four minutes before midnight: the calendar of Node 20 has it a day later.
  ['2027-02-04', null],
  ['2027-02-05', 'spring'],
  ['2027-02-06', 'spring'],
  ['2027-02-12', 'spring'],
  ['2027-02-13', null],
  // The leap sixth month of 2025 repeats no festival, nor does the leap fourth month of 2020 move one.
  ['2025-05-31', 'dragon-boat'],
  ['2020-06-25', 'dragon-boat'],
])('R182: %s → %s', (date, festival) => {
  expect(festivalOf(Date.parse(date) / 86_400_000)).toBe(festival)
})
