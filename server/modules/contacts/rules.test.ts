import { expect, test } from 'vitest'
import type { CustomerRow } from '../customers/index.ts'
import { type ContactRow, callerFacts, contactFacts, homeOf, intakeFacts, isAt } from './rules.ts'

const id = '019aa3b0-7c10-7000-8000-000000000001'
const contact: ContactRow = {
  id,
  case_id: id,
  channel: 'phone',
  about: null,
  outcome: null,
  received_at: 0,
  received_by: id,
  closed_at: null,
  customer_id: null,
  name_asked: 'unknown',
  phone_asked: 'unknown',
  phone: null,
  premises_id: null,
  address: null,
  summary: null,
  notice_id: null,
  notice_told: false,
}
const home = { id, code: null, address: '槐荫里 7 栋 2 单元 601', area: '临川片区', use: 'home' } as const
const customer: CustomerRow = {
  id,
  name: null,
  name_asked: 'unknown',
  phone: '13800002046',
  phone_asked: 'given',
  role: 'user',
  tier: 'ordinary',
  elder: false,
  note: null,
  version: 1,
  premises: [home],
}

test('a contact that has just begun has no outcome and no record', () => {
  expect(contactFacts(contact)).toEqual({ channel: 'phone', summary: 'unknown', noticeMatched: false, noticeTold: false })
  expect(
    contactFacts({ ...contact, about: 'repair', outcome: 'answered', summary: '无水', notice_id: id, notice_told: true }),
  ).toEqual({
    channel: 'phone',
    about: 'repair',
    outcome: 'answered',
    summary: 'given',
    noticeMatched: true,
    noticeTold: true,
  })
})

test('R054: what this caller would not say is declined, even when the archive has never asked', () => {
  expect(callerFacts({ ...contact, name_asked: 'declined' }, customer)).toMatchObject({
    known: true,
    name: 'declined',
    phone: 'given',
  })
  expect(callerFacts({ ...contact, name_asked: 'declined', phone_asked: 'declined' }, null)).toEqual({
    known: false,
    name: 'declined',
    phone: 'declined',
  })
})

test('a later contact that says nothing of the customer leaves what the case knows of him', () => {
  expect(Object.keys(intakeFacts(contact, null, null, true))).toEqual(['contact'])
  expect(Object.keys(intakeFacts(contact, null, null, false))).toEqual(['contact', 'customer', 'premises'])
  expect(Object.keys(intakeFacts(contact, customer, home, true))).toEqual(['contact', 'customer', 'premises'])
})

test('the only address of a customer is meant unless another one is named', () => {
  expect(homeOf(customer, undefined)).toBe(home)
  expect(homeOf(customer, '临川路 12 号')).toBeNull()
  expect(homeOf({ ...customer, premises: [home, home] }, undefined)).toBeNull()
  expect(homeOf(null, undefined)).toBeNull()
})

test.each([
  ['槐荫里7栋2单元601 门口', true],
  ['槐荫里 7 栋', true],
  ['临川路 12 号', false],
])('“%s” speaks of the same premises: %s', (address, same) => {
  expect(isAt(address, home)).toBe(same)
})
