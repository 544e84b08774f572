/** One ticket: all its clocks, what happened, what to do next, and why a clock stands where it stands. */
import { callbacks as callbackRoutes } from '@sansheng/contract/callbacks.ts'
import { dispatch } from '@sansheng/contract/dispatch.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { type Ticket, tickets } from '@sansheng/contract/tickets.ts'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call, useCall } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { ClockStrip } from '../../ui/clock-strip.tsx'
import { EventTimeline } from '../../ui/event-timeline.tsx'
import { EvidenceTrail } from '../../ui/evidence-trail.tsx'
import { ExemptionActs } from '../../ui/exemption-acts.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Shown } from '../../ui/states.tsx'
import { ActForm } from './act-form.tsx'
import { type ActName, acts, type FieldName, nextActs, type Values } from './acts.ts'
import { CallbackCard, Matter, Warnings } from './cards.tsx'
import { FollowUpBox } from './follow-up.tsx'
import { FormsCard } from './form-card.tsx'
import { Acts, Head } from './head.tsx'
import './ticket.css'
import { JoinedCard } from './joined-card.tsx'
import { useTicketLabels } from './labels.ts'

const here = getRouteApi('/shell/tickets/$id')

export function TicketScreen() {
  const { id } = here.useParams()
  const { siteId } = useSession()
  const ticket = useCall(tickets.get, { params: { siteId, id } })
  return <Shown of={ticket}>{data => <Page key={data.id} ticket={data} />}</Shown>
}

function Page({ ticket }: { ticket: Ticket }) {
  const t = useTicketLabels()
  const { me, siteId, can } = useSession()
  const { clock } = here.useSearch()
  const go = here.useNavigate()
  const about = { params: { siteId }, query: { ticketId: ticket.id, limit: 20 } }
  const history = useCall(tickets.history, { params: { siteId, id: ticket.id } })
  const forms = useCall(dispatch.list, about, { enabled: can('dispatch:read') })
  const calls = useCall(callbackRoutes.list, about)
  const [marked, setMarked] = useState<number | null>(null)
  const [doing, setDoing] = useState<{ name: ActName; preset?: Values; focus?: FieldName } | null>(null)
  useRead(ticket.id)
  const form = forms.data?.items.find(f => f.status !== 'withdrawn') ?? null
  const reopenedAt = history.data?.items.findLast(e => e.type === 'ticket.reopened')?.at ?? null
  const answer = calls.data?.items.find(c => c.result !== 'unreached' && c.at > (reopenedAt ?? ''))
  const calledBack = answer !== undefined
  const unhappy = answer?.result === 'unsatisfied' ? answer : null
  const who = { me: me.person.id, inspects: can('dispatch:inspect') }
  const known = history.data && !forms.isLoading && !calls.isLoading
  const { next, other } = known
    ? nextActs(ticket, { form, calledBack, reopenedAt, who, unhappy: unhappy !== null })
    : { next: [], other: [] }
  const may = (name: ActName) => can(acts[name].needs)
  const [first = null, ...rest] = next.filter(may)
  const select = (id: string | undefined) => void go({ search: id ? { clock: id } : {}, replace: true })
  useHotkeys({ Escape: clock && !doing ? () => select(undefined) : undefined })
  const mayFollowUp = ticket.status !== 'closed' && can('tickets:work')
  return (
    <div className="ss-ticket">
      <div className="ss-row ss-wrap ss-ticket-top">
        <Head ticket={ticket} />
        <Acts
          key={first}
          ticket={ticket}
          form={form}
          first={first}
          rest={[...rest, ...other.filter(may)]}
          onBegin={name => setDoing({ name })}
          onWrite={mayFollowUp ? () => document.getElementById('follow-up')?.focus() : undefined}
        />
      </div>
      <Warnings violations={ticket.warnings} />
      <ClockStrip clocks={ticket.clocks} selected={clock ?? null} onSelect={id => select(id === clock ? undefined : id)} />
      <div className={`ss-ticket-cols${clock ? ' ss-open' : ''}`}>
        <div className="ss-sheet ss-ticket-history">
          <Shown of={history}>
            {({ items, verified }) => <EventTimeline events={items} verified={verified} marked={marked} />}
          </Shown>
        </div>
        <div className="ss-col ss-ticket-mid">
          <Matter
            ticket={ticket}
            onCorrect={may('change') && ticket.status !== 'closed' ? focus => setDoing({ name: 'change', focus }) : undefined}
          />
          <JoinedCard joined={ticket.joined} />
          <FormsCard
            forms={forms.data?.items ?? []}
            onBegin={may('dispatch') ? () => setDoing({ name: 'dispatch' }) : undefined}
          />
          {mayFollowUp && <FollowUpBox ticket={ticket} onWait={preset => setDoing({ name: 'wait', preset })} />}
          <CallbackCard
            ticket={ticket}
            calls={calls.data?.items ?? []}
            onMake={may('makeCallback') ? preset => setDoing({ name: 'makeCallback', preset }) : undefined}
          />
        </div>
        <Sheet open={clock !== undefined} onClose={() => select(undefined)} title={t('evidence')}>
          {clock && <Why id={clock} onClose={() => select(undefined)} onEvent={setMarked} />}
        </Sheet>
      </div>
      {doing && (
        <ActForm
          key={doing.name}
          name={doing.name}
          ticket={ticket}
          form={form}
          unhappy={unhappy}
          {...(doing.preset ? { preset: doing.preset } : {})}
          {...(doing.focus ? { focus: doing.focus } : {})}
          onElsewhere={name => setDoing({ name })}
          onClose={() => setDoing(null)}
        />
      )}
    </div>
  )
}

/** Whoever opens a ticket has read what the bell says of it. */
function useRead(id: string): void {
  const { siteId, can } = useSession()
  const client = useQueryClient()
  const hears = can('notifications:read')
  useEffect(() => {
    if (!hears) return
    const rung = () => client.invalidateQueries({ predicate: q => String(q.queryKey[0]).includes('/notifications') })
    call(tickets.markRead, { params: { siteId, id } }).then(rung, () => {})
  }, [client, hears, siteId, id])
}

function Why({ id, onClose, onEvent }: { id: string; onClose: () => void; onEvent: (seq: number) => void }) {
  const { siteId } = useSession()
  const why = useCall(standards.explainClock, { params: { siteId, id } })
  const point = (seq: number) => {
    onEvent(seq)
    setTimeout(() => document.getElementById(`event-${seq}`)?.scrollIntoView({ block: 'center' }))
  }
  return (
    <Shown of={why}>
      {explanation => (
        <EvidenceTrail
          explanation={explanation}
          onClose={onClose}
          onEvent={point}
          acts={<ExemptionActs key={id} siteId={siteId} explanation={explanation} />}
        />
      )}
    </Shown>
  )
}
