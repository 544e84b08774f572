import type { Ticket } from '@sansheng/contract/tickets.ts'
import { PhoneIncoming } from 'lucide-react'
import { useKindLabels } from '../../app/labels.ts'
import { exact, full } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { useJoinedLabels } from './joined-labels.ts'

/** Who called again about the same thing, and what was said; the newest first. */
export function JoinedCard({ joined }: { joined: Ticket['joined'] }) {
  const t = useJoinedLabels()
  const words = useKindLabels()
  const nameOf = useActorName()
  if (joined.length === 0) return null
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={t('again')}>
      <h2 className="ss-h">
        <PhoneIncoming size={16} /> {t('count', { count: joined.length })}
      </h2>
      <ol className="ss-ticket-notes ss-13">
        {joined.toReversed().map(contact => (
          <li key={contact.contactId}>
            <time className="ss-num ss-12 ss-3" dateTime={contact.at} title={full(contact.at)}>
              {exact(contact.at)}
            </time>
            <div>
              {[contact.customerName, words(contact.channel), t('by', { name: nameOf(contact.receiver) })]
                .filter(Boolean)
                .join(' · ')}
              {contact.summary && <p className="ss-song ss-ticket-said">{contact.summary}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
