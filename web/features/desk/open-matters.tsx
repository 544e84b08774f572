/** The second call about the same thing: what is open of this caller, this address, this notice, to be joined instead of registered again. */
import type { Contact } from '@sansheng/contract/contacts.ts'
import { type OpenMatter, tickets } from '@sansheng/contract/tickets.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Combine } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { useSettled } from '../../app/settled.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import type { Draft } from './draft.ts'
import { placeTyped } from './intake-facts.ts'
import { useMatterLabels } from './matter-labels.ts'

export type Matters = { items: OpenMatter[]; more: boolean }
const none: Matters = { items: [], more: false }

/** Asked again when who, where or which notice changes; a typed address once it stands still for a moment. */
export function useOpenMatters(contact: Contact, draft: Draft, noticeId: string | null): Matters {
  const { siteId, can } = useSession()
  const place = placeTyped(contact, draft)
  const address = useSettled(place.address, 300)
  const about = {
    ...(draft.customerId ? { customerId: draft.customerId } : {}),
    ...(place.premisesId ? { premisesId: place.premisesId } : {}),
    ...(address.length >= 2 ? { address } : {}),
    ...(noticeId ? { noticeId } : {}),
  }
  const known = Object.keys(about).length > 0 || contact.phoneMasked !== null
  const found = useCall(
    tickets.openMatters,
    { params: { siteId }, query: { contactId: contact.id, ...about } },
    { enabled: known && can('tickets:read'), keep: true },
  )
  return (known && found.data) || none
}

const shownAtFirst = 3

/** `hotkey`: the digit that joins the first of them. */
type Props = { matters: Matters; hotkey: number; busy: boolean; onJoin: (matter: OpenMatter) => void }
export function OpenMatters({ matters: { items, more }, hotkey, busy, onJoin }: Props) {
  const t = useMatterLabels()
  const [all, setAll] = useState(false)
  if (items.length === 0) return null
  const shown = all ? items : items.slice(0, shownAtFirst)
  return (
    <section className="ss-desk-sec ss-desk-matters" aria-label={t('open')} aria-live="polite">
      <h2 className="ss-h">
        <Combine size={16} strokeWidth={1.75} /> {t('open')}
      </h2>
      <ul className="ss-col">
        {shown.map((matter, index) => (
          <Matter
            key={matter.ticket.id}
            matter={matter}
            hotkey={index === 0 ? hotkey : null}
            busy={busy}
            onJoin={() => onJoin(matter)}
          />
        ))}
      </ul>
      {shown.length < items.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('all')}
        </Button>
      )}
      {all && more && <p className="ss-12 ss-3">{t('more')}</p>}
    </section>
  )
}

function Matter({
  matter,
  hotkey,
  busy,
  onJoin,
}: {
  matter: OpenMatter
  hotkey: number | null
  busy: boolean
  onJoin: () => void
}) {
  const t = useMatterLabels()
  const words = useKindLabels()
  const { ticket, same, contacts } = matter
  return (
    <li className="ss-row ss-desk-matter">
      <div className="ss-grow">
        <div className="ss-row ss-wrap">
          <Link to="/tickets/$id" params={{ id: ticket.id }} search={{}} className="ss-num">
            {ticket.number}
          </Link>
          <span className="ss-12 ss-2">{words(ticket.status)}</span>
          {ticket.nextClock && <ClockBadge clock={ticket.nextClock} />}
        </div>
        <p className="ss-13 ss-desk-matter-title">{ticket.title}</p>
        <p className="ss-12 ss-2">
          {[...same.map(one => t(`same_${one}`)), ...(contacts > 1 ? [t('contacts', { count: contacts })] : [])].join(' · ')}
        </p>
      </div>
      <Button disabled={busy} title={t('joinHint')} onClick={onJoin} aria-label={`${t('join')} ${ticket.number}`}>
        {t('join')} {hotkey !== null && <Kbd>{`Alt ${hotkey}`}</Kbd>}
      </Button>
    </li>
  )
}
