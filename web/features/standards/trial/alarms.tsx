import { type TrialReport, trial } from '@sansheng/contract/trial.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useCall } from '../../../app/call.ts'
import { exact, full } from '../../../app/time.ts'
import { counted } from '../../../ui/counted.ts'
import { FaultNote, Loading } from '../../../ui/states.tsx'
import { stepWords } from './step-words.ts'
import type { TrialWords } from './words.ts'

type Asked = { siteId: number; role: TrialReport['alarms'][number]['role']; from: string; to: string; t: TrialWords }

/** Which cases would have alarmed a role, newest first, page by page. */
export function Alarms(asked: Asked) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  return (
    <ol className="ss-trial-alarms">
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
  role,
  from,
  to,
  after,
  onMore,
  t,
}: Asked & { after: string | undefined; onMore: ((next: string) => void) | undefined }) {
  const read = useCall(trial.listAlarms, {
    params: { siteId },
    query: { role, from, to, limit: 20, ...(after ? { after } : {}) },
  })
  // a page that was read stays; the next one is asked for by the person
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => setNext(read.data?.next ?? null), [read.data])
  if (!read.data)
    return <li>{read.error ? <FaultNote fault={read.error} inline onRetry={() => read.refetch()} /> : <Loading />}</li>
  return (
    <>
      {counted(read.data.items).map(({ n, it: alarm }) => (
        <li key={n} className="ss-row ss-wrap">
          <time className="ss-num" dateTime={alarm.at} title={full(alarm.at)}>
            {exact(alarm.at)}
          </time>
          <span>
            {t(`why.${alarm.why}`)}，{stepWords(alarm, t)}
          </span>
          {alarm.ticketId ? (
            <Link
              to="/tickets/$id"
              params={{ id: alarm.ticketId }}
              search={alarm.clockId ? { clock: alarm.clockId } : {}}
              className="ss-el ss-grow"
            >
              <span className="ss-num">{alarm.ticketNumber}</span> {alarm.title}
            </Link>
          ) : (
            <span className="ss-3">{t('noTicket')}</span>
          )}
        </li>
      ))}
      {next && onMore && (
        <li>
          <Button block size="small" onClick={() => onMore(next)}>
            {t('more')}
          </Button>
        </li>
      )}
    </>
  )
}
