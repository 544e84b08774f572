import type { Override } from '@sansheng/contract/clocks.ts'
/** A note for whoever comes next. What is typed survives live changes and a refused send. */
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'
import { facts } from '@sansheng/rulebook/vocabulary'
import { Button, Checkbox, Input } from 'antd'
import { Repeat2 } from 'lucide-react'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact, full } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Refused } from './act-form.tsx'
import type { Values } from './acts.ts'
import { useTicketLabels } from './labels.ts'

const { nobody: _, ...waits } = facts.ticket.fields.waitingFor.values

export function FollowUpBox({ ticket, onWait }: { ticket: Ticket; onWait: (preset: Values) => void }) {
  const t = useTicketLabels()
  const k = useKindLabels()
  const nameOf = useActorName()
  const { siteId } = useSession()
  const send = useSend(tickets.followUp)
  const [note, setNote] = useState('')
  const [informed, setInformed] = useState(false)
  const save = async (override?: Override) => {
    if (note.trim() === '' || send.isPending) return
    const body = { note, ...(informed ? { customerInformed: true } : {}), ...(override ? { override } : {}) }
    const done = await send.mutateAsync({ params: { siteId, id: ticket.id }, body }).catch(() => null)
    if (!done) return
    setNote('')
    setInformed(false)
  }
  const cadence = ticket.clocks.find(c => c.kind === 'cadence' && (c.state === 'running' || c.state === 'paused'))
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={t('followUp')}>
      <h2 className="ss-h">
        <Repeat2 size={16} /> <span className="ss-grow">{t('followUp')}</span>
        {cadence && <ClockBadge clock={cadence} />}
      </h2>
      <Input.TextArea
        id="follow-up"
        aria-label={t('followUpHint')}
        placeholder={t('followUpHint')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={note}
        onChange={e => setNote(e.target.value)}
        onKeyDown={e => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void save()
        }}
      />
      <Refused fault={send.error} busy={send.isPending} onOverride={override => void save(override)} />
      <div className="ss-row ss-wrap">
        {ticket.waitingFor === 'nobody' &&
          (Object.keys(waits) as (keyof typeof waits)[]).map(who => (
            <Button
              key={who}
              size="small"
              onClick={() => onWait({ waitingFor: who, ...(note.trim() ? { reason: note.trim() } : {}) })}
            >
              {k(who)}
            </Button>
          ))}
        <span className="ss-grow" />
        <Checkbox checked={informed} onChange={e => setInformed(e.target.checked)}>
          {t('customerInformed')}
        </Checkbox>
        <Button loading={send.isPending} disabled={note.trim() === ''} onClick={() => void save()}>
          {t('saveFollowUp')} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
      {ticket.followUps.length > 0 && (
        <ol className="ss-ticket-notes ss-13">
          {ticket.followUps.map(f => (
            <li key={f.id}>
              <time className="ss-num ss-12 ss-3" dateTime={f.at} title={full(f.at)}>
                {exact(f.at)}
              </time>
              <div>
                <b>{nameOf(f.by)}</b> {f.customerInformed && <span className="ss-12 ss-3">{t('customerInformed')}</span>}
                <p>{f.note ?? t('erased')}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
