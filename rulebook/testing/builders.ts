/** Test data: a standard around some rules, and a case that lives through events under it. */

import type { CaseEvent, CaseFacts, CaseState, Clock, Finding, Firing, Observation, Refs } from '../engine/index.ts'
import { type CompileNeeds, compile, factsFor, fire, noFacts, observe, withFacts } from '../engine/index.ts'
import type { Rulebook } from '../kinds/index.ts'
import { stateAfter } from '../replay/index.ts'
import type { EventName, KnownFacts } from '../vocabulary/index.ts'

/** A document with each text as a rule block under one clause. */
export function standard(rules: string | string[], front = ''): string {
  const blocks = [rules].flat().map(rule => `\`\`\`rule\n${rule.trim()}\n\`\`\``)
  return `---\nstandard: test\ntitle: 试验规范\n${front}---\n## 1 条款\n说明。\n\n${blocks.join('\n\n')}\n`
}

/** The rulebook of these rules; a problem stops the test with its sentence. */
export function rulebookOf(rules: string | string[], front = '', needs: CompileNeeds = {}): Rulebook {
  const { rulebook, problems } = compile(standard(rules, front), { version: '1', ...needs })
  if (!rulebook) throw new Error(problems.map(({ line, column, message }) => `${line}:${column} ${message.en}`).join('\n'))
  return rulebook
}

/** Beijing time; without a date it is Thursday 2026-10-15. */
export function at(local: string): number {
  const full = local.includes('-') ? local : `2026-10-15 ${local}`
  return Date.parse(`${full.replace(' ', 'T')}+08:00`)
}

type Told = { facts?: KnownFacts; refs?: Refs; id?: string }
export type Story = {
  happen: (type: EventName, when: string | number, told?: Told) => Observation
  /** Everything that comes due up to then fires, clock by clock. */
  wait: (until: string | number) => Firing[]
  clocks: () => Clock[]
  all: Clock[]
  findings: Finding[]
  told: CaseEvent[]
  state: () => CaseState
}

/** A case with its own merged facts. Refs that were told once stay known; the subject's own id is `<kind>1` unless told. */
export function story(rulebook: Rulebook): Story {
  let state: CaseState = { clocks: [], counts: {} }
  let known: CaseFacts<KnownFacts> = noFacts
  let refs: Refs = { case: 'case1' }
  let seq = 0
  let made = 0
  const all: Clock[] = []
  const findings: Finding[] = []
  const told: CaseEvent[] = []
  const newId = () => `clock${++made}`
  const store = (started: Clock[], changed: Clock[]) => {
    for (const clock of changed) all[all.findIndex(({ id }) => id === clock.id)] = clock
    all.push(...started)
  }
  return {
    happen: (type, when, { facts: more = {}, refs: extra = {}, id } = {}) => {
      const kind = rulebook.vocabulary.events[type]!.subject
      const subject = { kind, id: id ?? extra[kind] ?? `${kind}1` }
      refs = { ...refs, ...extra, [kind]: subject.id }
      known = withFacts(known, refs, more)
      const facts = factsFor(known, refs)
      const event: CaseEvent = { seq: ++seq, type, at: typeof when === 'number' ? when : at(when), subject, refs, facts, known }
      const { undoes = [], resumes = [] } = rulebook.vocabulary.events[type]!
      const undone = told.findLast(past => [...undoes, ...resumes].includes(past.type) && past.subject.id === subject.id)
      if (undone) event.undoes = undone.seq
      told.push(event)
      const seen = observe(rulebook, state, event, newId)
      state = stateAfter(state, seen)
      store(
        seen.started,
        seen.changed.map(({ clock }) => clock),
      )
      findings.push(...seen.findings)
      return seen
    },
    wait: until => {
      const now = typeof until === 'number' ? until : at(until)
      const fired: Firing[] = []
      for (;;) {
        const due = state.clocks
          .filter(({ nextFireAt }) => nextFireAt !== null && nextFireAt <= now)
          .sort((a, b) => a.nextFireAt! - b.nextFireAt!)[0]
        if (!due) return fired
        const firing = fire(rulebook, due, due.nextFireAt!, newId)
        state = {
          ...state,
          clocks: [...state.clocks.map(clock => (clock.id === due.id ? firing.clock : clock)), ...firing.started],
        }
        store(firing.started, [firing.clock])
        findings.push(...firing.findings)
        fired.push(firing)
      }
    },
    clocks: () => state.clocks,
    all,
    findings,
    told,
    state: () => state,
  }
}

/** Beijing time with seconds; null stays null. */
export const local = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
/** How many clocks are open, and the state of each that ever started. */
export const brief = ({ clocks, all }: Story) => [clocks().length, ...all.map(({ ruleId, state }) => `${ruleId} ${state}`)]
export const verdicts = ({ findings }: Story) => findings.map(({ ruleId, verdict }) => `${ruleId} ${verdict}`)
