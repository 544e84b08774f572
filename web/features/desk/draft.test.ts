import type { Contact } from '@sansheng/contract/contacts.ts'
import { describe, expect, it } from 'vitest'
import { instantOf, localOf } from '../../app/site-time.ts'
import { isPhone } from '../../ui/find-customers.ts'
import { draftOf, recordBody, ticketBody, titleOf } from './draft.ts'
import { dayWords, promiseChoices } from './moments.ts'
import { often } from './sort.tsx'
import { byUrgency, grouped, type Waiting } from './waiting.ts'

const contact = {
  id: 'k1',
  caseId: 'c1',
  channel: 'phone',
  about: null,
  outcome: null,
  receivedAt: '2026-11-20T06:30:00.000Z',
  closedAt: null,
  receiver: { id: 'p1', name: '林晓棠', staffNumber: '1024' },
  customer: null,
  premises: null,
  address: null,
  phoneMasked: null,
  nameDisclosure: 'unknown',
  phoneDisclosure: 'unknown',
  summary: null,
  noticeId: null,
  noticeGiven: false,
  joinedCaseId: null,
} as Contact

describe('what is typed at the desk', () => {
  it('lies over what the server knows, so that a refresh takes nothing away', () => {
    const refreshed = { ...contact, summary: '同事补记', address: '柳营巷 3 号' }
    expect(draftOf(refreshed, { summary: '客户说没水' })).toMatchObject({ summary: '客户说没水', address: '柳营巷 3 号' })
  })

  it('is written down only as far as it is new', () => {
    expect(recordBody(draftOf(contact, {}), contact)).toBeNull()
    expect(recordBody(draftOf(contact, { about: 'repair', summary: ' 没水 ', address: '槐荫里 7 栋' }), contact)).toEqual({
      about: 'repair',
      summary: '没水',
      address: '槐荫里 7 栋',
    })
    const known = { ...contact, about: 'repair', summary: '没水' } as Contact
    expect(recordBody(draftOf(known, { about: 'repair', summary: '没水' }), known)).toBeNull()
  })

  it('R054: a name or number that he would not give is declined, never invented', () => {
    expect(recordBody(draftOf(contact, { nameDeclined: true, phoneDeclined: true }), contact)).toEqual({
      customer: { nameDeclined: true, phoneDeclined: true },
    })
  })

  it('R055: the ticket carries what was answered, and names what was declined', () => {
    const draft = draftOf(contact, {
      about: 'repair',
      category: '户内无水',
      address: '槐荫里 7 栋 2 单元 601',
      fault: { phenomenon: '全屋无水', location: '', operation: ' ' },
      declined: ['operation', 'phenomenon'],
    })
    expect(ticketBody('k1', { ...draft, about: 'repair' }, null)).toEqual({
      contactId: 'k1',
      kind: 'repair',
      category: '户内无水',
      title: '槐荫里 7 栋 2 单元 601，全屋无水',
      address: '槐荫里 7 栋 2 单元 601',
      fault: { phenomenon: '全屋无水', declined: ['operation'] },
    })
  })

  it('gets a title of where and what until somebody writes one, never longer than a ticket may have', () => {
    expect(titleOf(draftOf(contact, {}))).toBe('')
    expect(titleOf(draftOf(contact, { title: '爆管', address: '东泉路' }))).toBe('爆管')
    expect(titleOf(draftOf(contact, { address: '路'.repeat(200) }))).toHaveLength(120)
    expect(titleOf(draftOf(contact, { title: `${'路'.repeat(119)}𠮷` }))).toBe('路'.repeat(119))
    const pasted = draftOf(contact, {
      address: '\u202a东泉路\u202c',
      fault: { phenomenon: '没水\n水表倒转', location: '', operation: '' },
    })
    expect(titleOf(pasted)).toBe('东泉路，没水 水表倒转')
  })

  it.each([
    ['13800002046', true],
    ['0512-6666 1234', true],
    ['１３８００００２０４６', true],
    ['0571-88661234转802', true],
    ['12345', false],
    ['周女士', false],
    ['', false],
  ])('takes %j for a number: %s', (words, is) => {
    expect(isPhone(words)).toBe(is)
  })

  it.each([
    [{ name: '138-0000-2046' }, { phone: '138-0000-2046' }],
    [{ phone: '6001' }, { phone: '6001' }],
    [
      { name: '周女士', phone: '0571-88661234转802' },
      { name: '周女士', phone: '0571-88661234转802' },
    ],
  ])('of %j writes down %j: a number is never a name, and a short one is not lost', (typed, customer) => {
    expect(recordBody(draftOf(contact, typed), contact)).toEqual({ customer })
  })
})

describe('times that are promised', () => {
  const zone = 'Asia/Shanghai'
  const now = Date.parse('2026-11-20T06:36:05Z')
  it('are full quarters ahead of now, in the zone of the site', () => {
    expect(promiseChoices(now, zone).map(at => localOf(at, zone))).toEqual([
      '2026-11-20T15:15',
      '2026-11-20T16:45',
      '2026-11-20T17:30',
      '2026-11-21T10:00',
    ])
  })
  it('leave out the afternoon that is over', () => {
    expect(promiseChoices(Date.parse('2026-11-20T12:00:00Z'), zone)).toHaveLength(3)
  })
  it('are said as people say them', () => {
    const words = { today: '今天', tomorrow: '明天' }
    expect(dayWords('2026-11-20T08:45:00Z', now, zone, words)).toBe('今天 16:45')
    expect(dayWords('2026-11-21T02:00:00Z', now, zone, words)).toBe('明天 10:00')
  })
  it('come back from the wall of the site to the same instant, and refuse what is no time', () => {
    expect(instantOf('2026-11-20T16:45', zone)).toBe('2026-11-20T08:45:00.000Z')
    expect(instantOf('2026-07-01T09:00', 'Europe/Berlin')).toBe('2026-07-01T07:00:00.000Z')
    expect(instantOf('', zone)).toBeNull()
  })
})

describe('what waits for me', () => {
  const now = Date.parse('2026-11-20T07:00:00Z')
  const waiting = (id: string, sort: Waiting['sort'], dueAt: string | null, state = 'running'): Waiting =>
    ({
      id,
      sort,
      who: id,
      what: '',
      since: '2026-11-20T06:00:00Z',
      clock: dueAt && {
        state,
        dueAt,
        startedAt: '2026-11-20T06:00:00Z',
        warnAt: null,
        pausedAt: null,
        termMs: 3_600_000,
        usedMs: 0,
      },
    }) as unknown as Waiting
  const items = [
    waiting('paused', 'tickets', '2026-11-20T06:30:00Z', 'paused'),
    waiting('later', 'tickets', '2026-11-20T12:00:00Z'),
    waiting('over', 'callbacks', '2026-11-20T06:50:00Z'),
    waiting('soon', 'tickets', '2026-11-20T07:05:00Z'),
    waiting('open', 'contacts', '2026-11-20T07:08:00Z'),
    waiting('none', 'tickets', null),
  ]
  it('stands overdue first, then by time left, paused after, without a clock last', () => {
    expect([...items].sort(byUrgency).map(w => w.id)).toEqual(['over', 'soon', 'open', 'later', 'paused', 'none'])
  })
  it('is looked at now when a clock says so, and whoever talks stands above all', () => {
    const groups = grouped(items, now)
    expect(groups.talking.map(w => w.id)).toEqual(['open'])
    expect(groups.now.map(w => w.id)).toEqual(['over', 'soon'])
    expect(groups.later.map(w => w.id)).toEqual(['later', 'paused', 'none'])
  })
})

it('categories in use come with the most frequent first', () => {
  expect(often([{ category: '漏水' }, { category: '水费' }, { category: '水费' }])).toEqual(['水费', '漏水'])
})
