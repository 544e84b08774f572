import { dayOf, serverNow } from '../../app/time.ts'
import { percent } from '../../ui/rate.ts'
import type { StandardLabels } from './labels.ts'
import type { ClauseFigures } from './read.ts'

const [width, height, days] = [88, 24, 30]

/** Daily rates of the last 30 days; a day without a verdict is passed over. */
export function Sparkline({ of, grade, zone, t }: { of: ClauseFigures['days']; grade: string; zone: string; t: StandardLabels }) {
  const today = Date.parse(`${dayOf(serverNow(), zone)}T00:00:00Z`)
  const points = of
    .map(d => ({ age: (today - Date.parse(`${d.day}T00:00:00Z`)) / 86_400_000, rate: d.met / Math.max(1, d.met + d.late) }))
    .filter(p => p.age >= 0 && p.age < days)
  const last = points.at(-1)
  if (!last) return null
  const low = Math.min(0.8, ...points.map(p => p.rate))
  const at = (p: { age: number; rate: number }) => ({
    x: 3 + (width - 6) * (1 - p.age / (days - 1)),
    y: 3 + (height - 6) * (1 - (p.rate - low) / (1 - low)),
  })
  const end = at(last)
  return (
    <svg
      className={`ss-spark ss-grade-${grade}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t('spark', { rate: percent(last.rate) })}
    >
      <path d={`M0 3h${width}`} stroke="var(--ss-line-2)" strokeDasharray="2 3" />
      <polyline
        points={points
          .map(at)
          .map(p => `${p.x.toFixed(1)},${p.y.toFixed(1)}`)
          .join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <circle cx={end.x} cy={end.y} r="2.6" fill="currentColor" />
    </svg>
  )
}
