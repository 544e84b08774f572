/** Where something happens, who acts, and which event it is. */
import type { EventType, Facts, Role } from '@sansheng/rulebook/vocabulary'
import type { Site } from '../people.ts'

export const siteFacts = ({ kind, code }: Pick<Site, 'kind' | 'code'>): { site: NonNullable<Facts['site']> } => ({
  site: { kind, code },
})

/** Of several roles at a site the first counts. */
export function momentFacts(
  { roles, probation }: { roles: readonly Role[]; probation: boolean },
  event: { type: EventType; source: NonNullable<NonNullable<Facts['event']>['source']> },
): { agent: NonNullable<Facts['agent']>; event: NonNullable<Facts['event']> } {
  const role = roles[0]
  return { agent: { ...(role ? { role } : {}), probation }, event: { type: event.type, source: event.source } }
}
