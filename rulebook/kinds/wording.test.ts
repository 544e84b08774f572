import { expect, it } from 'vitest'
import { fillBlanks } from './scripts.ts'
import { addressOf, blanksFor, greetingOf } from './wording.ts'

it.each([
  ['mr', '王', '王先生'],
  ['mr', null, '这位先生'],
  ['ms', '欧阳', '欧阳女士'],
  ['miss', '李', '李女士'],
  ['mrs', null, '这位夫人'],
  [undefined, '王', '您'],
] as const)('R059: %s %s is addressed as %s', (title, surname, address) => {
  expect(addressOf(title, surname)).toBe(address)
})

it('N7: an organisation that says 小姐 says it', () => {
  expect(addressOf('miss', '李', { miss: true })).toBe('李小姐')
})

it.each([
  [{ hour: 8 }, '早上好'],
  [{ hour: 9 }, '上午好'],
  [{ hour: 12 }, '下午好'],
  [{ hour: 18 }, '晚上好'],
  [{ hour: 3 }, '您好'],
  [{ hour: 9, festival: 'mid-autumn' }, '中秋好'],
  [{ hour: 9, festival: 'labour' }, '上午好'],
  [undefined, '您好'],
] as const)('R182: at %o the greeting is %s', (time, greeting) => {
  expect(greetingOf(time)).toBe(greeting)
})

it('R022: the opening words carry greeting, organisation, number and address', () => {
  const words = blanksFor({
    facts: { time: { hour: 10 }, customer: { title: 'ms' } },
    surname: '赵',
    words: { organisation: '临川水务', number: '1024' },
  })
  expect(fillBlanks('{greeting}，{address}，{organisation}{number}号，{matter}', words)).toBe(
    '上午好，赵女士，临川水务1024号，{matter}',
  )
})
