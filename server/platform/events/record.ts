import type { Facts } from '@sansheng/rulebook/vocabulary'
import { rolesAt } from '../access.ts'
import type { Case, EventDraft, PendingEvent, Source } from '../case.ts'
import type { Ctx } from '../ctx.ts'
import { isOnProbation, principalId } from '../principal.ts'
import { hashValue } from './hash.ts'

/** How much earlier than now a field client or the exchange may say that something happened. */
const earliest = 24 * 60 * 60_000

/** Records what happened: merges its facts, lets the standard observe it. Chained and written with the flush of this transaction. */
export async function record(ctx: Ctx, caseRow: Case, draft: EventDraft): Promise<PendingEvent> {
  const recordedAt = ctx.now()
  const source = draft.source ?? ctx.source
  const claimed =
    draft.at !== undefined && (source === 'field' || source === 'exchange')
      ? Math.max(draft.at, recordedAt - earliest)
      : recordedAt
  const at = Math.max(Math.min(claimed, recordedAt), caseRow.lastAt)
  const facts = withMoment(ctx, caseRow, source, draft)
  const values = wordsOf(ctx, draft.values)
  const event: PendingEvent = {
    seq: caseRow.seq + 1,
    type: draft.type,
    subject: draft.subject,
    refs: { ...caseRow.refs, ...draft.refs },
    facts,
    detail: draft.detail ?? {},
    hashes: Object.fromEntries(values.map(v => [v.name, hashValue(v.salt, v.value)])),
    values,
    actorKind: ctx.actor.kind,
    actorId: principalId(ctx.actor),
    source,
    at,
    recordedAt,
    prevHash: '',
    hash: '',
  }
  caseRow.seq = event.seq
  caseRow.lastAt = at
  caseRow.facts = merge(caseRow.facts, facts)
  caseRow.events.push(event)
  if (caseRow.rulebook) {
    const { seq, type, subject, refs } = event
    await ctx.kernel.observe(ctx, caseRow, { seq, type, at, subject, refs, facts: caseRow.facts })
  }
  return event
}

/** Facts of groups merge field by field; a field set to null goes away, and to null in a stored event, which is JSON. */
export function merge(before: Facts, patch: Facts): Facts {
  const after: Record<string, unknown> = { ...before }
  for (const [group, fields] of Object.entries(patch)) {
    const merged: Record<string, unknown> = { ...(after[group] as object | undefined), ...fields }
    for (const key of Object.keys(merged)) if (merged[key] === undefined || merged[key] === null) delete merged[key]
    after[group] = merged
  }
  return after as Facts
}

/** Who acts and what kind of event it is are facts too: a replay of the events reads what was read then. */
function withMoment(ctx: Ctx, caseRow: Case, source: Source, draft: EventDraft): Facts {
  const role = rolesAt(ctx.actor, caseRow.siteId)[0]
  return {
    ...draft.facts,
    agent: { role: role ?? null, probation: isOnProbation(ctx.actor) },
    event: { type: draft.type, source },
  } as Facts
}

function wordsOf(ctx: Ctx, values: EventDraft['values']): PendingEvent['values'] {
  if (!values) return []
  return Object.entries(values)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .map(([name, value]) => ({ name, value, salt: Buffer.from(ctx.random(12)).toString('hex') }))
}
