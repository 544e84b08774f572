/** Events of the product: what happened, to which kind of subject, and which groups of facts can be known once it has happened. */
import { callEvents, deskEvents } from './desk-events.ts'
import type { CoreEventSpec } from './event-spec.ts'
import { tradeEvents } from './trade-events.ts'

export const events = { ...deskEvents, ...callEvents, ...tradeEvents } as const satisfies Record<string, CoreEventSpec>
export type EventType = keyof typeof events

/** Names of an action are the names of the event that it would record. */
export type Action = { [E in EventType]: (typeof events)[E] extends { action: true } ? E : never }[EventType]
