/** For `verify`: folds each case again by the standard of its time, and compares facts, counts, dues and verdicts. */
import { type CaseFacts, noFacts, withFacts } from '@sansheng/rulebook/engine'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { canonical } from '../../platform/events/hash.ts'
import { withSubject } from '../../platform/events/index.ts'
import type { CaseToCheck } from '../../platform/events/read-cases.ts'
import type { FoldCase } from '../../platform/events/verify.ts'
import type { CompiledStandards } from './compiled-standards.ts'
import { agreesWith, type FoldedEvent, replay } from './replay.ts'

/** Gives what does not follow from the events. */
export function foldCases(compiledStandards: Pick<CompiledStandards, 'byId'>): FoldCase {
  return async found => {
    const events = found.events.map(row => ({ ...row, at: Date.parse(String(row.at)) }) as unknown as FoldedEvent)
    const own = found.rows.find(({ table }) => table === 'cases')?.row
    if (!own || events.length === 0) return []
    const wrong: string[] = []
    if (canonical(factsOf(events)) !== canonical(own.facts)) wrong.push('cases.facts')
    const version = onlyVersion(found)
    if (version === null) return wrong
    const standard = await compiledStandards.byId(version).catch(() => null)
    if (!standard) return [...wrong, `standard_versions/${version}`]
    const folded = replay(standard, events)
    if (canonical(folded.counts) !== canonical(own.counts)) wrong.push('cases.counts')
    for (const { table, key, row } of found.rows)
      if (table === 'clocks' && row.rulebook_id === version && !agreesWith(folded, events, toldOf(row))) wrong.push(key)
    return wrong
  }
}

/** The version that all events of a case were observed under; null where several were, as in the account of a person who stays for years. */
function onlyVersion({ events }: CaseToCheck): string | null {
  const versions = new Set(events.map(row => row.rulebook_id as string | undefined | null))
  const [version] = versions
  return versions.size === 1 && version ? version : null
}

function factsOf(events: readonly FoldedEvent[]): CaseFacts {
  let known: CaseFacts = noFacts
  for (const row of events) {
    const refs = withSubject({ refs: row.refs as never, subject: { kind: row.subject_kind, id: row.subject_id } })
    known = withFacts(known, refs, row.facts as Facts)
  }
  return known
}

const toldOf = (row: CaseToCheck['rows'][number]['row']) => ({
  id: row.id as string,
  ruleId: row.rule_id as string,
  startedSeq: row.started_seq as number,
  startedAt: Date.parse(String(row.started_at)),
  dueAt: Date.parse(String(row.due_at)),
  state: row.state as 'running',
  period: row.period as number,
})
