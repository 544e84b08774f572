/** Test data: one case that lives under a shipped standard, with the refs that the modules give their events, and the gate before each action. */

import type { CaseState, Clock, Finding, Firing, GateVerdict } from '@sansheng/rulebook/engine'
import { fire, gate, observe } from '@sansheng/rulebook/engine'
import type { Rulebook } from '@sansheng/rulebook/kinds'
import { stateAfter } from '@sansheng/rulebook/replay'
import { type Action, type EventType, events, type FactGroup, type Facts, type RefKind } from '@sansheng/rulebook/vocabulary'

/** Beijing time. */
export const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
export const local = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const named: Partial<Record<RefKind, RefKind[]>> = {
  contact: ['contact'],
  call: ['contact', 'call'],
  ticket: ['contact', 'ticket'],
  promise: ['contact', 'ticket', 'promise'],
  form: ['contact', 'ticket', 'form'],
  callback: ['contact', 'ticket', 'callback'],
  notice: ['notice'],
}

export type Walk = ReturnType<typeof walk>
export function walk(rulebook: Rulebook) {
  let state: CaseState = { clocks: [], counts: {} }
  let facts: Facts = {}
  let seq = 0
  let made = 0
  const clocks = new Map<string, Clock>()
  const findings: Finding[] = []
  const firings: Firing[] = []
  const newId = () => `clock${++made}`
  const keep = (clock: Clock) => clocks.set(clock.id, clock)

  const merged = (more: Facts): Facts => {
    const all = { ...facts }
    for (const [group, values] of Object.entries(more))
      all[group as FactGroup] = { ...all[group as FactGroup], ...values } as never
    return all
  }
  const about = (type: EventType) => {
    const kind = events[type].subject
    const refs = Object.fromEntries(['case', ...(named[kind] ?? [])].map(ref => [ref, `${ref}-1`]))
    return { subject: { kind, id: `${kind}-1` }, refs }
  }
  /** What the gate says before an action; nothing happens. */
  const ask = (action: Action, when: string, more: Facts = {}): GateVerdict =>
    gate(rulebook, { action, facts: merged(more), counts: state.counts, at: at(when), ...about(action) })

  return {
    ask,
    /** The worker looks until then. */
    wait(until: string): void {
      for (;;) {
        const due = state.clocks
          .filter(({ nextFireAt }) => nextFireAt !== null && nextFireAt <= at(until))
          .sort((a, b) => a.nextFireAt! - b.nextFireAt!)[0]
        if (!due) return
        const firing = fire(rulebook, due, due.nextFireAt!, newId)
        firings.push(firing)
        findings.push(...firing.findings)
        for (const clock of [firing.clock, ...firing.started]) keep(clock)
        state = { ...state, clocks: [...state.clocks.map(c => (c.id === due.id ? firing.clock : c)), ...firing.started] }
      }
    },
    /** The worker first, then the gate, which must let it pass, then the event. */
    happen(type: EventType, when: string, more: Facts = {}): void {
      this.wait(when)
      if ('action' in events[type]) {
        const verdict = ask(type as Action, when, more)
        if (verdict.outcome === 'deny') throw new Error(`${type}: ${verdict.violations.map(hit => hit.ruleId).join(', ')}`)
      }
      facts = merged(more)
      const seen = observe(rulebook, state, { seq: ++seq, type, at: at(when), facts, ...about(type) }, newId)
      state = stateAfter(state, seen)
      findings.push(...seen.findings)
      for (const clock of [...seen.started, ...seen.changed.map(({ clock }) => clock)]) keep(clock)
    },
    /** `rule state`, in the order in which the clocks started. */
    states: () => [...clocks.values()].map(({ ruleId, state: verdict }) => `${ruleId} ${verdict}`),
    open: () => state.clocks.filter(clock => clock.state === 'running' || clock.state === 'paused').map(({ ruleId }) => ruleId),
    clock: (ruleId: string) => [...clocks.values()].filter(clock => clock.ruleId === ruleId).at(-1)!,
    findings,
    /** Who was told of a rule: `time step → roles`. */
    told: (ruleId: string) =>
      firings.flatMap(({ announcements }) =>
        announcements.filter(it => it.ruleId === ruleId).map(it => `${local(it.at).slice(11)} ${it.step} → ${it.to.join(', ')}`),
      ),
  }
}
