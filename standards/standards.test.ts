import { recorded } from '@sansheng/contract/recorded.ts'
import { publishBlockers } from '@sansheng/rulebook/engine'
import { differencesIn } from '@sansheng/rulebook/propose'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { describe, expect, it } from 'vitest'
import { asked, burstPipe, caller, compiled, inProduct, names, rulebook, says, ticket, violations } from './cases.ts'
import { walk } from './walk.ts'

describe.each(names)('%s', name => {
  const { problems, rules, document } = compiled[name]

  it('compiles without a word, with nothing left open and nothing that waits for a person', () => {
    expect(problems).toEqual([])
    expect(differencesIn(compiled[name]).map(({ line, message }) => `${line} ${message.zh}`)).toEqual([])
    expect(publishBlockers(compiled[name])).toEqual({ errors: [], open: [] })
    expect([...new Set(rules.map(({ state }) => state))].sort()).toEqual(['later', 'runs'])
  })

  it('runs no clock, gate or limit whose events no module records, and says of the others why', () => {
    const { rulebook: rules } = compiled[name]
    const recordedByModules = new Set<string>(Object.values(recorded).flatMap(module => module.events))
    const ours = (events: string[]) => events.some(event => recordedByModules.has(event))
    const clocks = [...rules!.starts.values()].flat()
    const endless = clocks.filter(({ to }) => !(to.mode === 'all' ? to.events.every(event => ours([event])) : ours(to.events)))
    const gated = [...rules!.gates.values(), ...rules!.watches.values(), ...rules!.routes.values()].flat()
    const idle = gated.filter(rule => !ours(rule.kind === 'require' ? rule.before : rule.on))
    const uncounted = gated.filter(rule => rule.kind === 'limit' && rule.measure === null && !ours(rule.count))
    const unending = clocks.filter(rule => rule.kind === 'cadence' && rule.while === null && !ours(rule.end))
    expect([...endless, ...idle, ...uncounted, ...unending].map(({ id }) => id)).toEqual([])
    const running = new Set([...clocks, ...gated].map(({ id }) => id))
    const silent = compiled[name].rules.filter(rule => !running.has(rule.id) && rule.state === 'runs')
    expect([...new Set(silent.map(({ kind }) => kind))].filter(kind => kind !== 'approve' && kind !== 'target')).toEqual([])
    for (const { id, state, unmeasured } of compiled[name].rules)
      expect([id, unmeasured !== null]).toEqual([id, state === 'later'])
    expect(compiled[name].rules.find(({ id }) => id === 'engineer-calls')).toMatchObject({
      state: 'later',
      unmeasured: { zh: expect.stringContaining('没有人能记录它的止「工程师.联系客户」') },
    })
  })

  it('runs every rule that the life of a ticket needs', () => {
    const clocked = burstPipe(name)
      .states()
      .map(state => state.split(' ')[0]!)
    const asked = ['front-owner', 'three-questions', 'no-answer-without-record', 'ask-name-phone', 'ask-name-phone-answered']
    const closing = ['signed-form', 'call-back-record', 'call-back-identity', 'close-with-result', 'close-after-call-back']
    const needed = [
      ...clocked,
      ...asked,
      ...closing,
      'close-after-inspection',
      'close-after-promise',
      'tell-notice',
      'department',
    ]
    const stateOf = new Map(rules.map(({ id, state }) => [id, state]))
    expect(needed.filter(id => stateOf.get(id) !== 'runs')).toEqual([])
    expect(clocked.length).toBeGreaterThanOrEqual(8)
  })

  it('ends with how it is changed: by the consent of the director', () => {
    const last = document.clauses.filter(({ level }) => level === 2).at(-1)!
    expect(last.title).toBe('怎么改这份规范')
    const consent = rules.find(({ id }) => id === 'publish-with-consent')!
    expect([consent.state, consent.standard, consent.clause.number.split('.')[0]]).toEqual(['runs', name, last.number])
  })

  it('can be read and changed in Chinese, clause by clause', () => {
    for (const { source } of rules) expect(source).toMatch(/^规则: /)
    const clauses = document.clauses.filter(({ level }) => level === 3)
    expect(clauses.length).toBeGreaterThanOrEqual(40)
    expect(clauses.length).toBeLessThanOrEqual(85)
    const chapters = new Map<string, number>()
    for (const { number, title, parts } of clauses) {
      const [chapter, n] = number.split('.') as [string, string]
      expect(Number(n), number).toBe((chapters.get(chapter) ?? 0) + 1)
      chapters.set(chapter, Number(n))
      expect([...title].length, title).toBeLessThanOrEqual(20)
      expect(parts[0]?.kind, number).toBe('prose')
      for (const part of parts) if (part.kind === 'prose') expect(part.markdown, number).not.toMatch(/[RACN]\d{2,3}\b|TODO/)
    }
    for (const [chapter, count] of chapters) expect([chapter, count >= 3 && count <= 10]).toEqual([chapter, true])
  })

  it('says of every figure and of everybody who is alarmed where it comes from', () => {
    for (const { source, basis, note, id } of rules) {
      expect(basis, id).not.toBeNull()
      if (/^(提醒|升级): ?(\d|$)/m.test(source) && basis !== 'local choice') expect(note, id).toContain('本地决定')
    }
  })

  it('R021: records a call that was answered at the fourth ring, and blames nobody for the third', () => {
    for (const [rings, verdict] of [
      [3, 'passed'],
      [4, 'recorded'],
    ] as const) {
      const case1 = walk(rulebook(name))
      case1.happen('call.answered', '2026-11-20 16:00', { call: { rings } })
      expect(case1.findings.map(it => `${it.ruleId} ${it.verdict}`)).toEqual([`three-rings ${verdict}`])
    }
  })

  it('R018: no answer ends without its record; a wrong number needs none', () => {
    const case1 = walk(inProduct(name))
    case1.happen('intake.received', '2026-11-20 16:00', caller)
    const answered: Facts = { contact: { outcome: 'answered' } }
    expect(says(case1.ask('contact.answered', '2026-11-20 16:01', answered))).toEqual(['deny', 'no-answer-without-record'])
    expect(
      case1.ask('contact.answered', '2026-11-20 16:01', { contact: { outcome: 'answered', summary: 'given' } }).outcome,
    ).toBe('allow')
    expect(case1.ask('contact.closed', '2026-11-20 16:01', { contact: { outcome: 'misdialled' } }).outcome).toBe('allow')
  })

  it('R020: nothing is registered, handed on or closed without a front owner', () => {
    const case1 = walk(rulebook(name))
    const nobody = ticket({ kind: 'inquiry', frontOwner: '', summary: 'given', result: 'given' })
    for (const action of ['ticket.registered', 'ticket.transferred', 'ticket.closed'] as const)
      expect(violations(case1.ask(action, '2026-11-20 16:00', nobody)), action).toContain('front-owner')
  })

  it('R054: a name that was never asked for is a word to the agent, never a reason to refuse', () => {
    const case1 = walk(rulebook(name))
    const unasked: Facts = { ...ticket({ kind: 'inquiry' }), customer: { name: 'unknown', phone: 'declined' } }
    expect(says(case1.ask('ticket.registered', '2026-11-20 16:00', unasked))).toEqual(['warn', 'ask-name-phone'])
    const declined: Facts = { ...unasked, customer: { name: 'declined', phone: 'declined' } }
    expect(case1.ask('ticket.registered', '2026-11-20 16:00', declined).outcome).toBe('allow')
    const answered: Facts = {
      customer: { name: 'unknown', phone: 'unknown' },
      contact: { summary: 'given', outcome: 'answered' },
    }
    expect(says(case1.ask('contact.answered', '2026-11-20 16:00', answered))).toEqual(['warn', 'ask-name-phone-answered'])
  })

  it('R055: a repair is neither registered nor dispatched before the three questions were asked', () => {
    const case1 = walk(rulebook(name))
    const missing: Facts = {
      ...caller,
      ...ticket({ kind: 'repair' }),
      fault: { phenomenon: 'given', location: 'given', operation: 'unknown' },
    }
    for (const action of ['ticket.registered', 'dispatch.made'] as const) {
      const verdict = case1.ask(action, '2026-11-20 16:00', missing)
      expect(verdict).toMatchObject({
        outcome: 'deny',
        overridableBy: ['shift-leader'],
        violations: [{ ruleId: 'three-questions', why: { missing: ['fault.operation'] } }],
      })
    }
    expect(case1.ask('ticket.registered', '2026-11-20 16:00', { ...missing, ...asked }).outcome).toBe('allow')
    expect(
      case1.ask('ticket.registered', '2026-11-20 16:00', { ...missing, ...ticket({ kind: 'complaint' }), fault: {} }).outcome,
    ).toBe('allow')
  })

  it('R077, R078: a call is transferred once, with its record; a second time only past the shift leader', () => {
    const case1 = walk(rulebook(name))
    case1.happen('intake.received', '2026-11-20 16:00', caller)
    expect(says(case1.ask('call.transferred', '2026-11-20 16:01'))).toEqual(['deny', 'call-transfer-record'])
    case1.happen('call.transferred', '2026-11-20 16:01', { contact: { summary: 'given' } })
    expect(case1.ask('call.transferred', '2026-11-20 16:02')).toMatchObject({
      outcome: 'deny',
      overridableBy: ['shift-leader'],
      violations: [{ ruleId: 'one-call-transfer', why: { over: { count: 2, max: 1 } } }],
    })
  })

  it('R188: who calls from a street without water is told before anything is registered', () => {
    const case1 = walk(rulebook(name))
    const matched = (noticeGiven: boolean): Facts => ({
      ...caller,
      ...ticket({ kind: 'report' }),
      contact: { noticeMatched: true, noticeGiven, summary: 'given' },
    })
    expect(says(case1.ask('ticket.registered', '2026-11-20 16:00', matched(false)))).toEqual(['warn', 'tell-notice'])
    expect(case1.ask('ticket.registered', '2026-11-20 16:00', matched(true)).outcome).toBe('allow')
  })
})
