import type { ClockView } from '@sansheng/contract/clocks.ts'
import { useClockLabels } from '../app/labels.ts'
import { span, useNow } from '../app/time.ts'
import { ClockGlyph } from './clock-badge.tsx'
import { readClock } from './clock-state.ts'
import './fuse-row.css'

/** A clock on the board: the bar is what is left, and it shortens; overdue is full. Readable from across a room. */
export function FuseRow({ clock, title, who }: { clock: ClockView; title: string | null; who: string | null }) {
  const c = useClockLabels()
  const reading = readClock(clock, useNow())
  const left = reading.shown === 'over' ? 1 : Math.max(0, Math.min(1, 1 - reading.used))
  const state = c(reading.shown)
  const time = span(reading.ms)
  const name = [clock.clause.title, title].filter(Boolean).join(' · ')
  return (
    <li className={`ss-fuse ss-k-${reading.shown}`} aria-label={`${c('label', { name, state, time })}${who ? `，${who}` : ''}`}>
      <span className="ss-fuse-time" aria-hidden="true">
        <ClockGlyph reading={reading} size={22} />
        <b className="ss-num">{time}</b>
        <span>{state}</span>
      </span>
      <span className="ss-fuse-what" aria-hidden="true">
        <span className="ss-row">
          <span className="ss-el ss-fuse-name">{name}</span>
          <span className="ss-num ss-3">§{clock.clause.number}</span>
          <span className="ss-grow" />
          {who && <span className="ss-2 ss-fuse-who ss-el">{who}</span>}
        </span>
        <span className={`ss-fuse-bar ss-fuse-${reading.shown}`}>
          <i style={{ width: `${left * 100}%` }} />
        </span>
      </span>
    </li>
  )
}
