import { type ComplianceTable, compliance, type Definition, type Subject, type TableRow } from '@sansheng/contract/compliance.ts'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Radio } from 'antd'
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCall } from '../../../app/call.ts'
import { useSession } from '../../../app/session.tsx'
import { exact, full, spanWords } from '../../../app/time.ts'
import { useNarrow } from '../../../ui/sheet.tsx'
import { Empty, FaultNote, Loading } from '../../../ui/states.tsx'
import { useDownload } from './download.ts'
import { Evidence } from './evidence.tsx'
import { MeaningList } from './meanings.tsx'
import { all, isTimed, sumOf } from './table-read.ts'
import type { ComplianceWords } from './words.ts'

/** A figure that was opened: null stands for all periods, for all groups. */
export type Drilled = { row: TableRow; bucket: number | null; group: number | null }

const ofClocks = ['late', 'breached', 'running', 'met', 'void'] as const
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
  t: ComplianceWords
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
  const query = { from, to, ...whose, ...(chosen ? { verdict: chosen } : {}) }
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
      <p className="ss-song">{row.says}</p>
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
      <Pages key={JSON.stringify(query)} siteId={siteId} ruleId={row.ruleId} query={query} t={t} />
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
      ? (['met', 'late', 'running', 'void', 'rate'] as const)
      : (['passed', 'denied', 'overridden', 'warned', 'recorded', 'gateRate'] as const)),
    ...(group === 'person' || group === 'department' ? [group] : ([] as const)),
    ...(row.state === 'retired' ? (['retired'] as const) : []),
    'reach',
  ] as Definition[]
}

type Query = { from: string; to: string; verdict?: Verdict; department?: string; person?: string }
type Asked = { siteId: number; ruleId: string; query: Query; t: ComplianceWords }

function Pages(asked: Asked) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  return (
    <ol className="ss-drill-list">
      {cursors.map((after, i) => (
        <Page
          key={after ?? 'first'}
          {...asked}
          after={after}
          onMore={i === cursors.length - 1 ? next => setCursors([...cursors, next]) : undefined}
        />
      ))}
    </ol>
  )
}

function Page({
  siteId,
  ruleId,
  query,
  after,
  onMore,
  t,
}: Asked & { after: string | undefined; onMore: ((next: string) => void) | undefined }) {
  const read = useCall(compliance.listSubjects, {
    params: { siteId, ruleId },
    query: { ...query, limit: 30, ...(after ? { after } : {}) },
  })
  // a page that was read stays; the next one is asked for by the person
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => setNext(read.data?.next ?? null), [read.data])
  const state =
    read.error && !read.data ? (
      <FaultNote fault={read.error} inline onRetry={() => read.refetch()} />
    ) : !read.data ? (
      <Loading />
    ) : read.data.items.length === 0 && after === undefined ? (
      <Empty text={t('noSubjects')} />
    ) : null
  if (state) return <li>{state}</li>
  return (
    <>
      {read.data!.items.map(s => (
        <SubjectLine key={s.clockId ?? s.findingId} siteId={siteId} subject={s} t={t} />
      ))}
      {next && onMore && (
        <li>
          <Button block onClick={() => onMore(next)}>
            {t('more')}
          </Button>
        </li>
      )}
    </>
  )
}

function SubjectLine({ siteId, subject: s, t }: { siteId: number; subject: Subject; t: ComplianceWords }) {
  const [open, setOpen] = useState(false)
  const home = useSession().siteId
  const link = s.ticketId !== null && siteId === home
  return (
    <li className="ss-drill-line">
      <div className="ss-row">
        <time className="ss-num ss-12" dateTime={s.at} title={full(s.at)}>
          {exact(s.at)}
        </time>
        <span className={`ss-verdict ss-v-${s.verdict}`}>{t(`verdict.${s.verdict}`)}</span>
        <span className="ss-grow ss-el">
          {link ? (
            <Link to="/tickets/$id" params={{ id: s.ticketId! }} search={s.clockId ? { clock: s.clockId } : {}}>
              <span className="ss-num">{s.ticketNumber}</span> {s.title}
            </Link>
          ) : (
            <span className="ss-3">{s.ticketNumber ? `${s.ticketNumber} ${s.title}` : t('noTicket')}</span>
          )}
        </span>
        <button type="button" className="ss-bare ss-link ss-12" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'hideWhy' : 'why')}
        </button>
      </div>
      <p className="ss-12 ss-3">
        {s.overMs !== null && s.overMs > 0 && <b className="ss-drill-over">{t('over', { time: spanWords(s.overMs) })} </b>}
        {[s.department, s.handler?.name].filter(Boolean).join(' · ')}
      </p>
      {open && <Evidence siteId={siteId} clockId={s.clockId} findingId={s.findingId} t={t} />}
    </li>
  )
}
