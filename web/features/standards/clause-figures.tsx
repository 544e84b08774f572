import { ClockGlyph } from '../../ui/clock-badge.tsx'
import { gradeOf, percent } from '../../ui/rate.ts'
import type { ClauseView } from '../../ui/rule-figure.ts'
import type { StandardLabels } from './labels.ts'
import type { ClauseFigures } from './read.ts'
import { Sparkline } from './sparkline.tsx'

/** Rate with glyph, word by number; never colour alone. */
export function Rate({ rate, t, size = 'big' }: { rate: number; t: StandardLabels; size?: 'big' | 'small' }) {
  const grade = gradeOf(rate)
  return (
    <span className={`ss-rate ss-rate-${size} ss-grade-${grade}`} role="img" aria-label={t('rateLabel', { rate: percent(rate) })}>
      <ClockGlyph reading={{ shown: grade, used: 1 - rate }} />
      <b className="ss-num">{percent(rate)}</b>
      <small>%</small>
    </span>
  )
}

/** What happened under a clause, in words with numbers: only what there is. */
export function countWords({ counts, timed }: ClauseFigures, t: StandardLabels): string {
  const parts: string[] = []
  const add = (word: Parameters<StandardLabels>[0], count: number, always = false) => {
    if (count > 0 || always) parts.push(t(word, { count: count.toLocaleString('zh-CN') }))
  }
  const any = Object.values(counts).some(n => n > 0)
  if (timed && any) {
    add('late', counts.late, true)
    add('exempted', counts.exempted)
    add('running', counts.running)
  }
  add('denied', counts.denied)
  add('overridden', counts.overridden)
  add('warned', counts.warned)
  add('recorded', counts.recorded)
  return parts.join(' · ')
}

/** The figures beside a clause, or why there are none. */
export function ClauseMargin({
  clause,
  figures,
  month,
  zone,
  trial,
  t,
}: {
  clause: ClauseView
  figures: ClauseFigures | null
  /** The figures of the last 30 days, for the line. */
  month: ClauseFigures | null
  zone: string
  trial: boolean
  t: StandardLabels
}) {
  if (clause.rules.length === 0) return null
  const states = clause.rules.map(r => r.state)
  const still = (['later', 'open', 'proposed', 'retired'] as const).find(s => states.every(x => x === s))
  if (still)
    return (
      <p className="ss-12 ss-3 ss-row ss-margin-none">
        <ClockGlyph reading={{ shown: 'waiting', used: 0 }} /> {t(still)}
      </p>
    )
  const only = trial || states.every(s => s === 'record-only' || s === 'later')
  const mark = only ? <span className="ss-mark">{t('recordOnly')}</span> : null
  if (!figures) return mark
  const words = countWords(figures, t)
  return (
    <>
      <div className="ss-row ss-margin-rate">
        {figures.rate === null ? (
          <span className="ss-12 ss-3 ss-row">
            <ClockGlyph reading={{ shown: 'waiting', used: 0 }} /> {words === '' ? t('nothingYet') : words}
          </span>
        ) : (
          <Rate rate={figures.rate} t={t} />
        )}
        {month && <Sparkline of={month.days} grade={gradeOf(figures.rate ?? 1)} zone={zone} t={t} />}
      </div>
      {(figures.rate !== null || mark) && (
        <p className="ss-12 ss-3 ss-margin-words">
          {mark}
          {figures.rated > 1 && figures.rate !== 1 && <span>{t('rateWorst')}</span>}
          {figures.rate !== null && words !== '' && <span className="ss-num-plain">{words}</span>}
        </p>
      )}
    </>
  )
}
