import type { Premises } from '@sansheng/contract/customers.ts'
import { expect, test } from 'vitest'
import {
  type ContactState,
  callerFacts,
  changedFacts,
  defaultField,
  disclosureOf,
  faultFacts,
  homeOf,
  intakeFacts,
  isAt,
  laterDisclosure,
  mergeFault,
  newTicketState,
  noticeFacts,
  premisesAfter,
  premisesFacts,
  recordedContact,
  registrationQuestions,
  ticketFacts,
} from './index.ts'

const contact: ContactState = {
  channel: 'phone',
  about: null,
  outcome: null,
  summary: null,
  nameDisclosure: 'unknown',
  phoneDisclosure: 'unknown',
  noticeMatched: false,
  noticeGiven: false,
}
const customer = { role: 'user', tier: 'ordinary', elder: false, name: 'unknown', phone: 'given' } as const
const home: Premises = { id: 'h', code: null, address: '槐荫里 7 栋 2 单元 601', area: '临川片区', use: 'home' }

test('R054: a name that was not given is declined, or was never asked for', () => {
  expect([
    disclosureOf('周女士', undefined),
    disclosureOf(undefined, true),
    disclosureOf(undefined, undefined),
    disclosureOf('', false),
  ]).toEqual(['given', 'declined', 'unknown', 'unknown'])
  expect([laterDisclosure('declined', undefined, undefined), laterDisclosure('declined', '周女士', undefined)]).toEqual([
    'declined',
    'given',
  ])
})

test('what a rule may read of premises is their use and area', () => {
  expect(premisesFacts(home)).toEqual({ known: true, area: '临川片区', use: 'home' })
  expect(premisesFacts({ ...home, area: null })).toEqual({ known: true, use: 'home' })
  expect(premisesFacts(null)).toEqual({ known: false })
})

test('R054: what this caller would not say is declined, even when the archive has never asked', () => {
  expect(callerFacts({ ...contact, nameDisclosure: 'declined' }, customer)).toMatchObject({
    known: true,
    name: 'declined',
    phone: 'given',
  })
  expect(callerFacts({ ...contact, nameDisclosure: 'declined', phoneDisclosure: 'declined' }, null)).toEqual({
    known: false,
    name: 'declined',
    phone: 'declined',
  })
})

test('a later contact that says nothing of the customer leaves what the case knows of him', () => {
  const none = { customer: null, premises: null }
  expect(Object.keys(intakeFacts(contact, { ...none, joins: true }))).toEqual(['contact'])
  expect(Object.keys(intakeFacts(contact, { ...none, joins: false }))).toEqual(['contact', 'customer', 'premises'])
  expect(Object.keys(intakeFacts(contact, { customer, premises: home, joins: true }))).toEqual([
    'contact',
    'customer',
    'premises',
  ])
})

test('what was written down once stays until something else is', () => {
  const here = { elsewhere: false, found: false }
  const first = recordedContact(
    contact,
    { about: 'repair', customer: { nameDeclined: true } },
    { name: false, phone: true },
    here,
  )
  expect(first).toMatchObject({ about: 'repair', nameDisclosure: 'declined', phoneDisclosure: 'given', summary: null })
  expect(recordedContact(first, { summary: '家里没水' }, { name: false, phone: false }, here)).toMatchObject({
    about: 'repair',
    nameDisclosure: 'declined',
    phoneDisclosure: 'given',
    summary: '家里没水',
  })
})

test('the only address of a customer is meant unless another one is named', () => {
  expect(homeOf({ premises: [home] }, undefined)).toBe(home)
  expect(homeOf({ premises: [home] }, '临川路 12 号')).toBeNull()
  expect(homeOf({ premises: [home, home] }, undefined)).toBeNull()
  expect(homeOf(null, undefined)).toBeNull()
})

test.each([
  ['槐荫里7栋2单元601 门口', true],
  ['槐荫里 7 栋', true],
  ['槐荫里 7 幢 2 单元 601 室', true],
  ['槐荫里 7-2-601', true],
  ['槐荫里 7 栋 2 单元 60', false],
  ['槐荫里 17 栋', false],
  ['临川路 12 号', false],
])('“%s” speaks of the same premises: %s', (address, same) => {
  expect(isAt(address, home)).toBe(same)
  const before = { premises: home, address: null }
  expect(premisesAfter({ address }, before, null, null)).toBe(same ? home : null)
})

test('R055: a part is given, declined or was not asked', () => {
  expect(faultFacts(null)).toEqual({ phenomenon: 'unknown', location: 'unknown', operation: 'unknown' })
})

test('a later answer takes back that the part was declined, and the other way round', () => {
  expect(mergeFault({ phenomenon: '无水', declined: ['operation'] }, { operation: '换过净水器' })).toEqual({
    phenomenon: '无水',
    operation: '换过净水器',
  })
  expect(mergeFault({ phenomenon: '无水' }, { declined: ['phenomenon'] })).toEqual({ declined: ['phenomenon'] })
})

test.each([
  ['water', 'repair', 'water'],
  ['property', 'repair', 'engineering'],
  ['property', 'complaint', 'property'],
  ['general', 'inquiry', 'other'],
] as const)('at a %s site a %s is a matter of %s', (site, kind, field) => {
  expect(defaultField(site, kind)).toBe(field)
})

const at = { siteKind: 'property', frontOwner: 'p1', department: '物业部' } as const
const draft = { kind: 'report', category: '噪声扰民', title: '楼上装修', promisedAt: '2026-11-20T10:00:00Z' } as const

test('an event carries only what changed in the facts of its case', () => {
  const ticket = newTicketState(draft, at)
  const after = ticketFacts({ ...ticket, status: 'notified' })
  expect(changedFacts(ticketFacts(ticket), after)).toEqual({ ticket: { status: 'notified' } })
  expect(changedFacts(ticketFacts({ ...ticket, handler: 'p2' }), after)).toEqual({
    ticket: { status: 'notified', handler: null },
  })
  expect(changedFacts({}, { fault: after.fault })).toEqual({ fault: after.fault })
})

test('registering asks the gate for ticket, promise, form and notification, each as it would be afterwards', () => {
  const registration = { ticket: newTicketState(draft, at), contact, noticeGiven: true }
  const questions = registrationQuestions(registration, true)
  expect(questions.map(q => q.action)).toEqual(['ticket.registered', 'promise.made', 'dispatch.made', 'ticket.notified'])
  expect(questions[0]!.facts).toMatchObject({
    contact: { outcome: 'registered', noticeGiven: true },
    ticket: { field: 'property' },
  })
  expect(questions[1]!.facts.promise).toEqual({ dueAt: Date.parse(draft.promisedAt), kept: false })
  expect(questions[3]!.facts).toMatchObject({ form: { status: 'made' }, ticket: { status: 'notified' } })
  const nowhere = newTicketState({ ...draft, promisedAt: undefined }, { ...at, department: null })
  expect(registrationQuestions({ ticket: nowhere, contact }, true).map(q => q.action)).toEqual([
    'ticket.registered',
    'dispatch.made',
  ])
})

test('a notice without an expected end has none among its facts', () => {
  expect(noticeFacts({ kind: 'outage', planned: true, endsAt: 5 })).toEqual({ kind: 'outage', planned: true, endsAt: 5 })
  expect(noticeFacts({ kind: 'bulletin', planned: false, endsAt: null })).toEqual({ kind: 'bulletin', planned: false })
})
