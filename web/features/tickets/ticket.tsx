/** One ticket: all its clocks, what happened, what to do next, and why a clock stands where it stands. */
import { callbacks as callbackRoutes } from '@sansheng/contract/callbacks.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Avatar, Button, Dropdown } from 'antd'
import { ArrowLeft, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { useKindWords } from '../../app/words.ts'
import { ClockStrip } from '../../ui/clock-strip.tsx'
import { EventTimeline } from '../../ui/event-timeline.tsx'
import { EvidenceTrail } from '../../ui/evidence-trail.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Loading, Shown } from '../../ui/states.tsx'
import { ActForm, Refused, useActs } from './act-form.tsx'
import { type ActName, acts, nextActs } from './acts.ts'
import { CallbackCard, FormsCard, Matter } from './cards.tsx'
import { FollowUpBox } from './follow-up.tsx'
import './ticket.css'
import { useTicketWords } from './words.ts'

const here = getRouteApi('/shell/tickets/$id')

export function TicketScreen() {
  const { id } = here.useParams()
  const { siteId } = useSession()
  const ticket = useCall(tickets.get, { params: { siteId, id } })
  return <Shown of={ticket}>{data => <Page key={data.id} ticket={data} />}</Shown>
}

function Page({ ticket }: { ticket: Ticket }) {
  const t = useTicketWords()
  const { siteId, can } = useSession()
  const search = here.useSearch()
  const go = here.useNavigate()
  const at = { params: { siteId, id: ticket.id } }
  const history = useCall(tickets.history, at)
  const forms = useCall(
    dispatch.list,
    { params: { siteId }, query: { ticketId: ticket.id, limit: 20 } },
    { enabled: can('dispatch:read') },
  )
  const calls = useCall(callbackRoutes.list, { params: { siteId }, query: { ticketId: ticket.id, limit: 20 } })
  const [marked, setMarked] = useState<number | null>(null)
  const form = forms.data?.items.find(f => f.status !== 'withdrawn') ?? null
  const acting = useActs(ticket, form?.id ?? null, form?.version ?? null)
  const known = !forms.isLoading && !calls.isLoading
  const names = known ? nextActs(ticket, form, (calls.data?.items.length ?? 0) > 0).filter(name => can(acts[name].needs)) : []
  const [first, ...rest] = names
  const press = (name: ActName) => (acts[name].fields.length > 0 ? acting.begin(name) : void begin(name))
  const begin = async (name: ActName) => {
    if (!(await acting.run(acts[name], {}))) setQuick(name)
  }
  const [quick, setQuick] = useState<ActName | null>(null)
  const select = (clock: string | undefined) => void go({ search: clock ? { clock } : {}, replace: true })
  useHotkeys({
    Escape: () => select(undefined),
    g: () => document.getElementById('follow-up')?.focus(),
    h: first ? () => press(first) : undefined,
  })
  return (
    <div className="ss-ticket">
      <Head ticket={ticket}>
        {first && (
          <Button
            type={ticket.status === 'closed' ? 'default' : 'primary'}
            size="large"
            loading={acting.busy}
            onClick={() => press(first)}
          >
            {t(first)} <Kbd>H</Kbd>
          </Button>
        )}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{ items: rest.map(name => ({ key: name, label: t(name), onClick: () => press(name) })) }}
          >
            <Button size="large">
              {t('more')} <ChevronDown size={16} />
            </Button>
          </Dropdown>
        )}
      </Head>
      {quick && !acting.current && (
        <Refused acting={acting} onOverride={reason => void acting.run(acts[quick], {}, { reason })} />
      )}
      <ClockStrip
        clocks={ticket.clocks}
        selected={search.clock ?? null}
        onSelect={id => select(id === search.clock ? undefined : id)}
      />
      <div className={`ss-ticket-cols${search.clock ? ' ss-open' : ''}`}>
        <section className="ss-sheet ss-ticket-history">
          <Shown of={history}>
            {({ items, verified }) => <EventTimeline events={items} verified={verified} marked={marked} />}
          </Shown>
        </section>
        <div className="ss-col ss-ticket-mid">
          <Matter ticket={ticket} />
          <FormsCard forms={forms.data?.items ?? []} />
          {ticket.status !== 'closed' && can('tickets:work') && <FollowUpBox ticket={ticket} />}
          <CallbackCard
            calls={calls.data?.items ?? []}
            {...(names.includes('makeCallback') ? { onMake: () => press('makeCallback') } : {})}
          />
        </div>
        <Sheet open={search.clock !== undefined} onClose={() => select(undefined)} title={t('pickClock')}>
          {search.clock && <Why id={search.clock} onClose={() => select(undefined)} onEvent={setMarked} />}
        </Sheet>
      </div>
      <ActForm acting={acting} ticket={ticket} />
    </div>
  )
}

function Why({ id, onClose, onEvent }: { id: string; onClose: () => void; onEvent: (seq: number) => void }) {
  const { siteId } = useSession()
  const why = useCall(standards.explainClock, { params: { siteId, id } })
  if (!why.data && !why.error) return <Loading />
  return <Shown of={why}>{explanation => <EvidenceTrail explanation={explanation} onClose={onClose} onEvent={onEvent} />}</Shown>
}

function Head({ ticket, children }: { ticket: Ticket; children: React.ReactNode }) {
  const t = useTicketWords()
  const k = useKindWords()
  return (
    <header className="ss-row ss-wrap ss-ticket-head">
      <Link to="/tickets" aria-label={t('back')} className="ss-ticket-back">
        <ArrowLeft size={20} />
      </Link>
      <div className="ss-grow ss-ticket-title">
        <p className="ss-row ss-wrap">
          <span className="ss-num">{ticket.number}</span>
          <Mark tone="accent">{k(ticket.status)}</Mark>
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
      <Who word={t('frontOwner')} name={ticket.frontOwner.name} />
      <span aria-hidden="true" className="ss-3">
        →
      </span>
      <Who
        word={`${t('handler')}${ticket.department ? ` · ${ticket.department.name}` : ''}`}
        name={ticket.handler?.name ?? t('nobody')}
      />
      {children}
    </header>
  )
}

function Who({ word, name }: { word: string; name: string }) {
  return (
    <span className="ss-row ss-ticket-who">
      <Avatar size={32}>{name.slice(0, 1)}</Avatar>
      <span>
        <span className="ss-12 ss-3">{word}</span>
        <br />
        {name}
      </span>
    </span>
  )
}
