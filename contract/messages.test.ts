import { expect, it } from 'vitest'
import { type FaultCode, type FaultParams, faults } from './fault.ts'
import { faultsEn, fieldsEn } from './messages.en.ts'
import { fieldSentence, sentence } from './messages.ts'
import { faultsZh, fieldsZh } from './messages.zh.ts'

const codes = Object.keys(faults) as FaultCode[]

it.each(codes)('the code %s has a whole sentence in both languages, with and without its parameters', code => {
  const told: FaultParams[] = [
    {},
    { minutes: 15, by: '林晓棠', at: '2026-11-20T06:36:05.000Z', needs: 'tickets:read', clause: '4.1', name: '临川维修所' },
  ]
  for (const params of told) {
    expect(sentence('zh', code, params)).toMatch(/^[^a-z].*[。]$/)
    expect(sentence('en', code, params)).toMatch(/^[A-Z\p{Script=Han}].*\.$/u)
    expect(sentence('zh', code, params) + sentence('en', code, params)).not.toMatch(/undefined|null|\[object|\{\w+\}/)
  }
})

it('both languages know the same codes and the same ways in which an entry can be wrong', () => {
  expect(Object.keys(faultsZh).sort()).toEqual([...codes].sort())
  expect(Object.keys(faultsEn).sort()).toEqual([...codes].sort())
  expect(Object.keys(fieldsZh)).toEqual(Object.keys(fieldsEn))
})

it('who has to wait before the next try learns for how long', () => {
  expect(sentence('zh', 'signin.wait', { seconds: 30 })).toContain('等 30 秒')
  expect(sentence('zh', 'signin.wait', { seconds: 870 })).toContain('等 15 分钟')
  expect(sentence('en', 'signin.wait', { seconds: 870 })).toContain('in 15 minutes')
})

it('who came second learns who was first and when, in the time of the place', () => {
  const said = sentence('zh', 'stale', { by: '林晓棠', at: '2026-11-20T06:36:05.000Z' })
  expect(said).toBe('林晓棠在 11/20 14:36 先改过了。您填写的内容还在，请核对后再保存。')
})

it.each([
  ['required', { missingProperty: 'name' }, '请填写。'],
  ['type', { type: 'integer' }, '请填写整数。'],
  ['minLength', { limit: 1 }, '请填写。'],
  ['maxLength', { limit: 60 }, '最多 60 个字，请缩短一些。'],
  ['pattern', { pattern: '\\S' }, '不能只有空格，请填写。'],
  ['format', { format: 'date' }, '请写成日期，例如 2026-11-20。'],
  ['enum', { allowedValues: ['phone', 'visit'] }, '请从这些里选一个：phone、visit。'],
  ['minimum', { limit: 1 }, '不能小于 1。'],
  ['maxItems', { limit: 50 }, '最多 50 项。'],
  ['something new', {}, '写得不对，请对照示例。'],
])('a wrong entry (%s) is told in words: %j', (keyword, params, words) => {
  expect(fieldSentence('zh', keyword, params)).toBe(words)
  expect(fieldSentence('en', keyword, params)).toMatch(/^[A-Z].*\.$/)
})
