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
  /** It makes owed again what this other event made owed: rules that start there start here too. */
  readonly starts?: string
}
/** An event of the product: of its own subjects and facts alone. */
export type CoreEventSpec = EventSpec & { readonly subject: RefKind; readonly knows: readonly FactGroup[] }

export const always = ['site', 'agent', 'event', 'time'] as const
export const atIntake = [...always, 'contact', 'customer', 'premises', 'call', 'identity', 'queue'] as const
export const withTicket = [...atIntake, 'fault', 'ticket', 'promise', 'complaint', 'order', 'account', 'install'] as const
export const withForm = [...withTicket, 'form'] as const
export const whole = [...withForm, 'callback'] as const
