import { expect, test } from 'vitest'
import { type ContactRow, mayEnd, rowFacts } from './rules.ts'

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
  name_disclosure: 'unknown',
  phone_disclosure: 'unknown',
  phone: null,
  premises_id: null,
  address: null,
  summary: null,
  notice_id: null,
  notice_given: false,
  joined_case_id: null,
  end_reason: null,
}
test('a contact that has just begun has no outcome and no record', () => {
  expect(rowFacts(contact)).toEqual({ channel: 'phone', summary: 'unknown', noticeMatched: false, noticeGiven: false })
  expect(
    rowFacts({ ...contact, about: 'repair', outcome: 'answered', summary: '无水', notice_id: id, notice_given: true }),
  ).toEqual({
    channel: 'phone',
    about: 'repair',
    outcome: 'answered',
    summary: 'given',
    noticeMatched: true,
    noticeGiven: true,
  })
})

test('a contact ends once', () => {
  expect([mayEnd(contact), mayEnd({ ...contact, outcome: 'joined' })]).toEqual([true, false])
})
