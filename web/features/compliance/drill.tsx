import { type ComplianceTable, compliance, type Subject, type TableRow } from '@sansheng/contract/compliance.ts'
import type { Definition } from '@sansheng/contract/compliance-definitions.ts'
import { Button, Drawer, Radio } from 'antd'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { exact, full, spanWords } from '../../app/time.ts'
import { Mark } from '../../ui/mark.tsx'
import { Pages } from '../../ui/pages.tsx'
import { useNarrow } from '../../ui/sheet.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { SubjectLink } from '../../ui/subject-link.tsx'
import { useVerdictLabels } from '../../ui/verdict-labels.ts'
import { useDownload } from './download.ts'
import { Evidence } from './evidence.tsx'
import type { ComplianceLabels } from './labels.ts'
import { MeaningList } from './meanings.tsx'
import { all, isTimed, sumOf } from './table-read.ts'

/** A figure that was opened: null stands for all periods, for all groups. */
export type Drilled = { row: TableRow; bucket: number | null; group: number | null }

const ofClocks = ['late', 'breached', 'exempted', 'superseded', 'running', 'met', 'void'] as const
const ofGates = ['denied', 'overridden', 'warned', 'recorded', 'passed'] as const
type Verdict = (typeof ofClocks)[number] | (typeof ofGates)[number]

/** The cases behind one figure, each with its evidence. */
export function Drill({
  table,
  of,
  verdict,
  onVerdict,
  onClose,
  t,
}: {
  table: ComplianceTable
  of: Drilled
  verdict: string | null
  onVerdict: (verdict: Verdict | null) => void
  onClose: () => void
  t: ComplianceLabels
}) {
  const session = useSession()
  const phone = useNarrow(768)
  const { row, bucket, group } = of
  const { from, to } = bucket === null ? table : table.buckets[bucket]!
  const who = group === null ? null : table.groups[group]!
  // by site: the cases lie at the other site
  const siteId = table.group === 'site' && who ? Number(who.id) : session.siteId
  const whose = who && table.group !== 'site' && table.group !== 'none' ? { [table.group]: who.id ?? 'none' } : {}
  const sum = sumOf(row.cells.filter(c => (bucket === null || c.bucket === bucket) && (group === null || c.group === group)))
  const choices: readonly Verdict[] = isTimed(row.kind) ? ofClocks : ofGates
  const chosen = choices.find(v => v === verdict) ?? null
  const countOf = (v: Verdict) => (v === 'late' ? sum.late + sum.breached : sum[v])
  const query = {
    from,
    to,
    ...whose,
    ...(chosen ? { verdict: chosen } : {}),
    ...(row.versions.length > 0 ? { versions: row.versions.join(',') } : {}),
  }
  const file = useDownload(compliance.exportSubjects)
  const whoName = who && (who.name ?? t(table.group === 'department' ? 'noDepartment' : 'nobody'))
  return (
    <Drawer
      open
      onClose={onClose}
      title={`${row.clause.number} ${row.clause.title}`}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '90dvh' : 520}
      styles={{ body: { padding: 16 } }}
      className="ss-drill"
    >
      <p className="ss-song">{row.sentence}</p>
      <p className="ss-12 ss-3">
        {t('spanOf', { from: full(from).slice(0, 16), to: full(to).slice(0, 16), zone: table.zone })}
        {whoName && ` · ${whoName}`}
      </p>
      <Radio.Group
        size="small"
        value={chosen ?? 'all'}
        onChange={e => onVerdict(e.target.value === 'all' ? null : e.target.value)}
        aria-label={t('subjects')}
        className="ss-drill-verdicts"
      >
        <Radio.Button value="all">{t('allOf', { count: all(sum).toLocaleString('zh-CN') })}</Radio.Button>
        {choices
          .filter(v => countOf(v) > 0 || v === chosen)
          .map(v => (
            <Radio.Button key={v} value={v}>
              {t(v, { count: countOf(v).toLocaleString('zh-CN') })}
            </Radio.Button>
          ))}
      </Radio.Group>
      <Pages
        key={JSON.stringify([siteId, query])}
        className="ss-drill-list"
        route={compliance.listSubjects}
        params={{ siteId, ruleId: row.ruleId }}
        query={{ ...query, limit: 30 }}
        line={subject => <SubjectLine siteId={siteId} subject={subject} t={t} />}
        empty={t('noSubjects')}
      />
      {session.can('standards:export') && (
        <Button
          icon={<Download size={15} />}
          loading={file.pending}
          onClick={() =>
            void file.take({ params: { siteId, ruleId: row.ruleId }, body: query }, rows => t('exported', { count: rows }))
          }
        >
          {t('exportList')}
        </Button>
      )}
      {file.fault && <FaultNote fault={file.fault} inline />}
      <MeaningList of={meaningsOf(row, table.group)} />
    </Drawer>
  )
}

/** Only what the figures of this clause need. */
function meaningsOf(row: TableRow, group: string): Definition[] {
  return [
    'counted',
    ...(isTimed(row.kind)
      ? (['met', 'late', 'exempted', 'superseded', 'running', 'void', 'rate'] as const)
      : (['passed', 'denied', 'overridden', 'warned', 'recorded', 'gateRate'] as const)),
    ...(group === 'person' || group === 'department' ? [group] : ([] as const)),
    ...(row.state === 'retired' ? (['retired'] as const) : []),
    ...(row.state === 'reworded' ? (['reworded'] as const) : []),
    'reach',
  ] as Definition[]
}

function SubjectLine({ siteId, subject: s, t }: { siteId: number; subject: Subject; t: ComplianceLabels }) {
  const verdicts = useVerdictLabels()
  const [open, setOpen] = useState(false)
  const home = useSession().siteId
  return (
    <li className="ss-drill-line">
      <div className="ss-row">
        <time className="ss-num ss-12" dateTime={s.at} title={full(s.at)}>
          {exact(s.at)}
        </time>
        <span className={`ss-verdict ss-v-${s.verdict}`}>{verdicts(s.verdict)}</span>
        {s.exempted && <Mark tone="plain">{t('isExempted')}</Mark>}
        <span className="ss-grow ss-el">
          <SubjectLink
            root={home === siteId ? s.root : { ...s.root, path: null }}
            clockId={s.clockId}
            className=""
            none={t('noTicket')}
          />
        </span>
        <button type="button" className="ss-bare ss-link ss-12" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'hideWhy' : 'why')}
        </button>
      </div>
      <p className="ss-12 ss-3">
        {s.overMs !== null && s.overMs > 0 && <b className="ss-drill-over">{t('over', { time: spanWords(s.overMs) })} </b>}
        {[s.department, s.answerable?.name].filter(Boolean).join(' · ')}
      </p>
      {open && <Evidence siteId={siteId} clockId={s.clockId} findingId={s.findingId} t={t} />}
    </li>
  )
}
