/** A note for whoever comes next. What is typed survives live changes and a refused send. */
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'
import { Button, Checkbox, Input } from 'antd'
import { Repeat2 } from 'lucide-react'
import { useState } from 'react'
import { useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { GateNote } from '../../ui/gate-note.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { useTicketWords } from './words.ts'

export function FollowUpBox({ ticket }: { ticket: Ticket }) {
  const t = useTicketWords()
  const { siteId } = useSession()
  const send = useSend(tickets.followUp)
  const [note, setNote] = useState('')
  const [told, setTold] = useState(false)
  const save = async (override?: { reason: string }) => {
    if (note.trim() === '' || send.isPending) return
    const body = { note, ...(told ? { customerTold: true } : {}), ...(override ? { override } : {}) }
    const done = await send.mutateAsync({ params: { siteId, id: ticket.id }, body }).catch(() => null)
    if (!done) return
    setNote('')
    setTold(false)
  }
  return (
    <section className="ss-sheet ss-ticket-card" aria-label={t('followUp')}>
      <h2 className="ss-h">
        <Repeat2 size={16} /> {t('followUp')}
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
      {send.error &&
        (send.error.code === 'gate.denied' ? (
          <GateNote fault={send.error} busy={send.isPending} onOverride={reason => void save({ reason })} />
        ) : (
          <FaultNote fault={send.error} inline />
        ))}
      <div className="ss-row ss-wrap">
        <Checkbox checked={told} onChange={e => setTold(e.target.checked)}>
          {t('customerTold')}
        </Checkbox>
        <span className="ss-grow" />
        <Button loading={send.isPending} disabled={note.trim() === ''} onClick={() => void save()}>
          {t('saveFollowUp')} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
      <ul className="ss-col">
        {ticket.followUps.map(f => (
          <li key={f.id}>
            <span className="ss-num ss-12 ss-3">{exact(f.at)}</span> {f.by.name}{' '}
            {f.customerTold && <span className="ss-12 ss-3">{t('customerTold')}</span>}
            <p>{f.note}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
