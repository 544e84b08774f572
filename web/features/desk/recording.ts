import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import { useRef, useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'
import { type Draft, type Patch, recordBody } from './draft.ts'

/** Writes down what is typed about a contact: only what differs from what was sent last. `drop` forgets what the server knows now. */
export function useRecording(contact: Contact, draft: Draft, drop: (keys: (keyof Patch)[]) => void) {
  const { siteId } = useSession()
  const record = useSend(contacts.record)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const sent = useRef('')
  const write = async (extra: Patch = {}) => {
    const body = recordBody({ ...draft, ...extra }, contact)
    const words = JSON.stringify(body)
    if (!body || words === sent.current) return
    await record.mutateAsync({ params: { siteId, id: contact.id }, body })
    sent.current = words
    setSavedAt(serverNow())
    if (body.customer?.name || body.customer?.phone) drop(['customerId', 'name', 'phone'])
  }
  return { write, savedAt, saving: record.isPending }
}
