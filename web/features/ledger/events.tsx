import { type LedgerEntry, ledger } from '@sansheng/contract/ledger.ts'
import { Link } from '@tanstack/react-router'
import { joined, labelled } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { daysLater, startOfDay } from '../../app/site-time.ts'
import { exact, full } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { useEventLabels } from '../../ui/event-labels.ts'
import { detailOf } from '../../ui/event-timeline.tsx'
import { useUiLabels } from '../../ui/labels.ts'
import { Pages } from '../../ui/pages.tsx'
import { SubjectLink } from '../../ui/subject-link.tsx'
import type { LedgerLabels } from './labels.ts'
import type { LedgerSearch } from './search.ts'

export function Events({ search, t }: { search: LedgerSearch; t: LedgerLabels }) {
  const { siteId, site } = useSession()
  const query = queryOf(search, site?.zone ?? 'Asia/Shanghai')
  return (
    <Pages
      key={JSON.stringify(query)}
      className="ss-ledger-events"
      route={ledger.listEvents}
      params={{ siteId }}
      query={query}
      empty={t('empty')}
      line={entry => <Entry entry={entry} t={t} />}
    />
  )
}

function queryOf({ group, who, case: caseId, from, to }: LedgerSearch, zone: string) {
  return {
    ...(group ? { group } : {}),
    ...(who ? { personId: who } : {}),
    ...(caseId ? { caseId } : {}),
    ...(from ? { from: instant(startOfDay(from, zone)) } : {}),
    ...(to ? { until: instant(startOfDay(daysLater(to, 1), zone)) } : {}),
  }
}

const instant = (at: number) => new Date(at).toISOString()

function Entry({ entry, t }: { entry: LedgerEntry; t: LedgerLabels }) {
  const [events, ui, nameOf] = [useEventLabels(), useUiLabels(), useActorName()]
  const detail = detailOf(entry, ui)
  return (
    <li className="ss-ledger-event">
      <time className="ss-num" dateTime={entry.at} title={full(entry.at)}>
        {exact(entry.at, { seconds: true })}
      </time>
      <div className="ss-ledger-what">
        <p>
          <b>{entry.actor ? nameOf(entry.actor) : t('product')}</b> {events(entry.type)}
          {detail.length > 0 && <span className="ss-2">{labelled('', joined(detail))}</span>}
        </p>
        <p className="ss-row ss-wrap">
          {entry.clauses.map(clause => (
            <ClauseLink key={clause.anchor} clause={clause} />
          ))}
          {entry.root && <SubjectLink root={entry.root} none={t('unnamed')} className="ss-13" />}
        </p>
      </div>
      <p className="ss-row ss-wrap ss-12 ss-3 ss-ledger-where">
        <span>{t('source', { source: t(entry.source) })}</span>
        {entry.recordedAt !== entry.at && <span>{t('late', { at: exact(entry.recordedAt, { seconds: true }) })}</span>}
        <Link to="/ledger" search={{ case: entry.caseId }} title={entry.hash}>
          <span className="ss-num">{entry.caseId.slice(0, 8)}</span> {t('at', { seq: entry.seq })}
        </Link>
        <span>{entry.seal === null ? t('notSealed') : t('sealed', { number: entry.seal })}</span>
      </p>
    </li>
  )
}
