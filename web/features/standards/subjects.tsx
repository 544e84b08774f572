import { type Figures, standards } from '@sansheng/contract/standards.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact, full, spanWords } from '../../app/time.ts'
import { counted } from '../../ui/counted.ts'
import type { RuleView } from '../../ui/rule-figure.ts'
import { Empty, FaultNote, Loading } from '../../ui/states.tsx'
import type { StandardSearch } from './search.ts'
import type { StandardWords } from './words.ts'

const ofClocks = ['late', 'running', 'met', 'void'] as const
const ofGates = ['denied', 'overridden', 'warned', 'recorded'] as const
type Verdict = (typeof ofClocks)[number] | (typeof ofGates)[number]

/** The cases behind a figure, by verdict, newest first. */
export function Subjects({
  rule,
  anchor,
  figures,
  from,
  search,
  t,
}: {
  rule: RuleView
  anchor: string
  figures: Figures | null
  from: string
  search: StandardSearch
  t: StandardWords
}) {
  const navigate = useNavigate()
  const timed = rule.kind === 'deadline' || rule.kind === 'cadence'
  const choices: readonly Verdict[] = timed ? ofClocks : ofGates
  const verdict = choices.find(v => v === search.verdict)
  const count = (v: Verdict) => (figures ? (v === 'late' ? figures.late + figures.breached : figures[v]) : 0)
  const choose = (next: string) => {
    const { verdict: _, ...kept } = search
    void navigate({
      to: '/standard',
      search: { ...kept, rule: rule.id, ...(next === 'all' ? {} : { verdict: next }) },
      hash: anchor,
      resetScroll: false,
    })
  }
  return (
    <section aria-label={t('subjects')} className="ss-col">
      <h3 className="ss-h">{t('subjects')}</h3>
      <Radio.Group
        size="small"
        value={verdict ?? 'all'}
        onChange={e => choose(String(e.target.value))}
        aria-label={t('subjects')}
      >
        <Radio.Button value="all">{t('all')}</Radio.Button>
        {choices.map(v => (
          <Radio.Button key={v} value={v}>
            {t(v, { count: count(v).toLocaleString('zh-CN') })}
          </Radio.Button>
        ))}
      </Radio.Group>
      <Pages key={`${rule.id} ${verdict} ${from}`} ruleId={rule.id} from={from} verdict={verdict} t={t} />
    </section>
  )
}

type Asked = { ruleId: string; from: string; verdict: Verdict | undefined; t: StandardWords }

function Pages(asked: Asked) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  return (
    <ol className="ss-subjects">
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
  ruleId,
  from,
  verdict,
  after,
  onMore,
  t,
}: Asked & { after: string | undefined; onMore: ((next: string) => void) | undefined }) {
  const { siteId } = useSession()
  const read = useCall(standards.listSubjects, {
    params: { siteId, ruleId },
    query: { from, limit: 30, ...(verdict ? { verdict } : {}), ...(after ? { after } : {}) },
  })
  // a page that was read stays; the next one is asked for by the person
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => setNext(read.data?.next ?? null), [read.data])
  if (read.error && !read.data)
    return (
      <li>
        <FaultNote fault={read.error} inline onRetry={() => read.refetch()} />
      </li>
    )
  if (!read.data)
    return (
      <li>
        <Loading />
      </li>
    )
  if (read.data.items.length === 0 && after === undefined)
    return (
      <li>
        <Empty text={t('noSubjects')} />
      </li>
    )
  return (
    <>
      {counted(read.data.items).map(({ n, it: s }) => (
        <li key={n} className="ss-subject">
          <time className="ss-num" dateTime={s.at} title={full(s.at)}>
            {exact(s.at)}
          </time>
          <span className={`ss-verdict ss-v-${s.verdict}`}>{t(`verdict.${s.verdict}`)}</span>
          {s.ticketId ? (
            <Link to="/tickets/$id" params={{ id: s.ticketId }} search={s.clockId ? { clock: s.clockId } : {}} className="ss-el">
              <span className="ss-num">{s.ticketNumber}</span> {s.title}
            </Link>
          ) : (
            <span className="ss-el ss-3">{s.title ?? t('noTicket')}</span>
          )}
          <span className="ss-12 ss-3 ss-subject-more">
            {s.overMs !== null && s.overMs > 0 && <b>{t('over', { time: spanWords(s.overMs) })}</b>}
            {s.handler && <span>{t('handler', { name: s.handler.name })}</span>}
          </span>
        </li>
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
