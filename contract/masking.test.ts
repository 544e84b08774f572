import { expect, test } from 'vitest'
import { maskName, maskText } from './masking.ts'

test.each([
  ['周晓明', '周**'],
  ['周明', '周*'],
  ['周', '周'],
  ['周女士', '周女士'],
  ['周晓明先生', '周**先生'],
  ['欧阳晓明', '欧***'],
  ['澜州机械制造有限公司', '澜州***'],
  ['女士', '女士'],
])('R354: the name %s is %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test.each([
  ['周晓明家没水，打 13800002046', '周晓明', '周**家没水，打 138****2046'],
  ['备用 138 0000 2046、+86-13800002046', null, '备用 138****2046、138****2046'],
  ['办公室 0571-88886666', null, '办公室 ****6666'],
  [
    '槐荫里 7 栋 2 单元 601，2026-11-20 17:30 后上门，表号 33020417',
    null,
    '槐荫里 7 栋 2 单元 601，2026-11-20 17:30 后上门，表号 33020417',
  ],
])('R354: of %s stays what is no name and no number', (text, name, masked) => {
  expect(maskText(text, name)).toBe(masked)
})
