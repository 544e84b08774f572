import { simulation } from '@sansheng/contract/simulation.ts'
import type { WhatIfRun } from '@sansheng/contract/what-if.ts'
import { Button, Progress } from 'antd'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useCall, useSend } from '../../../app/call.ts'
import { FaultNote, Loading } from '../../../ui/states.tsx'
import { Ask } from './ask.tsx'
import { useWhatIfLabels, type WhatIfLabels } from './labels.ts'
import { Result } from './result.tsx'
import { count } from './sums.ts'
import './what-if.css'

/** Milliseconds between two looks at a run that is under way. */
const look = 700

/** The run that was asked for last, per site and text, so that closing the window loses nothing. */
const remembered = new Map<string, { runId: string; source: string | null }>()

/** Past days under a draft (`source`) or under a text that waits for consent (`publicationId`). */
export function WhatIf({
  siteId,
  source,
  publicationId,
  heading = true,
}: {
  siteId: number
  source?: string
  publicationId?: string
  heading?: boolean
}) {
  const t = useWhatIfLabels()
  const key = `${siteId} ${publicationId ?? 'draft'}`
  const [mine, setMine] = useState(() => remembered.get(key) ?? null)
  const earlier = useCall(
    simulation.listRuns,
    { params: { siteId }, query: publicationId ? { publicationId } : {} },
    { enabled: publicationId !== undefined && mine === null },
  )
  const runId = mine?.runId ?? (publicationId ? earlier.data?.items[0]?.id : undefined)
  const start = useSend(simulation.startRun)
  const begin = ({ from, until }: { from: string; until: string }) =>
    start
      .mutateAsync({
        params: { siteId },
        body: { from, until, ...(publicationId ? { publicationId } : { source: source ?? '' }) },
      })
      .then(run => {
        const viewed = { runId: run.id, source: source ?? null }
        remembered.set(key, viewed)
        setMine(viewed)
      })
      .catch(() => undefined)
  return (
    <section className="ss-whatif" aria-label={t('title')}>
      {heading && (
        <h3 className="ss-h">
          <FlaskConical size={16} aria-hidden="true" /> {t('title')}
        </h3>
      )}
      <Ask busy={start.isPending} again={runId !== undefined} onAsk={begin} t={t} />
      {start.error && <FaultNote fault={start.error} inline />}
      {runId && <Run siteId={siteId} runId={runId} changed={mine !== null && mine.source !== (source ?? null)} t={t} />}
    </section>
  )
}

function Run({ siteId, runId, changed, t }: { siteId: number; runId: string; changed: boolean; t: WhatIfLabels }) {
  const params = { siteId, id: runId }
  const run = useCall(simulation.getRun, { params }, { refetchInterval: q => (isOpen(q.state.data) ? look : false) })
  const cancel = useSend(simulation.cancelRun)
  // one that was asked for long ago is forgotten
  if (run.error?.code === 'not_found') return null
  if (run.error && !run.data) return <FaultNote fault={run.error} inline onRetry={() => run.refetch()} />
  if (!run.data) return <Loading />
  const { state, done, total, mayCancel } = run.data
  if (isOpen(run.data))
    return (
      <div className="ss-col">
        <Progress
          percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
          status="active"
          aria-label={t('running', { done: count(done), total: count(total) })}
        />
        <div className="ss-row">
          <span className="ss-13 ss-2 ss-grow" role="status">
            {t(state === 'waiting' ? 'waiting' : 'running', { done: count(done), total: count(total) })}
          </span>
          {mayCancel && (
            <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
              {t('cancel')}
            </Button>
          )}
        </div>
        {cancel.error && <FaultNote fault={cancel.error} inline />}
      </div>
    )
  if (state === 'cancelled')
    return (
      <p className="ss-note" role="status">
        {t('cancelled', { done: count(done), total: count(total) })}
      </p>
    )
  if (state === 'failed')
    return (
      <p className="ss-note ss-note-warn" role="alert">
        {t('failed')}
      </p>
    )
  return (
    <>
      {changed && (
        <p className="ss-note ss-note-warn" role="status">
          {t('changedSince')}
        </p>
      )}
      <Result siteId={siteId} run={run.data} t={t} />
    </>
  )
}

const isOpen = (run: WhatIfRun | undefined): boolean => run?.state === 'waiting' || run?.state === 'running'
