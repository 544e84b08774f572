import { expect, test } from 'vitest'
import { isLikelySame } from './same.ts'

const home = { id: 'home', code: null, address: '槐荫里 7 栋', area: null, use: 'home' as const }
const record = (name: string | null, phone: string | null, premises = [] as (typeof home)[], merged: string[] = []) => ({
  name,
  phone,
  premises,
  merged: merged.map(also => ({ id: also, name: also, phone: null })),
})

test.each([
  ['one name, one number however written', record('周 女士', '138 0000 2046'), record('周女士', '+8613800002046'), true],
  ['one name, one address', record('周女士', '13800002046', [home]), record('周女士', '13911112222', [home]), true],
  ['a number without a name', record(null, '13800002046'), record('周女士', '13800002046'), true],
  ['a name that he was merged under', record('周碧筠', '13800002046', [], ['周女士']), record('周女士', '13800002046'), true],
  ['two of one household', record('周女士', '13800002046', [home]), record('李先生', '13800002046', [home]), false],
  ['two of one name', record('周女士', '13800002046'), record('周女士', '13911112222'), false],
  ['two without name at one address', record(null, null, [home]), record(null, null, [home]), false],
])('%s', (_, one, other, expected) => {
  expect([isLikelySame(one, other), isLikelySame(other, one)]).toEqual([expected, expected])
})
