/**
 * Events: what happened, to which kind of subject, and which groups of facts can be known in the case once it has happened.
 * `action`: a command asks the gate under this name before it records the event. `system`: only the product itself records it.
 * `later`: no module records it yet; a rule that waits for nothing else shows as not yet measured.
 */
import { callEvents, deskEvents } from './desk-events.ts'
import type { EventSpec } from './event-spec.ts'
import { tradeEvents } from './trade-events.ts'

export const events = { ...deskEvents, ...callEvents, ...tradeEvents } as const satisfies Record<string, EventSpec>
export type EventType = keyof typeof events

/** Events that some module records already. */
export type RecordedType = { [E in EventType]: (typeof events)[E] extends { later: true } ? never : E }[EventType]

/** Names of an action are the names of the event that it would record. */
export type Action = { [E in EventType]: (typeof events)[E] extends { action: true } ? E : never }[EventType]

/** Whether some module records this event already. */
export function isRecorded(type: EventType): boolean {
  return !('later' in events[type])
}
