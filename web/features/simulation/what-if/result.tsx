import type { RuleOutcome, WhatIfRun } from '@sansheng/contract/what-if.ts'
import { ArrowRight, Users } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../../app/session.tsx'
import { dayOf, spanWords } from '../../../app/time.ts'
import { KindIcon } from '../../../ui/kind-tag.tsx'
import { percent } from '../../../ui/rate.ts'
import { Empty } from '../../../ui/states.tsx'
import { Changes } from './changes.tsx'
import type { WhatIfLabels } from './labels.ts'
import { costWords, count, figureRows, rateOf, sorted } from './sums.ts'

/** Per clause: kept how well before and after, what it costs those who wait, and who they are. */
export function Result({ siteId, run, t }: { siteId: number; run: WhatIfRun; t: WhatIfLabels }) {
  const { site } = useSession()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const { different, same } = sorted(run.rules)
  const took = run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.createdAt) : 0
  return (
    <div className="ss-col ss-whatif-result">
      <p className="ss-12 ss-2">
        {t('summary', {
          from: dayOf(run.from, zone),
          to: dayOf(Date.parse(run.until) - 1, zone),
          cases: count(run.total),
        })}
        {took >= 1000 && `，${t('took', { time: spanWords(took) })}`}
        {run.base && ` · ${t('base', { number: run.base.number })}`}
      </p>
      {!run.base && <p className="ss-note">{t('noBase')}</p>}
      {run.total === 0 ? (
        <Empty text={t('nothing')} />
      ) : (
        <>
          {run.base && (
            <p className="ss-whatif-all">{run.changed === 0 ? t('same') : t('changedAll', { count: count(run.changed) })}</p>
          )}
          <ul className="ss-whatif-rules">
            {different.map(rule => (
              <Rule key={rule.ruleId} siteId={siteId} runId={run.id} rule={rule} t={t} />
            ))}
          </ul>
          {same.length > 0 && (
            <details open={!run.base || undefined}>
              <summary className="ss-13">{t('rest', { count: same.length })}</summary>
              <ul className="ss-whatif-rules">
                {same.map(rule => (
                  <Rule key={rule.ruleId} siteId={siteId} runId={run.id} rule={rule} t={t} />
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      <details className="ss-12 ss-2">
        <summary>{t('how')}</summary>
        <ul className="ss-whatif-how">
          {(['howPromise', 'howLate', 'howStopped', 'howTrial'] as const).map(key => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </details>
    </div>
  )
}

function Rule({ siteId, runId, rule, t }: { siteId: number; runId: string; rule: RuleOutcome; t: WhatIfLabels }) {
  const [open, setOpen] = useState(false)
  const { clause, before, after, sentenceBefore, sentenceAfter, changed } = rule
  const costs = costWords(rule, t)
  return (
    <li className="ss-whatif-rule">
      <h4>
        <span className="ss-num">{clause.number && `§${clause.number}`}</span> {clause.title} <KindIcon kind={rule.kind} />
      </h4>
      {sentenceBefore === sentenceAfter ? (
        <p className="ss-13 ss-2">{sentenceAfter}</p>
      ) : (
        <p className="ss-13 ss-2">
          {sentenceBefore ? <del>{sentenceBefore}</del> : <span className="ss-3">{t('notBefore')}</span>}{' '}
          {sentenceAfter ? <ins>{sentenceAfter}</ins> : <span className="ss-3">{t('notAfter')}</span>}
        </p>
      )}
      <Rates before={before && rateOf(before)} after={after && rateOf(after)} t={t} />
      <ul className="ss-whatif-figures ss-12">
        {figureRows(rule).map(row => (
          <li key={row.key}>
            {t(row.key === 'running' ? 'running_' : row.key)}{' '}
            <span className="ss-num">
              {row.before === null || row.after === null || row.before === row.after
                ? count(row.after ?? row.before ?? 0)
                : `${count(row.before)} → ${count(row.after)}`}
            </span>
          </li>
        ))}
      </ul>
      {costs.length > 0 && (
        <ul className="ss-whatif-costs ss-13">
          {costs.map(({ text, worse }) => (
            <li key={text} className={worse ? 'ss-worse' : undefined}>
              <Users size={14} aria-hidden="true" /> {text}
            </li>
          ))}
        </ul>
      )}
      {changed > 0 && (
        <button type="button" className="ss-bare ss-whatif-see ss-13" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('changedAll', { count: count(changed) })} · {t(open ? 'hide' : 'see')}
        </button>
      )}
      {open && <Changes siteId={siteId} runId={runId} ruleId={rule.ruleId} total={changed} t={t} />}
    </li>
  )
}

function Rates({ before, after, t }: { before: number | null; after: number | null; t: WhatIfLabels }) {
  if (before === null && after === null) return null
  const rateText = (rate: number | null) => (rate === null ? '—' : percent(rate))
  return (
    <p className="ss-whatif-rates">
      <span className="ss-only-read">{t('rateFromTo', { before: rateText(before), after: rateText(after) })}</span>
      <span aria-hidden="true">
        <small>{t('rate')}</small> <span className="ss-num">{rateText(before)}</span>
        {before !== null && '%'} <ArrowRight size={16} /> <b className="ss-num">{rateText(after)}</b>
        {after !== null && '%'}
      </span>
    </p>
  )
}
