import { expect, test } from 'vitest'
import { maskPhone, phoneDigits } from './phone.ts'

test.each([
  ['13800002046', '138****2046'],
  ['+86 138-0000-2046', '138****2046'],
  ['008613800002046', '138****2046'],
  ['0571-8866 1234', '****1234'],
  ['88661234', '****234'],
  ['8866123', '****23'],
  ['028 8555 1234', '****1234'],
  ['10010', '****'],
  ['110', '****'],
])('R354: the phone %s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

test.each([
  ['138 0000 2046', '13800002046'],
  ['+86 13800002046', '13800002046'],
  ['8613800002046', '13800002046'],
  ['+86 0571 88661234', '057188661234'],
  ['8612345', '8612345'],
])('the number %s is known as %s', (phone, digits) => {
  expect(phoneDigits(phone)).toBe(digits)
})
