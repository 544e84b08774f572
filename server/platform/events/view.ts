import type { EventView } from '@sansheng/contract/clocks.ts'
import type { ActorRef } from '@sansheng/contract/people.ts'
import { maskPhone } from '@sansheng/contract/phone.ts'
import { iso } from '../ctx.ts'

/** What a screen shows of an event, as the ledger holds it. */
export type ShownEvent = {
  seq: number
  type: string
  at: number
  recorded_at: number
  actor: ActorRef | null
  subject_kind: string
  subject_id: string
  detail: Record<string, unknown>
  /** Salted hashes of the personal values, by name. */
  hashes: Record<string, string>
  /** The values themselves; what was erased is missing or null. */
  words: Readonly<Record<string, string | null>> | null
  hash: string
}

export const eventView = (event: ShownEvent, clause: EventView['clause']): EventView => ({
  seq: event.seq,
  type: event.type as EventView['type'],
  at: iso(event.at),
  recordedAt: iso(event.recorded_at),
  actor: event.actor,
  subject: { kind: event.subject_kind as EventView['subject']['kind'], id: event.subject_id },
  detail: event.detail,
  values: Object.fromEntries(Object.keys(event.hashes).map(name => [name, shown(name, event.words?.[name] ?? null)])),
  clause,
  hash: event.hash,
})

/** A number is seen whole by revealing it only, which is logged. */
const shown = (name: string, value: string | null): string | null =>
  value !== null && /phone/i.test(name) ? maskPhone(value) : value
