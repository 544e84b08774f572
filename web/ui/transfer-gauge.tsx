import { Button } from 'antd'
import { ArrowLeftRight, Lock } from 'lucide-react'
import { joined } from '../app/punctuation.ts'
import { Kbd } from './kbd.tsx'
import { useUiLabels } from './labels.ts'

/** How often it was handed on, inside the button that hands it on; at the limit the button locks and says so. */
export function TransferGauge({
  count,
  max,
  onTransfer,
  shortcut,
}: {
  count: number
  /** The standard's limit; null when it sets none. */
  max: number | null
  onTransfer: () => void
  shortcut?: string
}) {
  const t = useUiLabels()
  const full = max !== null && count >= max
  return (
    <span className="ss-row">
      <Button
        disabled={full}
        onClick={onTransfer}
        icon={full ? <Lock size={16} /> : <ArrowLeftRight size={16} />}
        aria-label={max === null ? t('transfer') : joined([t('transfer'), t('transferLabel', { count, max })])}
      >
        {t('transfer')}
        {max !== null && (
          <b className="ss-num">
            {count}/{max}
          </b>
        )}
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </Button>
      {full && <span className="ss-12 ss-2">{t('transferLocked')}</span>}
    </span>
  )
}
