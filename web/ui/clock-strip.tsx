import type { ClockView } from '@sansheng/contract/clocks.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { useClockLabels } from '../app/labels.ts'
import { exact, full, span, useNow } from '../app/time.ts'
import { ClauseLink } from './clause-link.tsx'
import { ClockGlyph } from './clock-badge.tsx'
import { readClock, type Shown } from './clock-state.ts'
import './clock-strip.css'
import { ClockTrack } from './clock-track.tsx'
import { useExemptionLabels } from './exemption-labels.ts'
import { useUiLabels } from './labels.ts'
import { Mark } from './mark.tsx'
import { useNarrow } from './sheet.tsx'
import { termWords } from './term-labels.ts'

/** All clocks of one ticket side by side; the chosen one opens its evidence. */
export function ClockStrip({
  clocks,
  selected = null,
  onSelect,
}: {
  clocks: ClockView[]
  selected?: string | null
  onSelect?: (clockId: string) => void
}) {
  const t = useUiLabels()
  const phone = useNarrow(768)
  const [whole, setWhole] = useState(false)
  const settled = clocks.filter(c => (c.state === 'met' || c.state === 'void') && c.id !== selected)
  // on a phone what is settled must not stand before what is still owed
  const folds = phone && settled.length > 1
  const shown = folds && !whole ? clocks.filter(c => !settled.includes(c)) : clocks
  if (clocks.length === 0) return <p className="ss-sheet ss-strip-none ss-3">{t('noClocks')}</p>
  return (
    <ol className="ss-sheet ss-strip" aria-label={t('clocks')}>
      {shown.map(clock => (
        <Cell key={clock.id} clock={clock} chosen={clock.id === selected} onSelect={onSelect} />
      ))}
      {folds && (
        <li className="ss-strip-fold">
          <Button type="text" block aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('foldSettled') : t('settledFolded', { count: settled.length })}
          </Button>
        </li>
      )}
    </ol>
  )
}

function Cell({ clock, chosen, onSelect }: { clock: ClockView; chosen: boolean; onSelect?: ((id: string) => void) | undefined }) {
  const t = useUiLabels()
  const c = useClockLabels()
  const e = useExemptionLabels()
  const now = useNow()
  const reading = readClock(clock, now)
  const time = reading.shown === 'void' ? '' : span(reading.ms)
  const name = clock.period > 1 ? `${clock.clause.title} ${t('period', { number: clock.period })}` : clock.clause.title
  return (
    <li className={`ss-cell ss-k-${reading.shown}${chosen ? ' ss-chosen' : ''}`}>
      <div className="ss-row ss-cell-head">
        <span className="ss-grow ss-cell-name" title={clock.clause.title}>
          {name}
        </span>
        <ClauseLink clause={clock.clause} />
      </div>
      <button
        type="button"
        className="ss-bare ss-cell-body"
        aria-expanded={onSelect ? chosen : undefined}
        onClick={() => onSelect?.(clock.id)}
      >
        <span className="ss-only-read">{t('explain', { name: clock.clause.title })}</span>
        <ClockTrack clock={clock} reading={reading} now={now} />
        <span className="ss-row ss-cell-value">
          <ClockGlyph reading={reading} size={15} />
          <span className="ss-12">{c(reading.shown)}</span>
          {time && <b className="ss-num">{time}</b>}
          {clock.exempted && <Mark tone="paused">{e('exempted')}</Mark>}
        </span>
        <span className="ss-12 ss-el ss-cell-note" title={full(clock.dueAt)}>
          {noteOf(clock, reading.shown, t)}
          {clock.recordOnly && ` · ${c('recordOnly')}`}
        </span>
      </button>
    </li>
  )
}

function noteOf(clock: ClockView, shown: Shown, t: ReturnType<typeof useUiLabels>): string {
  if (shown === 'met' || shown === 'late')
    return `${t('limit', { within: termWords(clock.within, clock.clause.title) })}${clock.settledAt ? ` · ${t('settledAt', { at: exact(clock.settledAt) })}` : ''}`
  if (shown === 'paused') return t('pausedSince', { at: exact(clock.pausedAt ?? clock.startedAt) })
  if (shown === 'void') return t('voided')
  if (shown === 'over')
    return `${t('limit', { within: termWords(clock.within, clock.clause.title) })} · ${t('wasDueAt', { at: exact(clock.dueAt) })}`
  return `${t('limit', { within: termWords(clock.within, clock.clause.title) })} · ${t('dueAt', { at: exact(clock.dueAt) })}`
}
