import type { Explanation } from '@sansheng/contract/standards.ts'
import { Button } from 'antd'
import { ShieldAlert, ShieldCheck, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { dayOf, exact, span, spanWords, timeOf, useNow } from '../app/time.ts'
import { ClauseLink } from './clause-link.tsx'
import { ClockBadge } from './clock-badge.tsx'
import { readClock } from './clock-state.ts'
import './evidence-trail.css'
import { ExemptionNote } from './exemption-note.tsx'
import { type UiLabels, useUiLabels } from './labels.ts'
import { lineAsSaid } from './term-labels.ts'

/** “Why late”: the arithmetic line by line, the verdict, the clause as it was then, and whether the ledger still gives the same. */
export function EvidenceTrail({
  explanation,
  onClose,
  onEvent,
  acts,
  footer,
}: {
  explanation: Explanation
  onClose?: () => void
  /** Leads to an event of the timeline. */
  onEvent?: (seq: number) => void
  /** What can be done about a breach. */
  acts?: ReactNode
  footer?: ReactNode
}) {
  const t = useUiLabels()
  const now = useNow()
  const { clock, lines, rule, standard } = explanation
  const reading = readClock(clock, now)
  const late = reading.shown === 'late' || reading.shown === 'over'
  const steps = lines.filter(line => line.kind !== 'rule' && line.kind !== 'verdict')
  const verdict = lines.find(line => line.kind === 'verdict')
  return (
    <section className={`ss-sheet ss-evidence ss-k-${reading.shown}`} aria-label={titleOf(reading.shown, t)}>
      <header className="ss-row ss-evidence-head">
        <h2 className="ss-evidence-title ss-grow">{titleOf(reading.shown, t)}</h2>
        <ClockBadge clock={clock} />
        {onClose && <Button type="text" aria-label={t('close')} icon={<X size={18} />} onClick={onClose} />}
      </header>
      <div className="ss-evidence-body">
        <TimeLine explanation={explanation} now={now} />
        <ol className="ss-why">
          {steps.map((line, i) => {
            const { head, rest } = splitLabel(line.text)
            const said = line.kind === 'term' ? lineAsSaid(rest, explanation.prose) : rest
            const end = line.kind === 'settled' && late
            return (
              <li key={line.kind + line.text} className={`ss-why-line${end ? ' ss-why-bad' : ''}`}>
                <i className="ss-num" aria-hidden="true">
                  {i + 1}
                </i>
                <span>
                  {head && <b>{head}</b>} {said}
                  {line.seq !== null && (
                    <>
                      {' '}
                      {onEvent ? (
                        <button type="button" className="ss-bare ss-link" onClick={() => onEvent(line.seq!)}>
                          {t('event', { seq: line.seq })}
                        </button>
                      ) : (
                        <span className="ss-3">{t('event', { seq: line.seq })}</span>
                      )}
                    </>
                  )}
                </span>
                {line.value && <b className="ss-num">{line.value}</b>}
              </li>
            )
          })}
        </ol>
        <p className="ss-row ss-trail-verdict" role="status">
          <b className="ss-grow">{t('verdict', { word: verdictWord(clock.state, late, t) })}</b>
          {reading.shown !== 'void' && (
            <span className="ss-num">
              {late
                ? t('byBy', { time: spanWords(reading.ms) })
                : reading.shown === 'met'
                  ? t('took', { time: spanWords(reading.ms) })
                  : t('left', { time: span(reading.ms) })}
            </span>
          )}
        </p>
        {verdict && <p className="ss-12 ss-3">{verdict.text}</p>}
        {explanation.exemption && <ExemptionNote exemption={explanation.exemption} />}
        {acts}
        <blockquote className="ss-clause">
          <div className="ss-row ss-12">
            <ClauseLink clause={clock.clause} />
            <b className="ss-grow ss-el">{clock.clause.title}</b>
            <span className="ss-3">{t('version', { number: standard.version, day: dayOf(standard.publishedAt) })}</span>
          </div>
          <p className="ss-song">{explanation.prose || rule.sentence}</p>
          <details>
            <summary className="ss-12">{t('ruleText')}</summary>
            <pre className="ss-12">{rule.source}</pre>
          </details>
          <Facts evidence={explanation.evidence} t={t} />
        </blockquote>
      </div>
      <footer className="ss-row ss-evidence-foot">
        {explanation.recomputed ? (
          <span className="ss-row ss-12 ss-3 ss-grow">
            <ShieldCheck size={15} color="var(--ss-time-met)" /> {t('recomputedOk')}
          </span>
        ) : (
          <span className="ss-row ss-12 ss-grow ss-evidence-alarm" role="alert">
            <ShieldAlert size={15} /> {t('recomputedBad')}
          </span>
        )}
        {footer}
      </footer>
    </section>
  )
}

const titleOf = (shown: string, t: UiLabels): string =>
  t(shown === 'late' || shown === 'over' ? 'whyLate' : shown === 'met' ? 'whyMet' : 'whyRunning')

function verdictWord(state: Explanation['clock']['state'], late: boolean, t: UiLabels): string {
  if (state === 'running' || state === 'paused') return late ? t('verdict.over') : t(`verdict.${state}`)
  return t(`verdict.${state}`)
}

/** Lines of the arithmetic begin with a short label and a wide gap: `起算　14:36:05`, `start     14:36:05`. The label stands out. */
function splitLabel(text: string): { head: string; rest: string } {
  const [, head = '', rest = text] = /^(\S{1,12})(?:\u3000| {2,})(.*)$/s.exec(text) ?? []
  return { head, rest }
}

function Facts({ evidence, t }: { evidence: Explanation['evidence']; t: UiLabels }) {
  const rows = Object.entries(evidence)
  if (rows.length === 0) return null
  return (
    <details>
      <summary className="ss-12">{t('readFacts')}</summary>
      <dl className="ss-facts ss-12">
        {rows.map(([name, value]) => (
          <div key={name} className="ss-row">
            <dt className="ss-3">{name}</dt>
            <dd>{String(value ?? '')}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Start, limit and end on one line, drawn to scale. */
function TimeLine({ explanation: { clock }, now }: { explanation: Explanation; now: number }) {
  const t = useUiLabels()
  const start = Date.parse(clock.startedAt)
  const due = Date.parse(clock.dueAt)
  const end = clock.settledAt ? Date.parse(clock.settledAt) : clock.pausedAt ? Date.parse(clock.pausedAt) : now
  const whole = Math.max(due, end) - start || 1
  const place = (at: number) => Math.max(0, Math.min(100, ((at - start) / whole) * 100))
  const late = end > due
  const endWord = clock.settledAt ? t('ended', { at: exact(end) }) : t('nowMark', { at: timeOf(end) })
  return (
    <div className="ss-line" role="img" aria-label={t('chart', { from: exact(start), due: exact(due), end: endWord })}>
      <div className="ss-line-top ss-12 ss-num" aria-hidden="true">
        <span>{t('started', { at: exact(start) })}</span>
        <span className="ss-line-due" style={{ left: `${place(due)}%` }} data-end={place(due) > 60 || undefined}>
          {t('due', { at: exact(due) })}
        </span>
      </div>
      <div className="ss-line-bar">
        <i className="ss-line-used" style={{ width: `${place(Math.min(end, due))}%` }} />
        {late && <i className="ss-line-over" style={{ left: `${place(due)}%`, width: `${100 - place(due)}%` }} />}
        <i className="ss-line-mark" style={{ left: `${place(due)}%` }} />
      </div>
      <div className="ss-line-end ss-12 ss-num" aria-hidden="true" data-late={late || undefined}>
        {endWord}
      </div>
    </div>
  )
}
