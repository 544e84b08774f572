/** A case as a transaction holds it, and the events that it gathers until they are written. */
import type { RecordedType } from '@sansheng/contract/recorded.ts'
import type { Announcement, CaseFacts, Clock, Counts, Finding, Refs } from '@sansheng/rulebook/engine'
import type { Facts, RefKind } from '@sansheng/rulebook/vocabulary'
import type { PrincipalKind } from './principal.ts'
import type { Owners } from './subjects.ts'

/** A row as `to_jsonb` gives it, or as it is written: columns by name. */
export type Row = Readonly<Record<string, unknown>>
/** Where an act came in. */
export type Source = 'screen' | 'api' | 'field' | 'exchange' | 'system'
/** A kind of case that the manifest of some module declares. */
export type CaseKind = string

export type EventDraft = {
  type: RecordedType
  subject: { kind: RefKind; id: string }
  refs?: Refs
  /** Facts of the subjects that changed, merged by group into what is known of the ids in `refs`. */
  facts?: Facts
  /** Codes and figures; never a personal value. */
  detail?: Record<string, string | number | boolean | null>
  /** Words of people: the event keeps a salted hash, the words lie beside it and can be erased. */
  values?: Record<string, string | null | undefined>
  /** Whose it was before, where this event takes it from somebody: his screens hear of it once more. */
  former?: Owners | null
  /** Earlier than now only from a field client or the exchange, within a day, never before what the same principal told last from there. */
  at?: number
  source?: Source
}

/**
 * A rule that let the act pass, or routed it. Most acts pass most rules, so this is no row of its own: it stands in the event, whose actor
 * answers for it. `root`: the thing that people open for its subject. `department`: for which the actor acted then.
 */
export type PassedRule = {
  rule: string
  verdict: 'passed' | 'routed'
  root: { kind: string; id: string }
  department: string | null
  evidence: Finding['evidence']
}

export type PendingEvent = {
  seq: number
  type: RecordedType
  subject: { kind: RefKind; id: string }
  refs: Refs
  facts: Facts
  detail: Record<string, unknown>
  hashes: Record<string, string>
  values: { name: string; salt: string; value: string }[]
  former: Owners | null
  actorKind: PrincipalKind
  actorId: string | null
  source: Source
  at: number
  recordedAt: number
  /** Version of the standard that it was observed under. */
  rulebook: string | null
  /** Rules that it passed or was routed by; filled by the flush, null when there are none. */
  passed: PassedRule[] | null
  /** Hashes of the rows that its transaction wrote; empty until the flush. */
  covers: Record<string, string>
  /** Both empty until the flush chains them. */
  prevHash: string
  hash: string
}

export type Case = {
  siteId: number
  id: string
  kind: CaseKind
  seq: number
  /** Goes into the hashes of the rows that its events cover. */
  salt: string
  /** Hash of the last event that was written, hex; 64 zeros before the first. */
  head: string
  lastAt: number
  facts: CaseFacts
  counts: Counts
  refs: Refs
  rulebook: string | null
  isNew: boolean
  /** Open clocks; null until the kernel loaded them. */
  clocks: Clock[] | null
  events: PendingEvent[]
  started: Clock[]
  changed: Map<string, Clock>
  /** `rulebook`: the version that brought it. */
  findings: (Finding & { seq: number; rulebook: string })[]
  announcements: (Announcement & { rulebook: string })[]
  /** Rows that this transaction writes for the case, by table and key; their hashes stand in its next event. */
  covered: Map<string, Row>
}
