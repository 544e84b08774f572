import { type ComplianceTable, compliance, type Grouping, groupings, type Unit, units } from '@sansheng/contract/compliance.ts'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, CircleHelp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { full, serverNow } from '../../app/time.ts'
import { Empty, FaultNote, Loading } from '../../ui/states.tsx'
import './compliance.css'
import { Drill, type Drilled } from './drill.tsx'
import { Filters } from './filters.tsx'
import { ComplianceGrid } from './grid.tsx'
import { type ComplianceLabels, useComplianceLabels } from './labels.ts'
import { Meanings } from './meanings.tsx'
import { instantsOf, rangeNamed } from './range.ts'
import type { ComplianceSearch } from './search.ts'
import { shownRows } from './table-read.ts'
import { Targets } from './targets.tsx'

const here = getRouteApi('/shell/standard/compliance')

/** Long periods are dear to count: the table asks once a minute and when a figure is opened, not at every event of the site. */
const again = 60_000

/** How each clause was kept, period by period, and the way from every figure to the cases behind it. */
export function ComplianceScreen() {
  const t = useComplianceLabels()
  const { siteId, site } = useSession()
  const search = here.useSearch()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const unit = (search.unit && search.unit in units ? search.unit : 'week') as Unit
  const group = (search.group && search.group in groupings ? search.group : 'none') as Grouping
  const range = rangeNamed(search.range)
  const { from, to } = instantsOf(range, serverNow(), zone, search)
  const read = useCall(
    compliance.table,
    { params: { siteId }, query: { from, to, unit, group } },
    { enabled: siteId > 0, keep: true, refetchInterval: again },
  )
  const [meanings, setMeanings] = useState(false)
  return (
    <div className="ss-page ss-compliance">
      <header className="ss-row ss-wrap ss-compliance-head">
        <Link to="/standard" className="ss-row ss-13" aria-label={t('back')}>
          <ArrowLeft size={16} aria-hidden="true" /> {t('back')}
        </Link>
        <h1 className="ss-title">{t('title')}</h1>
        <span className="ss-grow ss-12 ss-3">
          {t('spanOf', { from: full(from).slice(0, 16), to: full(to).slice(0, 16), zone })}
          {read.data && ` · ${t('contacts', { count: read.data.contacts.toLocaleString('zh-CN') })}`}
        </span>
        <button type="button" className="ss-bare ss-link ss-row ss-13" onClick={() => setMeanings(true)}>
          <CircleHelp size={16} aria-hidden="true" /> {t('meaning')}
        </button>
      </header>
      <Filters table={read.data ?? null} query={{ from, to, unit, group, range }} search={search} t={t} />
      {read.error && <FaultNote fault={read.error} inline={read.data !== undefined} onRetry={() => read.refetch()} />}
      {!read.data && !read.error && <Loading />}
      {read.data && (
        <Found table={read.data} search={search} stale={read.isPlaceholderData} refresh={() => void read.refetch()} t={t} />
      )}
      <Meanings open={meanings} onClose={() => setMeanings(false)} title={t('meaning')} />
    </div>
  )
}

function Found({
  table,
  search,
  stale,
  refresh,
  t,
}: {
  table: ComplianceTable
  search: ComplianceSearch
  stale: boolean
  refresh: () => void
  t: ComplianceLabels
}) {
  const navigate = useNavigate()
  const rows = useMemo(
    () => shownRows(table, { kind: search.kind ?? null, chapter: search.chapter ?? null, onlyLate: search.late ?? false }),
    [table, search.kind, search.chapter, search.late],
  )
  const show = (next: Partial<ComplianceSearch>) => {
    const { rule: _r, at: _a, who: _w, verdict: _v, ...rest } = search
    void navigate({ to: '/standard/compliance', search: { ...rest, ...next }, resetScroll: false })
  }
  const drilled = drilledOf(table, search)
  return (
    <div aria-busy={stale}>
      <Targets targets={table.targets} t={t} />
      {rows.length === 0 ? (
        <Empty text={t('noRows')} />
      ) : (
        <ComplianceGrid
          table={table}
          rows={rows}
          chosen={drilled}
          onOpen={({ rule, bucket, group }) => {
            const at = bucket === null ? undefined : table.buckets[bucket]!.day
            const who = group === null ? undefined : (table.groups[group]!.id ?? 'none')
            refresh()
            show({ rule, ...(at ? { at } : {}), ...(who ? { who } : {}) })
          }}
          t={t}
        />
      )}
      {drilled && (
        <Drill
          key={`${drilled.row.key} ${search.at} ${search.who}`}
          table={table}
          of={drilled}
          verdict={search.verdict ?? null}
          onVerdict={verdict => {
            const { verdict: _, ...rest } = search
            void navigate({
              to: '/standard/compliance',
              search: { ...rest, ...(verdict ? { verdict } : {}) },
              replace: true,
              resetScroll: false,
            })
          }}
          onClose={() => show({})}
          t={t}
        />
      )}
    </div>
  )
}

/** What the address says is open; null when the table does not know it. */
function drilledOf(table: ComplianceTable, { rule, at, who }: ComplianceSearch): Drilled | null {
  const row = table.rows.find(r => r.key === rule)
  if (!row) return null
  const bucket = at === undefined ? null : table.buckets.findIndex(b => b.day === at)
  const group = who === undefined ? null : table.groups.findIndex(g => (g.id ?? 'none') === who)
  return bucket === -1 || group === -1 ? null : { row, bucket, group }
}
