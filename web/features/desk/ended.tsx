import { type Contact, contacts, takeBackMinutes } from '@sansheng/contract/contacts.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CircleCheck } from 'lucide-react'
import { useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact, useNow } from '../../app/time.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { FaultNote, Loading } from '../../ui/states.tsx'
import { useEndingLabels } from './ending-labels.ts'
import { useDeskLabels } from './labels.ts'
import { useMatterLabels } from './matter-labels.ts'

/** The number stays on the screen until somebody goes on: it is read out to the customer. */
export function Ended({ contact, onNext }: { contact: Contact; onNext: () => void }) {
  const t = useDeskLabels()
  const m = useMatterLabels()
  const e = useEndingLabels()
  const { siteId, can } = useSession()
  const joined = contact.outcome === 'joined'
  const registered = contact.outcome === 'registered' || joined
  const rows = useCall(
    tickets.list,
    { params: { siteId }, query: { caseId: (joined && contact.joinedCaseId) || contact.caseId, sort: 'newest', limit: 5 } },
    { enabled: registered && can('tickets:read') },
  )
  return (
    <section className="ss-sheet ss-desk-mid ss-desk-ended" aria-live="polite">
      <CircleCheck size={34} strokeWidth={1.5} className="ss-desk-ok" />
      <h2 className="ss-desk-h1">{t('ended', { outcome: t(`outcome_${contact.outcome ?? 'answered'}`) })}</h2>
      {contact.closedAt && (
        <p className="ss-num ss-13 ss-3">{t('endedAt', { at: exact(contact.closedAt, { seconds: true }) })}</p>
      )}
      {registered && rows.isLoading && <Loading />}
      <ul className="ss-col">
        {(rows.data?.items ?? []).map(ticket => (
          <li key={ticket.id} className="ss-desk-made">
            <p className="ss-12 ss-3">{joined ? m('joined') : t('registeredNumber')}</p>
            <p className="ss-num ss-desk-number">{ticket.number}</p>
            <p>{ticket.title}</p>
            <p className="ss-13 ss-2">
              {joined
                ? m('told')
                : ticket.status === 'registered'
                  ? t('registeredOnly', { department: ticket.department?.name ?? t('theDepartment') })
                  : t('dispatched', { department: ticket.department?.name ?? t('departmentNone') })}
            </p>
            <div className="ss-row ss-wrap ss-middle">
              {ticket.nextClock && (
                <>
                  <span className="ss-13">{ticket.nextClock.clause.title}</span>
                  <ClockBadge clock={ticket.nextClock} />
                  <ClauseLink clause={ticket.nextClock.clause} />
                </>
              )}
              <Link to="/tickets/$id" params={{ id: ticket.id }} search={{}}>
                {t('open')}
              </Link>
            </div>
          </li>
        ))}
      </ul>
      {contact.summary && <p className="ss-song ss-desk-said">{contact.summary}</p>}
      {contact.endReason && <p className="ss-13 ss-2">{e('reason', { reason: contact.endReason })}</p>}
      <div className="ss-row ss-wrap ss-middle">
        <Button type="primary" size="large" autoFocus onClick={onNext}>
          {t('next')}
        </Button>
        <TakeBack contact={contact} />
      </div>
    </section>
  )
}

/** What ended by mistake is open again; an answer or a ticket was no mistake of a key. */
function TakeBack({ contact: { id, outcome, closedAt, joinedCaseId } }: { contact: Contact }) {
  const t = useEndingLabels()
  const { siteId, can } = useSession()
  const send = useSend(contacts.takeBack)
  const now = useNow()
  const mistakable = outcome === 'misdialled' || outcome === 'withdrawn' || (outcome === 'joined' && joinedCaseId !== null)
  const inTime = closedAt !== null && now - Date.parse(closedAt) < takeBackMinutes * 60_000
  if (!mistakable || !inTime || !can('contacts:receive')) return null
  return (
    <>
      <Button size="large" loading={send.isPending} onClick={() => send.mutate({ params: { siteId, id } })}>
        {t('takeBack')}
      </Button>
      <span className="ss-12 ss-3">{t('takeBackFor', { minutes: takeBackMinutes })}</span>
      {send.error && <FaultNote fault={send.error} inline />}
    </>
  )
}
