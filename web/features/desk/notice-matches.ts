import type { Contact } from '@sansheng/contract/contacts.ts'
import { type Notice, notices } from '@sansheng/contract/notices.ts'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { useSettled } from '../../app/settled.ts'
import type { Draft } from './draft.ts'
import { placeTyped } from './intake-facts.ts'

/** Notices in force for the place, once the address stands still for a moment. */
export function useNoticeMatches(contact: Contact, draft: Draft): Notice[] {
  const { siteId, can } = useSession()
  const place = placeTyped(contact, draft)
  const address = useSettled(place.address, 300)
  const query = { ...(address ? { address } : {}), ...(place.premisesId ? { premisesId: place.premisesId } : {}) }
  const somewhere = address.length >= 2 || place.premisesId !== null
  const match = useCall(notices.match, { params: { siteId }, query }, { enabled: somewhere && can('notices:read'), keep: true })
  return somewhere ? (match.data?.items ?? []) : []
}
