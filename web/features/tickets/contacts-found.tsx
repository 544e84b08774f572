import { contacts } from '@sansheng/contract/contacts.ts'
import { Link } from '@tanstack/react-router'
import { useCall } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact, full } from '../../app/time.ts'
import { useTicketLabels } from './labels.ts'

/** Contacts that made no ticket and have the words that are searched; nothing when there are none. */
export function ContactsFound({ q }: { q: string }) {
  const t = useTicketLabels()
  const k = useKindLabels()
  const { siteId, can } = useSession()
  const query = { q, withoutTicket: true, limit: 10 }
  const found = useCall(contacts.list, { params: { siteId }, query }, { enabled: can('contacts:read') })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="ss-sheet ss-tickets-contacts" aria-label={t('contactsFound')}>
      <h2 className="ss-h">{t('contactsFound')}</h2>
      <ul className="ss-13">
        {items.map(c => (
          <li key={c.id} className="ss-row">
            <time className="ss-num ss-12 ss-3" dateTime={c.receivedAt} title={full(c.receivedAt)}>
              {exact(c.receivedAt)}
            </time>
            <Link to="/desk" search={{ contact: c.id } as never}>
              {k(c.channel)} · {c.customer?.name ?? c.phoneMasked?.replaceAll('*', '•') ?? t('unknownCaller')}
              {c.summary ? ` · ${c.summary}` : ''}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
