import { ledger } from '@sansheng/contract/ledger.ts'
import { useSearch } from '@tanstack/react-router'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { Shown } from '../../ui/states.tsx'
import { Events } from './events.tsx'
import { Filters } from './filters.tsx'
import { useLedgerLabels } from './labels.ts'
import './ledger.css'
import { Proof } from './proof.tsx'

/** For the auditor: what happened at the site, by whom, and whether the ledger is as it was written. */
export function LedgerScreen() {
  const t = useLedgerLabels()
  const { siteId } = useSession()
  const search = useSearch({ from: '/shell/ledger' })
  const overview = useCall(ledger.overview, { params: { siteId } })
  return (
    <div className="ss-page ss-ledger">
      <header>
        <h1 className="ss-title">{t('title')}</h1>
        <p className="ss-13 ss-2">{t('lead')}</p>
      </header>
      <Shown of={overview}>{found => <Proof overview={found} caseId={search.case} t={t} />}</Shown>
      <section className="ss-sheet ss-ledger-list" aria-label={t('events')}>
        <Filters search={search} t={t} />
        <Events search={search} t={t} />
      </section>
    </div>
  )
}
