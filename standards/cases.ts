/** Test data: the shipped standards, compiled, and what a case under them looks like. */
import { readFileSync } from 'node:fs'
import { productVocabulary } from '@sansheng/contract/recorded.ts'
import type { GateVerdict } from '@sansheng/rulebook/engine'
import { compile, routeTo } from '@sansheng/rulebook/engine'
import { coreVocabulary, type Facts, type Vocabulary, facts as vocabulary } from '@sansheng/rulebook/vocabulary'
import { at, type Walk, walk } from './walk.ts'

export const names = [
  'general-hotline',
  'water-hotline',
  'property-service',
  'mall-desk',
  'telecom-hall',
  'online-wechat',
] as const
export type Name = (typeof names)[number]
export const inherited = Object.fromEntries(
  names.map(name => [name, readFileSync(new URL(`${name}.md`, import.meta.url), 'utf8')]),
)
const compiledAs = (source: string, vocabulary: Vocabulary) => compile(source, { version: '1', inherited, vocabulary })
const compiledAll = (vocabulary: Vocabulary) =>
  Object.fromEntries(names.map(name => [name, compiledAs(inherited[name]!, vocabulary)])) as Record<
    Name,
    ReturnType<typeof compile>
  >
/** As the product compiles them: rules whose events nobody records do not run. */
export const compiled = compiledAll(productVocabulary)
export const inProduct = (name: Name) => compiled[name].rulebook!
/** As if everything that they name were recorded and stated: what the words promise, tried out before the product records all of it. */
const complete = compiledAll(coreVocabulary)
export const rulebook = (name: Name) => complete[name].rulebook!
/** The same standard in a house that chose otherwise. */
export const taking = (name: Name, option: string, choice: string) =>
  compiledAs(`---\nstandard: ours\n沿用: [${name}]\n取法: { ${option}: ${choice} }\n---\n`, coreVocabulary).rulebook!

export const caller: Facts = {
  contact: { channel: 'phone', summary: 'unknown', noticeMatched: false, noticeGiven: false },
  customer: { known: true, name: 'given', phone: 'given' },
}
export const asked: Facts = { fault: { phenomenon: 'given', location: 'given', operation: 'declined' } }
export const ticket = (fields: NonNullable<Facts['ticket']>): Facts => ({
  ...asked,
  ticket: {
    category: '爆管',
    urgency: 'normal',
    status: 'registered',
    waitingFor: 'nobody',
    frontOwner: 'lin',
    result: 'unknown',
    summary: 'unknown',
    ...fields,
  },
})
export const becomes = (status: NonNullable<Facts['ticket']>['status'], more: NonNullable<Facts['ticket']> = {}): Facts => ({
  ticket: { status, ...more },
})
export const form = (fields: NonNullable<Facts['form']>, status?: NonNullable<Facts['ticket']>['status']): Facts => ({
  form: fields,
  ...(status ? becomes(status) : {}),
})
/** What the module of tickets records with a promise: the ticket carries its time too. */
export const promised = (time: string): Facts => ({ promise: { dueAt: at(time), kept: false }, ticket: { promisedAt: at(time) } })
export const ticketKinds = Object.keys(vocabulary.ticket.fields.kind.values) as NonNullable<
  NonNullable<Facts['ticket']>['kind']
>[]
export const direct = ['inquiry', 'help', 'suggestion', 'praise']
export const violations = (verdict: GateVerdict) =>
  verdict.outcome === 'allow' ? [] : verdict.violations.map(({ ruleId }) => ruleId)
export const says = (verdict: GateVerdict) => [verdict.outcome, ...violations(verdict)]

/** A burst pipe on a Friday afternoon; the work is done at seven in the evening, the rest on Monday. */
export function burstPipe(name: Name, registered = '2026-11-20 16:06'): Walk {
  const day = '2026-11-20'
  const case1 = walk(rulebook(name))
  const kind: Facts = ticket({ kind: 'repair', urgency: 'emergency', field: name === 'water-hotline' ? 'water' : 'engineering' })
  case1.happen('intake.received', `${day} 16:00`, caller)
  case1.happen('contact.recorded', `${day} 16:03`, { contact: { about: 'repair', summary: 'given' } })
  case1.happen('ticket.registered', registered, kind)
  const minute = Number(registered.slice(14))
  const soon = (more: number) => `${day} 16:${String(minute + more).padStart(2, '0')}`
  case1.happen('contact.closed', soon(0), { contact: { outcome: 'registered' } })
  case1.happen('promise.made', soon(0), promised(`${day} 17:00`))
  case1.happen('dispatch.made', soon(1), form({ status: 'made', appointmentAt: at(`${day} 17:30`) }))
  case1.happen('dispatch.printed', soon(2))
  case1.happen('ticket.notified', soon(3), becomes('notified'))
  case1.happen('ticket.accepted', soon(6), becomes('accepted', { handler: 'qiu' }))
  case1.happen('dispatch.accepted', soon(7), form({ status: 'accepted' }, 'working'))
  case1.happen('worker.arrived', `${day} 16:50`, form({ status: 'arrived' }))
  case1.happen('promise.kept', `${day} 16:55`, { promise: { kept: true } })
  case1.happen('service.completed', `${day} 18:40`, form({ status: 'finished', workDone: 'given', opinion: 'satisfied' }))
  case1.happen('dispatch.returned', `${day} 19:00`, form({ status: 'returned' }, 'returned'))
  case1.happen('inspection.done', '2026-11-23 10:00', form({ status: 'inspected', passed: true }))
  case1.happen('callback.recorded', '2026-11-23 11:00', { callback: { method: 'phone', result: 'satisfied', attempts: 1 } })
  case1.happen('ticket.closed', '2026-11-23 11:05', becomes('closed', { open: false, result: 'given' }))
  return case1
}

export const departmentOf = (name: Name, fields: NonNullable<Facts['ticket']>) =>
  routeTo(rulebook(name), ticket(fields), 'ticket.registered', Date.parse('2026-11-20T02:00:00Z'))?.department
