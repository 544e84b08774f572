import { factsFor, type Refs, withFacts } from '@sansheng/rulebook/engine'
import { type EventSpec, events, type Facts } from '@sansheng/rulebook/vocabulary'
import { sql } from 'kysely'
import { may, rolesAt } from '../access.ts'
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
  const undoes = await undoneBy(ctx, caseRow, draft)
  const event: PendingEvent = {
    seq: caseRow.seq + 1,
    type: draft.type,
    subject: draft.subject,
    refs: { ...caseRow.refs, ...draft.refs },
    facts,
    detail: {
      ...draft.detail,
      ...(draft.at === undefined || believed ? {} : { claimedAt: iso(draft.at) }),
      ...(undoes === undefined ? {} : { undoes }),
    },
    hashes: Object.fromEntries(values.map(v => [v.name, hashValue(v.salt, v.value)])),
    values,
    former: draft.former ?? null,
    actorKind: ctx.actor.kind,
    actorId: principalId(ctx.actor),
    source,
    at,
    recordedAt,
    rulebook: caseRow.rulebook,
    passed: null,
    covers: {},
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
      undoes,
    })
  }
  return event
}

/** Seq of the event that this one takes back or goes on from: the last of its kind about the same subject, written or still pending. */
async function undoneBy(ctx: Ctx, caseRow: Case, { type, subject }: EventDraft): Promise<number | undefined> {
  const spec: EventSpec = events[type]
  const kinds = spec.undoes ?? spec.resumes
  if (!kinds) return undefined
  const pending = caseRow.events.findLast(e => kinds.includes(e.type) && e.subject.id === subject.id)
  if (pending) return pending.seq
  const { rows } = await sql<{ seq: number }>`select seq from events where site_id = ${caseRow.siteId} and case_id = ${caseRow.id}
    and subject_id = ${subject.id} and type = any(${[...kinds]}::text[]) order by seq desc limit 1`.execute(ctx.db)
  return rows[0]?.seq
}

/**
 * Whether an event took place when it is said to. Only a session that the field client of somebody with the right to it opened, and the
 * exchange, may name an earlier instant: within a day, never before the case began, and never before what the same principal told last from
 * there. What is not believed took place at its receipt; the claim stays beside it.
 */
async function isBelieved(ctx: Ctx, caseRow: Case, source: Source, claim: number): Promise<boolean> {
  if (!mayNameInstants(ctx, caseRow, source)) return false
  const now = ctx.now()
  if (claim > now || claim < now - earliestClaim) return false
  const { began, last } = await marksOf(ctx, caseRow, source)
  return claim >= Math.max(began ?? claim, last ?? claim)
}

function mayNameInstants({ actor }: Ctx, { siteId }: Case, source: Source): boolean {
  if (actor.kind === 'exchange') return source === 'exchange'
  return actor.kind === 'staff' && actor.client === 'field' && source === 'field' && may(actor, 'people:earlier', siteId)
}

/** When the case began, and when the acting principal's last event from a source took place in it, written or still pending. */
async function marksOf(ctx: Ctx, caseRow: Case, source: Source): Promise<{ began: number | null; last: number | null }> {
  const actorId = principalId(ctx.actor)
  const pending = caseRow.events.findLast(e => e.source === source && e.actorId === actorId)
  const first = caseRow.events[0]
  if (first?.seq === 1) return { began: first.at, last: pending?.at ?? null }
  if (caseRow.seq === 0) return { began: null, last: null }
  const { rows } = await sql<{ began: number | null; last: number | null }>`
    select (select at from events where site_id = ${caseRow.siteId} and case_id = ${caseRow.id} and seq = 1) as began,
      (select at from events where site_id = ${caseRow.siteId} and case_id = ${caseRow.id} and source = ${source}
        and actor_id is not distinct from ${actorId}::uuid order by seq desc limit 1) as last`.execute(ctx.db)
  return { began: rows[0]!.began, last: pending?.at ?? rows[0]!.last }
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
