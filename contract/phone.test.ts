import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planSource } from '../scripts/phone-plan.ts'
import { completePhone, isOnlyPhoneSigns, isSamePhone, maskPhone, phoneLine, phoneLink, readPhone, shownPhone } from './phone.ts'

test.each([
  ['13800002046', '138****2046'],
  ['+86 138-0000-2046', '138****2046'],
  ['008613800002046', '138****2046'],
  ['013800002046', '138****2046'],
  ['１３８００００２０４６', '138****2046'],
  ['0571-8866 1234', '****1234'],
  ['0571-88661234-6001', '****1234-**'],
  ['0571-88661234转802', '****1234-**'],
  ['88661234', '****34'],
  ['8866123', '****'],
  ['028 8555 1234', '****1234'],
  ['400-800-1234', '****1234'],
  ['+1 415 555 2671', '****2671'],
  ['60012', '****'],
  ['10010', '****'],
  ['110', '****'],
])('R354: the phone %s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

test('no mask of any text shows half of the digits of a line, but of a mobile number, of which seven stay', () => {
  const text = fc.array(fc.constantFrom(...'0123456789０１２ -()+/转x'), { maxLength: 24 }).map(c => c.join(''))
  fc.assert(
    fc.property(text, phone => {
      const line = phoneLine(phone) ?? phone.replace(/\D/g, '')
      const shown = maskPhone(phone).replace(/\D/g, '')
      const most = /^1\d{10}$/.test(line) ? 8 : line.replace(/\D/g, '').length / 2
      if (shown !== '') expect(shown.length).toBeLessThan(most)
    }),
  )
})

const lines: [string, ...string[]][] = [
  [
    '13800002046',
    '138 0000 2046',
    '138-0000-2046',
    '+86 13800002046',
    '+86-138-0000-2046',
    '＋８６ １３８００００２０４６',
    '(+86)13800002046',
    '（＋８６）138 0000 2046',
    '0086 138 0000 2046',
    '8613800002046',
    '013800002046',
    '138/0000/2046',
    '138．0000．2046',
    '138‑0000‑2046',
    '138—0000—2046',
    '\u202d138 0000 2046\u202c',
  ],
  [
    '057188661234',
    '0571-88661234',
    '0571 8866 1234',
    '(0571)88661234',
    '（0571）８８６６１２３４',
    '【0571】88661234',
    '0571/88661234',
    '0571—8866—1234',
    '+86 571 88661234',
    '+86 (0571) 88661234',
    '+86 0571 88661234',
    '0086-571-88661234',
    '86057188661234',
    '571-88661234',
  ],
  ['01088661234', '010-88661234', '(010) 8866 1234', '+86 10 8866 1234'],
  ['4008001234', '400-800-1234', '+86 400 800 1234'],
  ['88661234', '8866-1234', '8866 1234', '+86 88661234'],
  ['2812345', '281-2345', '281 2345'],
  ['60012', '6 00 12', '６００１２'],
  ['12345', '１２３４５'],
  ['+14155552671', '+1 415 555 2671', '001 415 555 2671', '+1 (415) 555-2671'],
]

test.each(lines.flatMap(([line, ...ways]) => [line, ...ways].map(way => [way, line])))('%s is the line %s', (way, line) => {
  expect(readPhone(way)).toMatchObject({ line, extension: null })
  expect(isSamePhone(way, line)).toBe(true)
})

test.each([
  ['0571-88661234转802', '057188661234', '802'],
  ['0571-88661234 转 802', '057188661234', '802'],
  ['０５７１－８８６６１２３４转８０２', '057188661234', '802'],
  ['0571-88661234分机802', '057188661234', '802'],
  ['0571-88661234-6001', '057188661234', '6001'],
  ['(0571)88661234-6001', '057188661234', '6001'],
  ['0571 8866 1234 ext. 6001', '057188661234', '6001'],
  ['+86 571 88661234#6001', '057188661234', '6001'],
  ['0571-88661234/35', '057188661234', '35'],
  ['88661234-802', '88661234', '802'],
  ['400-800-1234-1', '4008001234', '1'],
])('%s is the line %s and its extension %s', (text, line, extension) => {
  expect(readPhone(text)).toMatchObject({ line, extension })
  expect(isSamePhone(text, line)).toBe(false)
  expect(phoneLine(text)).toBe(line)
  expect(phoneLink(text)).toBe(`tel:${line},${extension}`)
})

test.each([
  '',
  '12',
  '周女士',
  '138****2046',
  '13800002046/13900001234',
  '0571-88661234、0571-88661235',
  '1'.repeat(60),
  'call 138',
])('%j is no telephone number', text => {
  expect(readPhone(text)).toBeNull()
})

test('a foreign line keeps its country, a home one is the same from abroad', () => {
  expect(phoneLine('+852 2345 6789')).toBe('+85223456789')
  expect(isSamePhone('+852 2345 6789', '23456789')).toBe(false)
  expect(isSamePhone(null, null)).toBe(true)
  expect(isSamePhone(null, '13800002046')).toBe(false)
})

test.each([
  ['13800002046', true],
  ['138-0000', true],
  ['（0571）8866', true],
  ['0571-88661234转802', true],
  ['１２３', true],
  ['周女士', false],
  ['7 栋张先生', false],
  ['A座', false],
  ['', false],
  ['--', false],
])('%j has only digits and telephone signs: %s', (text, only) => {
  expect(isOnlyPhoneSigns(text)).toBe(only)
})

test('however a line is written, reading what was read gives the same line', () => {
  const text = fc.array(fc.constantFrom(...'0123456789０１２ -()+/转x'), { maxLength: 24 }).map(c => c.join(''))
  fc.assert(
    fc.property(text, phone => {
      const line = phoneLine(phone)
      if (line !== null) expect(phoneLine(line)).toBe(line)
    }),
  )
})

test('what begins with two noughts apart is no number', () => {
  expect(['0-00', '(0)0 571 88661234'].map(phoneLine)).toEqual([null, null])
})

test('the numbering plan is that of the installed library', async () => {
  const { readFileSync } = await import('node:fs')
  expect(readFileSync(new URL('phone-metadata.gen.ts', import.meta.url), 'utf8')).toBe(planSource())
})

test.each([
  ['66661234', '0512', '+8651266661234', '0512-66661234', '****1234'],
  ['6666 1234', '0512', '+8651266661234', '0512-66661234', '****1234'],
  ['８８６６-１２３４', '010', '+861088661234', '010-88661234', '****1234'],
  ['6666-1234转802', '0512', '+8651266661234-802', '0512-66661234-802', '****1234-**'],
])('a local number %j with the area code %s is %s', (written, areaCode, stored, shown, masked) => {
  const whole = completePhone(written, areaCode)
  expect([whole, shownPhone(whole), maskPhone(whole)]).toEqual([stored, shown, masked])
  // what was completed stays as it is, and is the same line as with its area code
  expect(completePhone(whole, areaCode)).toBe(whole)
  expect(isSamePhone(whole, shown)).toBe(true)
})

test.each([
  ['66661234', ''],
  ['13800002046', '0512'],
  ['021-66661234', '0512'],
  ['6001', '0512'],
  ['95588', '0512'],
  ['12345678', '0512'],
  ['+1 415 555 0100', '0512'],
  ['周女士', '0512'],
])('%j with the area code %j stays as it was written', (written, areaCode) => {
  expect(completePhone(written, areaCode)).toBe(written)
  expect(shownPhone(written)).toBe(written)
})
