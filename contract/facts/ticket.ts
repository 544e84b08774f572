/** A ticket as the standard sees it, and how it is when it has just been registered. */
import { type Facts, facts } from '@sansheng/rulebook/vocabulary'
import type { FaultAnswers, Ticket, TicketDraft } from '../tickets.ts'
import { type Danger, dangerOf } from './danger.ts'
import { disclosureOf } from './disclosure.ts'

/** `kind` and `field` are null only before somebody said what it is about. */
export type TicketState = {
  kind: Ticket['kind'] | null
  category: string
  field: Ticket['field'] | null
  urgency: Ticket['urgency']
  address: string | null
  /** What its words say of a danger. */
  danger: Danger | null
  status: Ticket['status']
  waitingFor: Ticket['waitingFor']
  /** Its name. */
  department: string | null
  transfers: number
  frontOwner: string
  handler: string | null
  promisedAt: number | null
  result: string | null
  transferSummary: string | null
  fault: FaultAnswers | null
}
export type TicketFacts = { ticket: NonNullable<Facts['ticket']>; fault: NonNullable<Facts['fault']> }

/** Every fact of the ticket and of its fault; a fact that is undefined is not there. */
export function ticketFacts(ticket: TicketState): TicketFacts {
  return {
    ticket: {
      kind: ticket.kind ?? undefined,
      category: ticket.category,
      field: ticket.field ?? undefined,
      urgency: ticket.urgency,
      place: ticket.address ? 'given' : 'unknown',
      danger: ticket.danger ?? undefined,
      status: ticket.status,
      open: ticket.status !== 'closed',
      waitingFor: ticket.waitingFor,
      department: ticket.department ?? undefined,
      transfers: ticket.transfers,
      frontOwner: ticket.frontOwner,
      handler: ticket.handler ?? undefined,
      promisedAt: ticket.promisedAt ?? undefined,
      result: ticket.result ? 'given' : 'unknown',
      summary: ticket.transferSummary ? 'given' : 'unknown',
    },
    fault: faultFacts(ticket.fault),
  }
}

export type FaultPart = keyof typeof facts.fault.fields
export const faultParts = Object.keys(facts.fault.fields) as FaultPart[]

/** R055: an answer was given, declined, or nobody asked. */
export function faultFacts(answers: FaultAnswers | null): NonNullable<Facts['fault']> {
  const part = (name: FaultPart) => disclosureOf(answers?.[name], answers?.declined?.includes(name))
  return { phenomenon: part('phenomenon'), location: part('location'), operation: part('operation') }
}

/** Answers that came in later replace those of the same part; an answer takes back that it was declined, and the other way round. */
export function mergeFault(before: FaultAnswers | null, patch: FaultAnswers): FaultAnswers {
  const after: FaultAnswers = {}
  const declined: FaultPart[] = []
  for (const part of faultParts) {
    const answer = patch[part] ?? (patch.declined?.includes(part) ? undefined : before?.[part])
    if (answer) after[part] = answer
    else if (patch.declined?.includes(part) || before?.declined?.includes(part)) declined.push(part)
  }
  return declined.length > 0 ? { ...after, declined } : after
}

type Written = {
  category: string
  title: string
  description?: string | null | undefined
  fault?: FaultAnswers | null | undefined
}
/** What is written of a ticket, in the order in which it is told. */
export function dangerOfTicket({ category, title, description, fault }: Written): Danger | null {
  return dangerOf([category, title, description, ...faultParts.map(part => fault?.[part])])
}

type SiteKind = NonNullable<NonNullable<Facts['site']>['kind']>
const fieldOfSite: Partial<Record<SiteKind, Ticket['field']>> = { water: 'water', property: 'property', mall: 'property' }
/** The trade of a ticket when nobody chose one: what the site mostly does, and engineering for what is broken in a building. */
export function defaultField(siteKind: SiteKind, kind: Ticket['kind']): Ticket['field'] {
  if (siteKind === 'property' && kind === 'repair') return 'engineering'
  return fieldOfSite[siteKind] ?? 'other'
}

type NewTicket = Pick<TicketDraft, 'category' | 'urgency' | 'field' | 'fault' | 'promisedAt' | 'title' | 'description'> & {
  kind: Ticket['kind'] | null
  address?: string | null | undefined
}
/** The ticket that a draft becomes, before anybody worked on it. */
export function newTicketState(
  draft: NewTicket,
  { siteKind, frontOwner, department }: { siteKind: SiteKind; frontOwner: string; department: string | null },
): TicketState {
  return {
    kind: draft.kind,
    category: draft.category,
    field: draft.field ?? (draft.kind === null ? null : defaultField(siteKind, draft.kind)),
    urgency: draft.urgency ?? 'normal',
    address: draft.address ?? null,
    danger: dangerOfTicket(draft),
    status: 'registered',
    waitingFor: 'nobody',
    department,
    transfers: 0,
    frontOwner,
    handler: null,
    promisedAt: draft.promisedAt === undefined ? null : Date.parse(draft.promisedAt),
    result: null,
    transferSummary: null,
    fault: draft.fault ? mergeFault(null, draft.fault) : null,
  }
}

/** `kept`: undefined where no promise was ever made. */
export const promiseFacts = (
  dueAt: number | undefined,
  kept: boolean | undefined,
): { promise: NonNullable<Facts['promise']> } => ({ promise: { dueAt, kept } })
