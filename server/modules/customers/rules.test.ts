import { customerFacts } from '@sansheng/contract/facts/index.ts'
import { expect, test } from 'vitest'
import { type CustomerRow, changedFields, customerState } from './rules.ts'

const row: CustomerRow = {
  id: '019aa3b0-7c10-7000-8000-000000000001',
  name: '周女士',
  name_disclosure: 'given',
  phone: '138 0000 2046',
  phone_disclosure: 'given',
  role: 'owner',
  tier: 'key',
  elder: true,
  note: null,
  version: 1,
  premises: [],
  merged: [],
}

test('what a rule may read of a customer holds neither name nor number', () => {
  expect(customerFacts(customerState(row))).toEqual({
    known: true,
    tier: 'key',
    role: 'owner',
    elder: true,
    name: 'given',
    phone: 'given',
  })
  expect(
    customerFacts(customerState({ ...row, name: null, name_disclosure: 'declined', phone: null, phone_disclosure: 'unknown' })),
  ).toMatchObject({
    name: 'declined',
    phone: 'unknown',
  })
  expect(customerFacts(null)).toEqual({ known: false, name: 'unknown', phone: 'unknown' })
})

test('an edit names the fields that it really changes', () => {
  expect(
    changedFields<Record<string, unknown>>({ name: '周女士', elder: true }, { name: '周女士', elder: false, note: undefined }),
  ).toEqual(['elder'])
})
