import { routeTo } from '@sansheng/rulebook/engine'
import type { Order, Script } from '@sansheng/rulebook/kinds'
import { inOrder } from '@sansheng/rulebook/kinds'
import { phraseMatcherOf } from '@sansheng/rulebook/phrases'
import type { Action, Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { rulebook, taking, violations } from './cases.ts'
import { spoken } from './spoken.ts'
import { at, local, walk } from './walk.ts'

const book = rulebook('property-service')
const day = '2026-11-20'
/** What stops an action when nothing is known but these facts. */
const stops = (action: Action, facts: Facts, of = book) => violations(walk(of).ask(action, `${day} 10:00`, facts))
const script = (id: string) => book.byId.get(id) as Script

describe('property-service: who waits', () => {
  const people = [
    { id: 'young', since: at(`${day} 09:00`), facts: { queue: { elder: false } } },
    { id: 'elder', since: at(`${day} 09:03`), facts: { queue: { elder: true } } },
    { id: 'late elder', since: at(`${day} 09:20`), facts: { queue: { elder: true } } },
    { id: 'urgent', since: at(`${day} 09:22`), facts: { queue: { urgent: true } } },
  ] satisfies Parameters<typeof inOrder>[1]
  const order = (of = book) => inOrder(of.byId.get('front-desk-order') as Order, people, at(`${day} 09:25`)).map(({ id }) => id)

  it('R202, R204: urgent first, then who was first in the hall, elders before those who came with them', () => {
    expect(order()).toEqual(['urgent', 'elder', 'young', 'late elder'])
  })

  it('C10: a house may look at the turn alone, or weigh', () => {
    expect(order(taking('property-service', '排队次序', '先来后到'))).toEqual(['young', 'elder', 'late elder', 'urgent'])
    expect(order(taking('property-service', '排队次序', '加权'))).toEqual(['urgent', 'elder', 'young', 'late elder'])
  })

  it('R203, A014: whoever waits is spoken to every five minutes until it is his turn', () => {
    const case1 = walk(book)
    case1.happen('queue.joined', `${day} 09:00`)
    case1.happen('customer.greeted', `${day} 09:04`)
    expect(local(case1.clock('greet-the-waiting').dueAt)).toBe(`${day} 09:09`)
    case1.happen('queue.called', `${day} 09:12`)
    expect(case1.states()).toEqual(['greet-the-waiting met', 'greet-the-waiting late'])
  })

  it('R206, R050: who does not want to wait is left to the steward of his area', () => {
    expect(routeTo(book, {}, 'queue.left', Date.parse('2026-11-20T02:00:00Z'))).toMatchObject({
      ruleId: 'steward',
      department: '片区管理员',
    })
  })

  it('R207: who comes second hears that he was seen', () => {
    expect(spoken(script('two-at-once')).said[0]).toContain('我看到您了')
  })
})

describe('property-service: visitors', () => {
  it('R210, N3: nobody tells a visitor that the resident refuses him, nor lets him wait at the gate', () => {
    const found = (text: string) =>
      phraseMatcherOf(book)
        .find(text)
        .filter(({ rule }) => rule === 'no-word-of-refusal')
    expect(found('他不想见您').map(({ say }) => say)).toEqual(['现在不太方便，有话我替您转告'])
    expect(found('您在门口等着')).toHaveLength(1)
    expect(found('现在不太方便，有话我替您转告')).toEqual([])
  })

  it('R010: a message for somebody who is out reaches him within two hours', () => {
    expect(spoken(script('looking-for-a-person')).ended).toBe('记下转告')
    const case1 = walk(book)
    case1.happen('message.taken', `${day} 10:00`)
    expect(local(case1.clock('deliver-message').dueAt)).toBe(`${day} 12:00`)
  })

  it('R011, R212: the gate asks the resident before anybody is let in', () => {
    expect(spoken(script('intercom'), ['no']).said.join('')).not.toContain('放行')
    expect(spoken(script('intercom'), ['yes']).said.at(-1)).toContain('予以放行')
  })

  it('R176: greets, sees off, says sorry, and says at the door who comes and why', () => {
    expect(spoken(script('receive-visitor'), ['no'])).toMatchObject({ ended: '已约时间' })
    expect(spoken(script('receive-visitor'), ['yes'])).toMatchObject({ ended: '办理' })
    expect(spoken(script('see-off')).said.at(-1)).toBe('再见，请慢走')
    expect(spoken(script('sorry-for-delay'), ['yes']).said).toEqual(['让您久等了，很抱歉，现在给您办'])
    expect(spoken(script('home-visit'), ['no']).said.join('')).toContain('名片')
  })
})

describe('property-service: keys, parcels and errands', () => {
  const lent = (key: NonNullable<Facts['key']>, known = true) => stops('key.lent', { key, visitor: { known } })

  it('R213, R214: a key goes to a visitor who is known, and without company only against a document', () => {
    expect(lent({ accompanied: true }, false)).toEqual(['key-visitor-known'])
    expect(lent({ accompanied: true })).toEqual([])
    expect(lent({ accompanied: false })).toEqual(['key-needs-document'])
    expect(lent({ accompanied: false, document: 'given' })).toEqual([])
  })

  it('R215: the key is back half an hour after the visitor has left', () => {
    const case1 = walk(book)
    case1.happen('visitor.left', `${day} 10:00`)
    case1.happen('key.returned', `${day} 10:31`)
    expect(case1.states()).toEqual(['key-back late'])
  })

  it.each([
    ['message', [], ['parcel-authorised']],
    ['written', [], []],
    ['recorded', [], ['parcel-authorised']],
    ['none', ['parcel-authorised'], ['parcel-authorised']],
  ] as const)('R217, C17: a parcel on the authority of %s', (authorization, wanted, strict) => {
    const asked = (of = book) => stops('parcel.received', { parcel: { authorization } }, of)
    expect(asked()).toEqual(wanted)
    expect(asked(taking('property-service', '代收授权', '只认字据'))).toEqual(strict)
  })

  it('R217: nobody signs for a parcel before it is known on whose word', () => {
    expect(stops('parcel.received', {})).toEqual(['parcel-authorisation-known'])
  })

  it('R218: the customer hears that receipt is vouched for, quality is not', () => {
    expect(spoken(script('parcel-confirmation'), ['yes']).said.at(-1)).toContain('只管收到')
  })

  it('R221: an errand is done, or reported, within a working day', () => {
    const case1 = walk(book)
    case1.happen('errand.taken', `${day} 10:00`)
    expect(local(case1.clock('errand-done').dueAt)).toBe('2026-11-23 17:30')
    case1.happen('errand.done', '2026-11-23 09:00')
    expect(case1.states()).toEqual(['errand-done met'])
  })

  it('R190: a new paper hangs on the board within two working days', () => {
    const case1 = walk(book)
    case1.happen('document.issued', `${day} 10:00`)
    expect(local(case1.clock('board-kept-new').dueAt)).toBe('2026-11-24 17:30')
  })
})
