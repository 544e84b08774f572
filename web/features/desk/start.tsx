import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import {
  AppWindow,
  ChevronDown,
  DoorOpen,
  Footprints,
  Mail,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Phone,
  Radio,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { keyOf, useCall, useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useEndingLabels } from './ending-labels.ts'
import { useDeskLabels } from './labels.ts'
import { isNothing, readUnsent } from './unsent.ts'
import { openContacts } from './waiting.ts'

type Way = { channel: Contact['channel']; icon: typeof Phone }
const near: Way[] = [
  { channel: 'phone', icon: Phone },
  { channel: 'visit', icon: Footprints },
  { channel: 'wechat', icon: MessageCircle },
  { channel: 'chat', icon: MessagesSquare },
]
const far: Way[] = [
  { channel: 'app', icon: AppWindow },
  { channel: 'sms', icon: MessageSquareText },
  { channel: 'email', icon: Mail },
  { channel: 'intercom', icon: Radio },
  { channel: 'field', icon: DoorOpen },
]

/** A second press so soon means the contact that has just been opened, as long as nothing is in it. */
const samePress = 2 * 60_000

/** One key takes a contact: the clock starts with it, who and what follow. */
export function useStart(onStarted: (contactId: string) => void) {
  const { siteId, can } = useSession()
  const send = useSend(contacts.receive)
  const emptyOf = useEmptyContact()
  const [again, setAgain] = useState(false)
  const running = useRef(false)
  const may = can('contacts:receive')
  const start = (channel: Contact['channel']) => {
    // a key that is pressed twice comes before the screen is drawn anew
    if (!may || running.current) return
    const empty = emptyOf(channel)
    setAgain(empty !== null)
    if (empty !== null) return onStarted(empty)
    running.current = true
    send.mutate(
      { params: { siteId }, body: { channel } },
      {
        onSuccess: ({ contact }) => onStarted(contact.id),
        onSettled: () => {
          running.current = false
        },
      },
    )
  }
  useHotkeys({ F2: () => start('phone'), n: () => start('phone') })
  return { start, busy: send.isPending, fault: send.error, again, may }
}

/** The contact of this channel that the agent has just opened and that holds nothing yet. */
function useEmptyContact(): (channel: Contact['channel']) => string | null {
  const { siteId, me, can } = useSession()
  const client = useQueryClient()
  const started = useRef<Contact[]>([])
  const open = useCall(contacts.list, openContacts(siteId), { enabled: can('contacts:read'), keep: true }).data?.items
  started.current = open ?? []
  return channel => {
    const empty = started.current.find(
      contact =>
        contact.channel === channel &&
        contact.receiver.id === me.person.id &&
        serverNow() - Date.parse(contact.receivedAt) < samePress &&
        isEmpty(contact) &&
        isNothing(readUnsent(me.person.id, contact.id)) &&
        !client.getQueryData<ReplyOf<typeof contacts.draft>>(keyOf(contacts.draft, { params: { siteId, id: contact.id } }))
          ?.draft,
    )
    return empty?.id ?? null
  }
}
const isEmpty = ({ customer, premises, address, phoneMasked, about, summary, noticeGiven }: Contact): boolean =>
  !customer && !premises && !address && !phoneMasked && !about && !summary && !noticeGiven

export type Start = ReturnType<typeof useStart>

export function StartBar({ start: { start, busy, fault, again, may } }: { start: Start }) {
  const t = useDeskLabels()
  const e = useEndingLabels()
  const words = useKindLabels()
  if (!may) return null
  return (
    <section className="ss-desk-start" aria-label={t('start')}>
      <Button type="primary" icon={<Phone size={15} />} loading={busy} onClick={() => start('phone')}>
        {t('startPhone')} <Kbd>F2</Kbd>
      </Button>
      {near.slice(1).map(({ channel, icon: Icon }) => (
        <Button key={channel} disabled={busy} icon={<Icon size={15} />} onClick={() => start(channel)}>
          {words(channel)}
        </Button>
      ))}
      <Dropdown
        trigger={['click']}
        disabled={busy}
        menu={{
          items: far.map(({ channel, icon: Icon }) => ({
            key: channel,
            label: words(channel),
            icon: <Icon size={15} />,
            onClick: () => start(channel),
          })),
        }}
      >
        <Button icon={<ChevronDown size={15} />}>{t('startOther')}</Button>
      </Dropdown>
      {again && (
        <span className="ss-13 ss-2" role="status">
          {e('stillEmpty')}
        </span>
      )}
      {fault && <FaultNote fault={fault} inline />}
    </section>
  )
}
