/** Somebody calls: answered at once, or registered as a ticket with the three answers. */
import { contacts } from '@sansheng/contract/contacts.ts'
import { type Ticket, type TicketDraft, tickets } from '@sansheng/contract/tickets.ts'
import type { Caller } from './caller.ts'
import type { Course } from './courses.ts'
import { atTheDesk, type Home, inMinutes, iso, later, leader, type Play, refused, type Stage } from './stage.ts'
import type { Matter, Question } from './story.ts'

const ways = [
  { channel: 'phone', weight: 70 },
  { channel: 'wechat', weight: 14 },
  { channel: 'visit', weight: 10 },
  { channel: 'app', weight: 6 },
] as const

/** A question that needs no ticket; some are answered before anything is written down, and some were a wrong number. */
export async function* askSomething(stage: Stage, question: Question, home: Home): Play {
  const { chance } = stage
  const desk = atTheDesk(stage)
  const known = chance.draw() < 0.7
  const { contact, notices } = await desk.ok(contacts.receive, {
    body: {
      channel: chance.weighed(ways).channel,
      about: question.about,
      ...(known
        ? { phone: home.customer.phone, address: home.premises.address }
        : { customer: { nameDeclined: true, phoneDeclined: true } }),
    },
  })
  yield later(stage, [1, 4])
  const params = { id: contact.id }
  const end = chance.draw()
  if (end < 0.08) {
    await desk.ok(contacts.close, {
      params,
      body: {
        outcome: end < 0.05 ? 'misdialled' : 'withdrawn',
        reason: end < 0.05 ? '拨错号码' : '客户挂断',
        noticeGiven: notices.length > 0,
      },
    })
    return
  }
  const outcome = 'answered' as const
  if (end < 0.25) {
    await refused(stage, 'gate.denied', () => desk.ok(contacts.close, { params, body: { outcome } }))
    yield later(stage, [1, 2])
  }
  const summary = `${question.question}；${question.answer}`
  await desk.ok(contacts.close, {
    params,
    body: { outcome, summary, ...(notices.length > 0 ? { noticeGiven: chance.draw() < 0.8 } : {}) },
  })
}

export type Opened = { desk: Caller; ticket: Ticket; reachable: boolean }

/** From the first word until the ticket stands; gives the ticket to `found`. */
export async function* register(stage: Stage, matter: Matter, home: Home, course: Course, found: (opened: Opened) => void): Play {
  const { chance } = stage
  const desk = atTheDesk(stage)
  const stranger = matter.kind === 'report' && !course.hasty && !course.callBack && chance.draw() < 0.25
  const address = matter.kind === 'report' ? home.premises.address.replace(/\s*\d+ (栋|幢).*$/, '') : home.premises.address
  const { contact, notices } = await desk.ok(contacts.receive, {
    body: {
      channel: chance.weighed(ways).channel,
      about: matter.kind,
      address,
      summary: matter.quote,
      ...(stranger
        ? { customer: { nameDeclined: true, phoneDeclined: true } }
        : { phone: home.customer.phone, customerId: home.customerId, premisesId: home.premisesId }),
    },
  })
  yield later(stage, [2, 6])
  const [phenomenon, location, operation] = matter.fault ?? []
  const draft: TicketDraft = {
    contactId: contact.id,
    kind: matter.kind,
    category: matter.category,
    ...(matter.field ? { field: matter.field } : {}),
    urgency: matter.urgency ?? (chance.draw() < 0.08 ? 'urgent' : 'normal'),
    title: `${address}，${matter.what}`,
    description: matter.quote,
    ...(phenomenon && location && operation ? { fault: { phenomenon, location, operation } } : {}),
    ...(notices.length > 0 ? { noticeGiven: chance.draw() < 0.85 } : {}),
    ...(course.promise ? { promisedAt: iso(inMinutes(stage, course.promise.within)), promiseWords: '到时一定给您回电话' } : {}),
    dispatch: course.notify === undefined && needsForm(matter) && course.visit === undefined,
  }
  if (course.missing && draft.fault) {
    const { operation: _, ...short } = draft.fault
    const rules = await refused(stage, 'gate.denied', () => desk.ok(tickets.register, { body: { ...draft, fault: short } }))
    yield inMinutes(stage, course.missing.after)
    if (course.missing.ends === 'overridden') {
      const override = { reason: '用户说不清之前动过什么，情绪激动，先派人上门', rules }
      const ticket = await leader(stage).ok(tickets.register, { body: { ...draft, fault: short, override } })
      return found({ desk, ticket, reachable: !stranger })
    }
  }
  found({ desk, ticket: await desk.ok(tickets.register, { body: draft }), reachable: !stranger })
}

const worked = (matter: Matter): boolean => ['report', 'repair', 'paid'].includes(matter.kind)
export const needsForm = (matter: Matter): boolean => worked(matter) || (matter.kind === 'complaint' && matter.field !== 'estate')
