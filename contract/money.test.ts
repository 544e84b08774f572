import { expect, it } from 'vitest'
import { centsOf, multiplyCents } from './money.ts'

it.each([
  [8.325, 833],
  [1.005, 101],
  [1.004, 100],
  [0, 0],
  [86.4, 8640],
  [0.1 + 0.2, 30],
  [9_999_999.99, 999_999_999],
])('%d yuan are %d cents', (yuan, cents) => {
  expect(centsOf(yuan)).toBe(cents)
})

it.each([
  [1, 833, 833],
  [0.5, 101, 51],
  [2.5, 3, 8],
  [1.15, 100, 115],
  [1_000_000, 1_000_000_000, 1_000_000_000_000_000],
])('%d pieces at %d cents cost %d cents', (pieces, price, cost) => {
  expect(multiplyCents(pieces, price)).toBe(cost)
})
