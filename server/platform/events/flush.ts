import { type RawBuilder, sql } from 'kysely'
import type { Case, PendingEvent } from '../case.ts'
import { type Ctx, dueBy, iso } from '../ctx.ts'
import type { Subject } from '../subjects.ts'
import { isUuid } from '../uuid.ts'
import { coverRow, coverRows } from './covered.ts'
import { eventVersion, hashEvent } from './hash.ts'

/**
 * Writes what the cases of this transaction gathered, clocks and findings, case rows, events, erasable words, stream entries and later work,
 * in one statement, however many events.
 */
export async function flush(ctx: Ctx): Promise<void> {
  await gather(ctx)
  const { last } = ctx
  ctx.last = null
  await last?.execute(ctx.db)
}

/** Writes what was kept for the last statement, for a command that goes on with its rows. */
export async function writeAtLast(ctx: Ctx): Promise<void> {
  await write(ctx, await takeAtLast(ctx, ctx.rows.splice(0)))
}

/**
 * Takes what everybody waits for, for example the next number. The rows that do not depend on it go out before it, in the same message, so that
 * nobody waits for them; gives what is left to be written.
 */
async function takeAtLast(ctx: Ctx, rows: RawBuilder<unknown>[]): Promise<RawBuilder<unknown>[]> {
  const taken = ctx.atLast.splice(0)
  if (taken.length === 0) return rows
  const [, parts] = await Promise.all([write(ctx, rows), Promise.all(taken.map(run => run()))])
  return parts
}

async function write(ctx: Ctx, parts: RawBuilder<unknown>[]): Promise<void> {
  if (parts.length > 0) await sql`with ${sql.join(parts)} select`.execute(ctx.db)
}

/** The same, but the last statement is left in `ctx.last`, to be sent with the commit: whoever reads what it writes calls `flush`. */
export async function gather(ctx: Ctx): Promise<void> {
  // what was found or written before its event waits for it: only an event can vouch for a row
  const touched = [...ctx.cases.values()].filter(c => c.events.length > 0)
  // first what follows from the events: telling people adds to what screens hear
  const rows = [...ctx.rows.splice(0), ...(await ctx.kernel.store(ctx, touched)), ...wordsIn(touched), ...jobsIn(ctx)]
  await ctx.last?.execute(ctx.db)
  ctx.last = null
  const parts = await takeAtLast(ctx, rows)
  if (touched.length === 0 && ctx.announced.length === 0 && parts.length === 0) return
  for (const c of touched) chain(c)
  parts.push(...casesIn(touched), ...eventsIn(touched))
  const outbox = outboxOf(ctx, touched)
  ctx.last = sql`${parts.length > 0 ? sql`with ${sql.join(parts)}` : sql``}
    insert into outbox (site_id, type, refs, persons, hash, former, subject_kind, subject_id, root_kind, root_id)
    select site_id, type, refs, persons, hash, former, subject_kind, subject_id, root_kind, root_id from jsonb_to_recordset(${JSON.stringify(outbox)}::jsonb)
      as r(site_id int, type text, refs jsonb, persons uuid[], hash text, former jsonb, subject_kind text, subject_id uuid, root_kind text, root_id uuid)`
  for (const c of touched) {
    c.events = []
    c.started = []
    c.changed = new Map()
    c.findings = []
    c.announcements = []
    c.covered = new Map()
    c.isNew = false
  }
  ctx.announced = []
}

/** Rows of cases: those that open are inserted, others carry on. */
function casesIn(touched: readonly Case[]): RawBuilder<unknown>[] {
  const rows = (isNew: boolean) => JSON.stringify(touched.filter(c => c.isNew === isNew).map(caseColumns))
  const columns = sql.raw(
    'site_id int, id uuid, kind text, seq int, head text, last_at timestamptz, facts jsonb, counts jsonb, rulebook_id uuid, next_due_at timestamptz, salt text',
  )
  const parts: RawBuilder<unknown>[] = []
  if (touched.some(c => c.isNew))
    parts.push(sql`opened as (
      insert into cases (site_id, id, kind, seq, head, last_at, facts, counts, rulebook_id, next_due_at, salt)
      select site_id, id, kind, seq, head, last_at, facts, counts, rulebook_id, next_due_at, salt from jsonb_to_recordset(${rows(true)}::jsonb) as r(${columns}))`)
  if (touched.some(c => !c.isNew))
    parts.push(sql`carried_on as (
      update cases c set seq = r.seq, head = r.head, last_at = r.last_at, facts = r.facts, counts = r.counts, rulebook_id = r.rulebook_id,
        next_due_at = r.next_due_at, salt = r.salt
      from jsonb_to_recordset(${rows(false)}::jsonb) as r(${columns}) where c.site_id = r.site_id and c.id = r.id)`)
  return parts
}

const caseColumns = (c: Case) => ({
  site_id: c.siteId,
  id: c.id,
  kind: c.kind,
  seq: c.seq,
  head: c.head,
  last_at: iso(c.lastAt),
  facts: c.facts,
  counts: c.counts,
  rulebook_id: c.rulebook,
  next_due_at: nextDue(c),
  salt: c.salt,
})

function eventsIn(touched: readonly Case[]): RawBuilder<unknown>[] {
  const events = touched.flatMap(c => c.events.map(e => eventColumns(c, e)))
  if (events.length === 0) return []
  return [
    sql`event as (
      insert into events (site_id, case_id, seq, type, version, subject_kind, subject_id, refs, facts, detail, hashes, actor_kind, actor_id, source, at, recorded_at,
        rulebook_id, passed, covers, prev_hash, hash)
      select site_id, case_id, seq, type, version, subject_kind, subject_id, refs, facts, detail, hashes, actor_kind, actor_id, source, at, recorded_at,
        rulebook_id, passed, covers, prev_hash, hash
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r(site_id int, case_id uuid, seq int, type text, version smallint, subject_kind text, subject_id text,
        refs jsonb, facts jsonb, detail jsonb, hashes jsonb, actor_kind text, actor_id uuid, source text, at timestamptz, recorded_at timestamptz, rulebook_id uuid, passed jsonb, covers jsonb,
        prev_hash text, hash text))`,
  ]
}

/** The erasable words beside the events. */
function wordsIn(touched: readonly Case[]): RawBuilder<unknown>[] {
  const values = touched.flatMap(c =>
    c.events.flatMap(e => e.values.map(v => ({ site_id: c.siteId, case_id: c.id, seq: e.seq, ...v }))),
  )
  if (values.length === 0) return []
  return [
    sql`words as (
      insert into event_values (site_id, case_id, seq, name, salt, value)
      select site_id, case_id, seq, name, salt, value from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
        as r(site_id int, case_id uuid, seq int, name text, salt text, value text))`,
  ]
}

const eventColumns = (c: Case, e: PendingEvent) => ({
  site_id: c.siteId,
  case_id: c.id,
  seq: e.seq,
  type: e.type,
  version: eventVersion,
  subject_kind: e.subject.kind,
  subject_id: e.subject.id,
  refs: e.refs,
  facts: e.facts,
  detail: e.detail,
  hashes: e.hashes,
  actor_kind: e.actorKind,
  actor_id: e.actorId,
  source: e.source,
  at: iso(e.at),
  recorded_at: iso(e.recordedAt),
  rulebook_id: e.rulebook,
  passed: e.passed,
  covers: e.covers,
  prev_hash: e.prevHash,
  hash: e.hash,
})

function jobsIn(ctx: Ctx): RawBuilder<unknown>[] {
  if (ctx.later.length === 0) return []
  for (const j of ctx.later) dueBy(ctx, j.dueAt)
  const jobs = ctx.later.map(j => ({
    id: ctx.newId(),
    site_id: j.siteId,
    kind: j.kind,
    due_at: iso(j.dueAt),
    payload: j.payload ?? {},
    key: j.key ?? null,
  }))
  ctx.later = []
  return [
    sql`job as (
      insert into jobs (id, site_id, kind, due_at, payload, key)
      select id, site_id, kind, due_at, payload, key from jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb)
        as r(id uuid, site_id int, kind text, due_at timestamptz, payload jsonb, key text)
      on conflict (kind, key) where key is not null and done_at is null do nothing)`,
  ]
}

/** What screens hear: every event, and what was announced. */
function outboxOf(ctx: Ctx, touched: readonly Case[]): object[] {
  return [
    ...touched.flatMap(c =>
      c.events.map(e => ({
        site_id: c.siteId,
        type: e.type,
        refs: { ...e.refs, case: c.id, seq: String(e.seq) },
        persons: null,
        hash: e.hash,
        former: e.former,
        ...about(ctx, e.subject, { ...e.refs, case: c.id }),
      })),
    ),
    ...ctx.announced.map(a => ({
      site_id: a.siteId,
      type: a.type,
      refs: a.refs,
      persons: 'persons' in a ? a.persons : null,
      hash: null,
      ...('subject' in a ? about(ctx, a.subject, a.refs) : {}),
    })),
  ]
}

/** What a stream entry is about and what people open for it; ids that are none of a row are left out. */
function about(ctx: Ctx, subject: Subject, refs: Record<string, string | undefined>) {
  const root = ctx.subjects.rootOf(subject, refs)
  return { subject_kind: subject.kind, subject_id: uuidOrNull(subject.id), root_kind: root.kind, root_id: uuidOrNull(root.id) }
}
const uuidOrNull = (id: string): string | null => (isUuid(id) ? id : null)

/** Only now, because a number that was taken at last stands in what is hashed. */
function chain(caseRow: Case): void {
  coverRow(caseRow, 'cases', caseColumns(caseRow))
  caseRow.events.at(-1)!.covers = coverRows(caseRow)
  for (const event of caseRow.events) {
    event.prevHash = caseRow.head
    event.hash = hashEvent(eventColumns(caseRow, event))
    caseRow.head = event.hash
  }
}

function nextDue(caseRow: Case): string | null {
  let next: number | null = null
  for (const clock of caseRow.clocks ?? [])
    if (clock.state === 'running' && (next === null || clock.dueAt < next)) next = clock.dueAt
  return next === null ? null : iso(next)
}
