import { type Contact, contacts } from '@sansheng/contract/contacts.ts'
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
import { useSend } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useDeskLabels } from './labels.ts'

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

/** One key takes a contact: the clock starts with it, who and what follow. */
export function useStart(onStarted: (contactId: string) => void) {
  const { siteId, can } = useSession()
  const send = useSend(contacts.receive)
  const may = can('contacts:receive')
  const start = (channel: Contact['channel']) => {
    if (!may || send.isPending) return
    send.mutate({ params: { siteId }, body: { channel } }, { onSuccess: ({ contact }) => onStarted(contact.id) })
  }
  useHotkeys({ F2: () => start('phone'), n: () => start('phone') })
  return { start, busy: send.isPending, fault: send.error, may }
}
export type Start = ReturnType<typeof useStart>

export function StartBar({ start: { start, busy, fault, may } }: { start: Start }) {
  const t = useDeskLabels()
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
      {fault && <FaultNote fault={fault} inline />}
    </section>
  )
}
