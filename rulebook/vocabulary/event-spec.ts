/** How an event is written down, and which groups of facts are known where. */
import type { FactGroup } from './facts.ts'
import type { Labels, RefKind } from './words.ts'

/**
 * `knows`: groups of facts that can be known in the case once it has happened. `action`: a command asks the gate under this name before it
 * records the event. `system`: only the product itself records it.
 */
export type EventSpec = Labels & {
  readonly subject: string
  readonly knows: readonly string[]
  readonly action?: true
  readonly system?: true
  /** Nothing more is owed to its subject: what still runs for it is void. */
  readonly voids?: true
  /** Takes back the last of these events of its subject: what that one ended is owed again from when it was first owed. */
  readonly undoes?: readonly string[]
  /** Goes on where the last of these events of its subject stopped: what that one ended runs on, the time between left out. */
  readonly resumes?: readonly string[]
}
/** An event of the product: of its own subjects and facts alone. */
export type CoreEventSpec = EventSpec & { readonly subject: RefKind; readonly knows: readonly FactGroup[] }

export const always = ['site', 'agent', 'event', 'time'] as const
export const atIntake = [...always, 'contact', 'customer', 'premises', 'call', 'identity', 'queue'] as const
export const withTicket = [...atIntake, 'fault', 'ticket', 'promise', 'complaint', 'order', 'account', 'install'] as const
export const withForm = [...withTicket, 'form'] as const
export const whole = [...withForm, 'callback'] as const
