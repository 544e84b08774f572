/** What ticket this is, who answers for it, and the obviously next step. */

import type { Form } from '@sansheng/contract/dispatch.ts'
import type { Ticket } from '@sansheng/contract/tickets.ts'
import { firstCharacter } from '@sansheng/rulebook/vocabulary'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { ArrowLeft, ArrowRight, ChevronDown, Pencil } from 'lucide-react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useKindLabels } from '../../app/labels.ts'
import { exact } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Refused, useAct } from './act-form.tsx'
import { useActLabel } from './act-label.ts'
import { type ActName, acts } from './acts.ts'
import { useTicketLabels } from './labels.ts'

export function Head({ ticket }: { ticket: Ticket }) {
  const t = useTicketLabels()
  const k = useKindLabels()
  const nameOf = useActorName()
  return (
    <header className="ss-row ss-wrap ss-grow ss-ticket-head">
      <Link to="/tickets" aria-label={t('back')} className="ss-ticket-back">
        <ArrowLeft size={20} />
      </Link>
      <div className="ss-grow ss-ticket-title">
        <p className="ss-row ss-wrap">
          <span className="ss-num ss-2">{ticket.number}</span>
          <Mark tone={ticket.status === 'closed' ? 'met' : 'accent'}>{k(ticket.status)}</Mark>
          <Mark>
            {k(ticket.kind)} · {ticket.category}
          </Mark>
          {ticket.urgency !== 'normal' && <Mark tone="over">{k(ticket.urgency)}</Mark>}
          {ticket.waitingFor !== 'nobody' && (
            <Mark tone="paused">
              {t('waiting', { what: k(ticket.waitingFor), at: ticket.waitingSince ? exact(ticket.waitingSince) : '' })}
            </Mark>
          )}
        </p>
        <h1 className="ss-title">{ticket.title}</h1>
      </div>
      <div className="ss-row ss-ticket-people">
        <Who word={t('frontOwner')} name={nameOf(ticket.frontOwner)} />
        <ArrowRight size={16} aria-hidden="true" className="ss-3" />
        <Who
          word={`${t('handler')}${ticket.department ? ` · ${ticket.department.name}` : ''}`}
          name={ticket.handler?.name ?? t('nobody')}
          off={!ticket.handler}
        />
      </div>
    </header>
  )
}

function Who({ word, name, off = false }: { word: string; name: string; off?: boolean }) {
  return (
    <span className="ss-row ss-ticket-who">
      <span className={`ss-face${off ? ' ss-face-off' : ''}`} aria-hidden="true">
        {off ? '·' : firstCharacter(name)}
      </span>
      <span className="ss-ticket-who-text">
        <span className="ss-12 ss-3 ss-el">{word}</span>
        <span className="ss-el">{name}</span>
      </span>
    </span>
  )
}

type ActsProps = {
  ticket: Ticket
  form: Form | null
  first: ActName | null
  rest: ActName[]
  onBegin: (name: ActName) => void
  onWrite: (() => void) | undefined
}
/** The step that nothing has to be said for happens at a press; the others open their form. */
export function Acts({ ticket, form, first, rest, onBegin, onWrite }: ActsProps) {
  const t = useTicketLabels()
  const quick = useAct(first ?? 'arrive', ticket, form)
  const actLabel = useActLabel()
  const atOnce = first !== null && acts[first].fields.length === 0
  const press = () => {
    if (first && atOnce) void quick.run({})
    else if (first) onBegin(first)
  }
  useHotkeys({ g: onWrite, h: first ? press : undefined })
  return (
    <div className="ss-ticket-acts" role="group" aria-label={t('actsLabel')}>
      {atOnce && quick.fault && (
        <Refused fault={quick.fault} busy={quick.busy} onOverride={override => void quick.run({}, override)} />
      )}
      <div className="ss-row">
        {onWrite && (
          <Button size="large" className="ss-ticket-write" icon={<Pencil size={16} />} onClick={onWrite}>
            {t('writeFollowUp')} <Kbd>G</Kbd>
          </Button>
        )}
        {first && (
          <Button type="primary" size="large" className="ss-ticket-first" loading={quick.busy} onClick={press}>
            {actLabel(first, form)} <Kbd>H</Kbd>
          </Button>
        )}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{ items: rest.map(name => ({ key: name, label: actLabel(name, form), onClick: () => onBegin(name) })) }}
          >
            <Button size="large">
              {t('more')} <ChevronDown size={16} />
            </Button>
          </Dropdown>
        )}
      </div>
    </div>
  )
}
