import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { ChartNoAxesColumn, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { KindTag } from '../../ui/kind-tag.tsx'
import { Mark } from '../../ui/mark.tsx'
import type { ClauseView } from '../../ui/rule-figure.ts'
import { RuleText } from '../../ui/rule-text.tsx'
import { basisWord } from '../../ui/vocabulary-labels.ts'
import { countWords, Rate } from './clause-figures.tsx'
import type { StandardLabels } from './labels.ts'
import { type FiguresById, figuresOf } from './read.ts'
import type { StandardSearch } from './search.ts'
import { Subjects } from './subjects.tsx'

/** One clause opened: its rules as written, what they promise, their figures and the cases behind them. */
export function ClausePane({
  clause,
  byId,
  from,
  search,
  t,
}: {
  clause: ClauseView
  byId: FiguresById | null
  from: string
  search: StandardSearch
  t: StandardLabels
}) {
  const navigate = useNavigate()
  const heading = useRef<HTMLHeadingElement>(null)
  const chosen = clause.rules.find(r => r.id === search.rule) ?? clause.rules[0]
  const { rule: _, verdict: _v, ...rest } = search
  const close = () => void navigate({ to: '/standard', search: rest, hash: '', resetScroll: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clause takes the reader to its beginning
  useEffect(() => heading.current?.focus({ preventScroll: true }), [clause.anchor])
  if (!chosen) return null
  const choose = (rule: string) =>
    void navigate({ to: '/standard', search: { ...rest, rule }, hash: clause.anchor, resetScroll: false })
  const figures = byId && figuresOf({ ...clause, rules: [chosen] }, byId)
  return (
    <aside
      className="ss-sheet ss-pane"
      aria-label={`${clause.number} ${clause.title}`}
      onKeyDown={e => {
        if (e.key === 'Escape') close()
      }}
    >
      <header className="ss-row">
        <h2 ref={heading} tabIndex={-1} className="ss-grow">
          <span className="ss-num">§{clause.number}</span> {clause.title}
        </h2>
        <Button type="text" icon={<X size={18} />} aria-label={t('closePane')} onClick={close} />
      </header>
      <div className="ss-pane-body">
        {clause.rules.length > 1 && (
          <Segmented
            block
            aria-label={t('ruleOf')}
            value={chosen.id}
            onChange={choose}
            options={clause.rules.map((r, i) => ({ value: r.id, label: `${t('ruleOf')} ${i + 1}`, title: r.sentence }))}
          />
        )}
        <div className="ss-row ss-wrap">
          <KindTag kind={chosen.kind} />
          {chosen.state !== 'runs' && (
            <Mark tone="paused">{t(chosen.state === 'record-only' ? 'recordOnly' : chosen.state)}</Mark>
          )}
          {chosen.basis && <span className="ss-12 ss-3">{t('basis', { basis: basisWord(chosen.basis) })}</span>}
        </div>
        <p className="ss-song ss-sentence">{chosen.sentence}</p>
        {chosen.unmeasured && <p className="ss-note">{t('whyUnmeasured', { why: chosen.unmeasured })}</p>}
        {chosen.note && <p className="ss-13 ss-2">{chosen.note}</p>}
        {figures && (
          <div className="ss-row ss-wrap ss-pane-figures">
            {figures.rate !== null && <Rate rate={figures.rate} t={t} />}
            <span className="ss-13 ss-2">{countWords(figures, t) || (figures.rate === null ? t('nothingYet') : '')}</span>
          </div>
        )}
        {byId?.has(chosen.id) && (
          <Link to="/standard/compliance" search={{ rule: chosen.id }} className="ss-row ss-13">
            <ChartNoAxesColumn size={15} aria-hidden="true" /> {t('perPeriod')}
          </Link>
        )}
        <details className="ss-as-written" open>
          <summary>{t('asWritten')}</summary>
          <RuleText source={chosen.source} />
        </details>
        {byId && chosen.state !== 'later' && chosen.state !== 'open' && chosen.state !== 'proposed' && (
          <Subjects
            rule={chosen}
            anchor={clause.anchor}
            figures={byId.get(chosen.id) ?? null}
            from={from}
            search={search}
            t={t}
          />
        )}
      </div>
    </aside>
  )
}
