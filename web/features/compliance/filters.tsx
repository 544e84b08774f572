import { type ComplianceTable, compliance, type Grouping, groupings, type Unit, units } from '@sansheng/contract/compliance.ts'
import type { Kind } from '@sansheng/rulebook/vocabulary'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { Download } from 'lucide-react'
import { useSession } from '../../app/session.tsx'
import { serverNow } from '../../app/time.ts'
import { FaultNote } from '../../ui/states.tsx'
import { kindWord } from '../../ui/vocabulary-labels.ts'
import { useDownload } from './download.ts'
import type { ComplianceLabels } from './labels.ts'
import { daysOf, type RangeName, ranges } from './range.ts'
import type { ComplianceSearch } from './search.ts'
import { chapterOf } from './table-read.ts'

type TableQuery = { from: string; to: string; unit: Unit; group: Grouping; range: RangeName }

const unitWords = { day: 'day', week: 'week', month: 'months', all: 'all' } as const

/** Which period, cut how, for whom, which clauses. All of it is in the address. */
export function Filters({
  table,
  query: asked,
  search,
  t,
}: {
  table: ComplianceTable | null
  query: TableQuery
  search: ComplianceSearch
  t: ComplianceLabels
}) {
  const navigate = useNavigate()
  const { siteId, site, me, can } = useSession()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const change = (next: ComplianceSearch) => {
    const { rule: _r, at: _a, who: _w, verdict: _v, ...rest } = search
    const given = Object.fromEntries(
      Object.entries({ ...rest, ...next }).filter(([, v]) => v !== undefined && v !== '' && v !== false),
    )
    void navigate({ to: '/standard/compliance', search: given, replace: true, resetScroll: false })
  }
  const choose = (range: RangeName) => {
    if (range !== 'custom') return change({ range, from: undefined, to: undefined })
    const { first, end } = daysOf(asked.range, serverNow(), zone, search)
    change({ range, from: first, to: new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) })
  }
  const groups = (Object.keys(groupings) as Grouping[]).filter(g => g !== 'site' || me.sites.length > 1)
  const present = [...new Set(table?.rows.map(r => r.kind) ?? [])]
  const chapters = [...new Set(table?.rows.map(r => chapterOf(r.clause.number)).filter(c => c !== '') ?? [])]
  const file = useDownload(compliance.exportTable)
  return (
    <section className="ss-row ss-wrap ss-compliance-filters" aria-label={t('period')}>
      <Select
        aria-label={t('period')}
        value={asked.range}
        onChange={choose}
        options={ranges.map(r => ({ value: r, label: t(r) }))}
        popupMatchSelectWidth={false}
      />
      {asked.range === 'custom' && (
        <span className="ss-row">
          <Input
            type="date"
            aria-label={t('from')}
            value={search.from ?? ''}
            onChange={e => change({ range: 'custom', from: e.target.value })}
          />
          <Input
            type="date"
            aria-label={t('to')}
            value={search.to ?? ''}
            onChange={e => change({ range: 'custom', to: e.target.value })}
          />
        </span>
      )}
      <Segmented
        aria-label={t('unit')}
        value={asked.unit}
        onChange={unit => change({ unit })}
        options={(Object.keys(units) as Unit[]).map(u => ({ value: u, label: t(unitWords[u]) }))}
      />
      <Segmented
        aria-label={t('group')}
        value={asked.group}
        onChange={group => change({ group })}
        options={groups.map(g => ({ value: g, label: t(g) }))}
      />
      <Select<Kind | ''>
        aria-label={t('kind')}
        value={search.kind ?? ''}
        onChange={kind => change({ kind: kind === '' ? undefined : kind })}
        options={[{ value: '', label: t('allKinds') }, ...present.map(k => ({ value: k, label: kindWord(k) }))]}
        popupMatchSelectWidth={false}
      />
      {chapters.length > 1 && (
        <Select
          aria-label={t('chapter')}
          value={search.chapter ?? ''}
          onChange={chapter => change({ chapter })}
          options={[{ value: '', label: t('allChapters') }, ...chapters.map(c => ({ value: c, label: c }))]}
          popupMatchSelectWidth={false}
        />
      )}
      <Checkbox checked={search.late ?? false} onChange={e => change({ late: e.target.checked })}>
        {t('onlyLate')}
      </Checkbox>
      <span className="ss-grow" />
      {can('standards:export') && (
        <Button
          icon={<Download size={15} />}
          loading={file.pending}
          disabled={!table}
          onClick={() => {
            const { from, to, unit, group } = asked
            void file.take({ params: { siteId }, body: { from, to, unit, group } }, rows => t('exported', { count: rows }))
          }}
        >
          {t('export')}
        </Button>
      )}
      {file.fault && <FaultNote fault={file.fault} inline />}
    </section>
  )
}
