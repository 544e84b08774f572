import type { ClockView } from '@sansheng/contract/clocks.ts'
import { useClockLabels } from '../app/labels.ts'
import { full, span, useNow } from '../app/time.ts'
import './clock-badge.css'
import { type Reading, readClock, type Shown } from './clock-state.ts'

/** Glyph, word and time together: colour never stands alone. */
export function ClockBadge({ clock, name = true }: { clock: ClockView; name?: boolean }) {
  const reading = readClock(clock, useNow())
  const t = useClockLabels()
  const time = reading.shown === 'void' ? '' : span(reading.ms)
  const label = t('label', { name: clock.clause.title, state: t(reading.shown), time })
  return (
    <span
      className={`ss-clk ss-k-${reading.shown}`}
      role="img"
      aria-label={name ? label : `${t(reading.shown)} ${time}`}
      title={`§${clock.clause.number} ${clock.clause.title} · ${full(clock.dueAt)}`}
    >
      <ClockGlyph reading={reading} />
      <em>{t(reading.shown)}</em>
      {time && <span className="ss-num">{time}</span>}
    </span>
  )
}

const circle = 2 * Math.PI * 2.15

/** Shrinking pie, thin pie, triangle, tick, bars, ring: readable without colour. */
export function ClockGlyph({ reading, size = 14 }: { reading: Pick<Reading, 'shown' | 'used'>; size?: number }) {
  const shown: Shown = reading.shown
  const left = Math.max(0.04, Math.min(1, 1 - reading.used))
  return (
    <svg className="ss-glyph" viewBox="0 0 14 14" width={size} height={size} aria-hidden="true">
      {(shown === 'ample' || shown === 'soon') && (
        <>
          <circle cx="7" cy="7" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
          {/* a stroke as wide as its circle is a pie */}
          <circle
            cx="7"
            cy="7"
            r="2.15"
            fill="none"
            stroke="currentColor"
            strokeWidth="4.3"
            strokeDasharray={`${left * circle} ${circle}`}
            transform="rotate(-90 7 7)"
          />
        </>
      )}
      {(shown === 'over' || shown === 'late') && (
        <>
          <path d="M7 1 13.3 12.4H.7Z" fill="currentColor" />
          <path d="M7 5v3.4M7 10v.9" stroke="var(--ss-glyph-hole)" strokeWidth="1.5" strokeLinecap="round" />
        </>
      )}
      {shown === 'met' && (
        <path
          d="M2 7.6 5.4 11 12 3.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {shown === 'paused' && <path d="M4.4 2.5v9M9.6 2.5v9" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />}
      {(shown === 'waiting' || shown === 'void') && (
        <circle
          cx="7"
          cy="7"
          r="5.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="2 2.4"
          strokeLinecap="round"
        />
      )}
    </svg>
  )
}
