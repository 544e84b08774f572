import { joined } from '../../app/punctuation.ts'
import { percent } from '../../ui/rate.ts'
import type { ComplianceLabels } from './labels.ts'
import { type Figure, isTimed, talliesOf } from './table-read.ts'

/** Calm: the rate and what fell short, in words. Nothing happened: nothing, never a zero. */
export function FigureButton({
  figure,
  kind,
  label,
  on,
  onOpen,
  t,
}: {
  figure: Figure | null
  kind: string
  label: string
  on: boolean
  onOpen: () => void
  t: ComplianceLabels
}) {
  if (!figure) return <span className="ss-figure-none" title={t('nothing')} />
  const tallies = talliesOf(figure, kind).map(([key, n]) => t(key, { count: n.toLocaleString('zh-CN') }))
  const rate = figure.rate === null ? null : percent(figure.rate)
  const spoken = joined(
    [rate !== null && t(isTimed(kind) ? 'rateOf' : 'passRateOf', { rate }), ...tallies].filter(part => part !== false),
  )
  return (
    <button
      type="button"
      className={`ss-bare ss-figure${on ? ' ss-on' : ''}`}
      aria-label={t('cell', { clause: label, when: '', words: spoken })}
      title={tallies.join(' · ')}
      onClick={onOpen}
    >
      <b className="ss-num">{rate === null ? '—' : `${rate}%`}</b>
      <span className="ss-12 ss-3">
        {[tallies[0], figure.exempted > 0 && t('exempted', { count: figure.exempted })].filter(Boolean).join(' · ')}
      </span>
    </button>
  )
}
