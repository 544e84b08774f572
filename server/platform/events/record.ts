import { factsFor, type Refs, withFacts } from '@sansheng/rulebook/engine'
import type { Facts } from '@sansheng/rulebook/vocabulary'
import { rolesAt } from '../access.ts'
import type { Case, EventDraft, PendingEvent, Source } from '../case.ts'
import { type Ctx, iso } from '../ctx.ts'
import { isOnProbation, principalId } from '../principal.ts'
import { hashValue } from './hash.ts'

/** How much earlier than now a field client or the exchange may say that something happened, in ms. */
const earliestClaim = 24 * 60 * 60_000

/** Records what happened: merges its facts, lets the standard observe it. Chained and written with the flush of this transaction. */
export async function record(ctx: Ctx, caseRow: Case, draft: EventDraft): Promise<PendingEvent> {
  const recordedAt = ctx.now()
  const source = draft.source ?? ctx.source
  const believed = draft.at !== undefined && (await isBelieved(ctx, caseRow, source, draft.at))
  const at = believed ? draft.at! : Math.max(recordedAt, caseRow.lastAt)
  const facts = withMoment(ctx, caseRow, source, draft)
  const values = wordsOf(ctx, draft.values)
  const event: PendingEvent = {
    seq: caseRow.seq + 1,
    type: draft.type,
    subject: draft.subject,
    refs: { ...caseRow.refs, ...draft.refs },
    facts,
    detail: draft.at === undefined || believed ? (draft.detail ?? {}) : { ...draft.detail, claimedAt: iso(draft.at) },
    hashes: Object.fromEntries(values.map(v => [v.name, hashValue(v.salt, v.value)])),
    values,
    former: draft.former ?? null,
    actorKind: ctx.actor.kind,
    actorId: principalId(ctx.actor),
    source,
    at,
    recordedAt,
    prevHash: '',
    hash: '',
  }
  caseRow.seq = event.seq
  caseRow.lastAt = Math.max(caseRow.lastAt, at)
  const concerned = withSubject(event)
  caseRow.facts = withFacts(caseRow.facts, concerned, facts)
  caseRow.events.push(event)
  if (caseRow.rulebook) {
    const { seq, type, subject, refs } = event
    await ctx.kernel.observe(ctx, caseRow, {
      seq,
      type,
      at,
      subject,
      refs,
      facts: factsFor(caseRow.facts, concerned),
      known: caseRow.facts,
    })
  }
  return event
}

/**
 * Whether an event took place when it is said to: only a field client and the exchange may name an earlier instant, within a day, and never
 * before what the same principal told last from the same source. What is not believed took place at its receipt; the claim stays beside it.
 */
async function isBelieved(ctx: Ctx, caseRow: Case, source: Source, claim: number): Promise<boolean> {
  if (source !== 'field' && source !== 'exchange') return false
  const now = ctx.now()
  if (claim > now || claim < now - earliestClaim) return false
  const last = await lastOf(ctx, caseRow, source)
  return last === null || claim >= last
}

/** When the acting principal's last event from a source took place in this case, written or still pending. */
async function lastOf(ctx: Ctx, caseRow: Case, source: Source): Promise<number | null> {
  const actorId = principalId(ctx.actor)
  const pending = caseRow.events.findLast(e => e.source === source && e.actorId === actorId)
  if (pending) return pending.at
  if (caseRow.isNew) return null
  const row = await ctx.db
    .selectFrom('events')
    .select('at')
    .where('site_id', '=', caseRow.siteId)
    .where('case_id', '=', caseRow.id)
    .where('source', '=', source)
    .where('actor_id', 'is not distinct from', actorId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}

/** What is known of a subject with these refs. */
export const knownFacts = (caseRow: Pick<Case, 'facts'>, refs: Refs): Facts => factsFor(caseRow.facts, refs)

/** The refs of an event with its own subject among them. */
export const withSubject = ({ refs, subject }: { refs: Refs; subject: { kind: string; id: string } }): Refs =>
  refs[subject.kind] === undefined ? { ...refs, [subject.kind]: subject.id } : refs

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
