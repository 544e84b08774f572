/** How an event is written down, and which groups of facts are known where. */
import type { FactGroup } from './facts.ts'
import type { Named, RefKind } from './words.ts'

export type EventSpec = Named & {
  readonly subject: RefKind
  readonly knows: readonly FactGroup[]
  readonly action?: true
  readonly system?: true
  readonly later?: true
  /** Nothing more is owed to its subject: what still runs for it is void. */
  readonly voids?: true
}

export const always = ['site', 'agent', 'event', 'time'] as const
export const atIntake = [...always, 'contact', 'customer', 'premises', 'call', 'identity', 'queue'] as const
export const withTicket = [...atIntake, 'fault', 'ticket', 'promise', 'complaint', 'order', 'account', 'install'] as const
export const withForm = [...withTicket, 'form'] as const
export const whole = [...withForm, 'callback'] as const

/** An event that no module records yet. */
export const later = <const E extends EventSpec>(event: E) => ({ ...event, later: true }) as const
/** One that will ask the gate before it is recorded. */
export const laterAct = <const E extends EventSpec>(event: E) => ({ ...event, action: true, later: true }) as const
