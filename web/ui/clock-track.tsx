import type { ClockView } from '@sansheng/contract/clocks.ts'
import type { Reading } from './clock-state.ts'

/** Where the limit stands on the track: what is past it ran over. In percent of the width. */
const limitAt = 78

/** Elapsed fills, a pause hatches, a breach runs past the limit mark. The words beside it say the same. */
export function ClockTrack({ clock, reading, now }: { clock: ClockView; reading: Reading; now: number }) {
  const used = Math.max(0, reading.used)
  const fill = Math.min(1, used) * limitAt
  const over = used > 1 ? Math.min(100 - limitAt, Math.max(3, (used - 1) * limitAt)) : 0
  const pausedMs = clock.state === 'paused' && clock.pausedAt ? now - Date.parse(clock.pausedAt) : 0
  const hatch = pausedMs > 0 ? Math.min(limitAt - fill, Math.max(6, (pausedMs / Math.max(1, clock.termMs)) * limitAt)) : 0
  return (
    <span className={`ss-track ss-track-${reading.shown}`} aria-hidden="true">
      <i className="ss-track-fill" style={{ width: `${fill}%` }} />
      {over > 0 && <i className="ss-track-over" style={{ left: `${limitAt}%`, width: `${over}%` }} />}
      {hatch > 0 && <i className="ss-track-hatch" style={{ left: `${fill}%`, width: `${hatch}%` }} />}
      <i className="ss-track-limit" style={{ left: `${limitAt}%` }} />
    </span>
  )
}
