/** Matters from the call to their end, as the rulebook sees them: what P7 observes, asks and replays. */

import type { CaseEvent } from '../rulebook/engine/index.ts'
import { isClockRule, type Rule, type Rulebook } from '../rulebook/kinds/index.ts'
import { type Story, story } from '../rulebook/testing/index.ts'
import { factType, type Path, type Vocabulary } from '../rulebook/vocabulary/index.ts'
import { chance } from './texts.ts'

/** Repairs that differ in what is asked, how urgent it is and who answers; each ten events over two days, with a promise and one wait. */
export function repairs(rulebook: Rulebook, count: number): CaseEvent[][] {
  return Array.from({ length: count }, (_, n) => repair(rulebook, n))
}

function repair(rulebook: Rulebook, seed: number): CaseEvent[] {
  const next = chance(seed)
  const one = <T>(...of: T[]): T => of[next(of.length)]!
  const t: Story = story(rulebook)
  const ticket = (more: object) => ({ facts: { ticket: more } as never })
  const threeQuestions = {
    customer: { name: one('given', 'declined', 'given'), phone: one('given', 'given', 'declined') },
    fault: { phenomenon: 'given', location: 'given', operation: one('declined', 'given') },
  }
  t.happen('intake.received', '09:00:00', {
    facts: { contact: { channel: one('phone', 'phone', 'wechat', 'visit') }, ...threeQuestions } as never,
  })
  const opened = {
    kind: one('repair', 'repair', 'report', 'complaint'),
    category: one('户内无水', '水浑', '抄表', '水压'),
    urgency: one('normal', 'normal', 'urgent', 'emergency'),
    status: 'registered',
    open: true,
    waitingFor: 'nobody',
    transfers: 0,
    frontOwner: 'p1',
  }
  t.happen('ticket.registered', '09:04:00', {
    facts: { ...threeQuestions, ticket: opened, contact: { outcome: 'registered' } } as never,
  })
  const dueAt = Date.parse('2026-10-15T16:30:00+08:00')
  t.happen('promise.made', '09:05:00', { facts: { promise: { dueAt, kept: false }, ticket: { promisedAt: dueAt } } as never })
  t.happen('ticket.notified', '09:20:00', ticket({ status: 'notified', department: '临川维修所' }))
  t.happen('ticket.accepted', '09:40:00', ticket({ status: 'accepted', handler: 'p2' }))
  t.happen('ticket.waiting', '11:00:00', ticket({ waitingFor: one('customer', 'customer', 'material') }))
  t.happen('ticket.resumed', '14:00:00', ticket({ waitingFor: 'nobody' }))
  t.happen('ticket.followed_up', '15:00:00')
  t.happen('promise.kept', '16:00:00', { facts: { promise: { kept: true } } as never })
  t.happen('ticket.closed', '2026-10-16 10:00:00', ticket({ status: 'closed', open: false, result: one('given', 'declined') }))
  return t.told
}

/**
 * Events of any kind that the rules speak of, each for itself, with facts drawn from what the rules read: present, absent, of every value.
 * No case ever looks like that; they are there to be judged by every engine.
 */
export function scattered(rulebook: Rulebook, count: number): CaseEvent[] {
  const next = chance(7)
  const types = [...new Set([...rulebook.starts.keys(), ...rulebook.gates.keys(), ...rulebook.counts.keys()])]
  const paths = [...new Set(rulebook.rules.flatMap(pathsOf))]
  return Array.from({ length: count }, (_, seq) => {
    const facts: Record<string, Record<string, unknown>> = {}
    for (const path of paths) {
      const [group, field] = path.split('.') as [string, string]
      const values = valuesOf(rulebook.vocabulary, path)
      const at = next(values.length + 2)
      if (at < values.length) facts[group] = { ...facts[group], [field]: values[at] }
    }
    const type = types[next(types.length)]!
    const kind = rulebook.vocabulary.events[type]!.subject
    return {
      seq,
      type,
      at: noon + seq,
      subject: { kind, id: 's1' },
      refs: { case: 'k1', [kind]: 's1' },
      facts: facts as CaseEvent['facts'],
    }
  })
}

const noon = Date.parse('2026-10-15T12:00:00+08:00')

function pathsOf(rule: Rule): Path[] {
  const conditions = [rule.when]
  const paths: Path[] = []
  if (isClockRule(rule)) {
    conditions.push(rule.unless, ...rule.within.map(({ when }) => when))
    if (rule.kind === 'cadence') conditions.push(rule.while)
    for (const { term } of rule.within) if (term.kind === 'by') paths.push(term.path)
  } else if (rule.kind === 'require') paths.push(...rule.need, ...rule.asked)
  else if (rule.kind === 'limit' && rule.measure) paths.push(rule.measure)
  return [...paths, ...conditions.flatMap(condition => condition?.paths ?? [])]
}

function valuesOf(vocabulary: Vocabulary, path: Path): unknown[] {
  const type = factType(vocabulary, path)!
  if (type.type === 'enum') return Object.keys(type.values)
  if (type.type === 'bool') return [true, false]
  if (type.type === 'int' || type.type === 'number') return [0, 1, 2, 3, 4, 12]
  if (type.type === 'instant') return [noon, noon + 3_600_000]
  return type.type === 'disclosure' ? ['given', 'declined', 'unknown'] : ['', '户内无水', '水费']
}
