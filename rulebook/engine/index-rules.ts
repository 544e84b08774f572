/** Rules that run, by the event at which they have something to do: an event then costs what concerns it, not what is written. */

import { isClockRule, type Rule, type Rulebook } from '../kinds/index.ts'
import { type EventName, isAction, type Vocabulary } from '../vocabulary/index.ts'
import { canRun } from './measured.ts'

export function indexRules(
  of: Pick<Rulebook, 'standard' | 'title' | 'version' | 'vocabulary' | 'words' | 'trial' | 'rules' | 'calendars'>,
): Rulebook {
  const rulebook: Rulebook = {
    ...of,
    byId: new Map(of.rules.map(rule => [rule.id, rule])),
    starts: new Map(),
    counts: new Map(),
    watches: new Map(),
    gates: new Map(),
    routes: new Map(),
  }
  for (const rule of of.rules) if (runs(rule, of.vocabulary)) place(rule, rulebook)
  return rulebook
}

/** The same rules as a published version, known by its id. On trial they only record, whatever the document says of itself. */
export function asVersion(rulebook: Rulebook, version: string, trial: boolean): Rulebook {
  if (!trial) return { ...rulebook, version }
  const rules = rulebook.rules.map(rule => ({ ...rule, record: true }))
  return indexRules({ ...rulebook, version, trial, rules })
}

/** Waits for no figure and no person, and for nothing that nobody records or states. */
export function runs(rule: Rule, vocabulary: Vocabulary): boolean {
  return !rule.open && !rule.proposed && canRun(rule, vocabulary)
}

function place(rule: Rule, rulebook: Rulebook): void {
  if (isClockRule(rule)) for (const name of rule.from.events) put(rulebook.starts, name, rule)
  else if (rule.kind === 'limit') {
    for (const name of rule.count) put(rulebook.counts, name, rule)
    for (const name of rule.on) {
      if (isAction(rulebook.vocabulary, name)) put(rulebook.gates, name, rule)
      else put(rulebook.watches, name, rule)
    }
  } else if (rule.kind === 'require') for (const name of rule.before) put(rulebook.gates, name, rule)
  else if (rule.kind === 'route') for (const name of rule.on) put(rulebook.routes, name, rule)
}

function put<R>(index: Map<EventName, R[]>, name: EventName, rule: R): void {
  const list = index.get(name)
  if (list) list.push(rule)
  else index.set(name, [rule])
}
