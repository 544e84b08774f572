/** The draft of one contact: kept on the server while it is typed, so that every device of the agent has it. */
import { contacts } from '@sansheng/contract/contacts.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, isFault, keyOf, useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import type { Patch } from './draft.ts'
import {
  dropped,
  type FieldName,
  isNothing,
  leftOf,
  nothing,
  patched,
  readUnsent,
  typed,
  type Unsent,
  writeUnsent,
} from './unsent.ts'

type Kept = ReplyOf<typeof contacts.draft>
/** Words stand still for so long before they are sent. */
const pause = 600

export function useKeptDraft(contactId: string) {
  const { siteId, me } = useSession()
  const personId = me.person.id
  const input = { params: { siteId, id: contactId } }
  const kept = useCall(contacts.draft, input)
  const [unsent, setUnsent] = useState<Unsent>(() => readUnsent(personId, contactId))
  const latest = useRef(unsent)
  const put = useCallback(
    (next: Unsent) => {
      latest.current = next
      writeUnsent(personId, contactId, next)
      setUnsent(next)
    },
    [personId, contactId],
  )
  const { send, failed, hold } = useSending(siteId, contactId, latest, put)
  useEffect(() => {
    if (isNothing(unsent)) return
    const timer = setTimeout(() => void send(), pause)
    return () => clearTimeout(timer)
  }, [unsent, send])
  useEffect(() => {
    const again = () => void send()
    window.addEventListener('online', again)
    return () => {
      window.removeEventListener('online', again)
      again()
    }
  }, [send])
  return {
    patch: patched(kept.data?.draft?.fields ?? {}, unsent),
    change: useCallback((part: Patch) => put(typed(latest.current, part)), [put]),
    drop: useCallback((names: FieldName[]) => put(dropped(latest.current, names)), [put]),
    /** Runs what ends the contact; nothing is sent meanwhile, and when it has ended nothing is left to send. */
    untilEnded: async (act: () => Promise<void>): Promise<void> => {
      hold(true)
      try {
        await act()
        put(nothing)
      } finally {
        hold(false)
        void send()
      }
    },
    keep: send,
    savedAt: kept.data?.draft?.savedAt ?? null,
    /** What was typed last lies on this device only. */
    unkept: failed && !isNothing(unsent),
  }
}

/** Sends what is unsent, one request at a time. */
function useSending(siteId: number, contactId: string, latest: { current: Unsent }, put: (next: Unsent) => void) {
  const client = useQueryClient()
  const [failed, setFailed] = useState(false)
  const running = useRef<Promise<void> | null>(null)
  const held = useRef(false)
  const hold = useCallback((on: boolean) => {
    held.current = on
  }, [])
  const send = useCallback(async (): Promise<void> => {
    // several may wait; the first of them sends, and the others wait for that
    while (running.current) await running.current
    if (held.current || isNothing(latest.current)) return
    const sending = latest.current
    const params = { siteId, id: contactId }
    const sendOnce = async (): Promise<void> => {
      try {
        const { savedAt } = await call(contacts.saveDraft, { params, body: { fields: sending.fields, drop: [...sending.drop] } })
        const queryKey = keyOf(contacts.draft, { params })
        // what was asked before it was kept does not know it
        await client.cancelQueries({ queryKey })
        client.setQueryData<Kept>(queryKey, before => ({
          draft: { fields: patched(before?.draft?.fields ?? {}, sending), savedAt },
        }))
        put(leftOf(latest.current, sending))
        setFailed(false)
      } catch (error) {
        if (!isFault(error)) throw error
        setFailed(true)
      } finally {
        running.current = null
      }
    }
    running.current = sendOnce()
    await running.current
  }, [client, siteId, contactId, latest, put])
  return { send, failed, hold }
}
