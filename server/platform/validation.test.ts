import { Instant, Line } from '@sansheng/contract/route.ts'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { withFormats } from './validation.ts'

const ajv = withFormats(new Ajv({ strict: false }))
const isInstant = ajv.compile(Instant)
const isLine = ajv.compile(Line(60))

test.each([
  ['2026-11-20T06:36:05Z', true],
  ['2026-11-20T14:36:05.123+08:00', true],
  ['2026-11-20T20:36:05+14:00', true],
  ['2026-11-19T16:36:05-14:00', true],
  ['2026-11-20T14:36:05+14:01', false],
  ['2026-11-20T14:36:05-14:30', false],
  ['2026-11-20T14:36:05+15:00', false],
  ['2026-11-20T14:36:05+23:59', false],
  ['2026-11-20T14:36:05+99:99', false],
  ['2026-11-20T14:36:05+08:60', false],
  ['2026-02-30T14:36:05Z', false],
])('%s is an instant on every route: %s', (text, is) => {
  expect(isInstant(text)).toBe(is)
})

test.each([
  ['槐荫里 7 栋', true],
  ['槐荫里\n7 栋', false],
  ['槐荫里\u202e7 栋', false],
  ['槐荫里\u20287 栋', false],
])('%j is a line: %s', (text, is) => {
  expect(isLine(text)).toBe(is)
})
