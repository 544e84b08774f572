import type { Exemption } from '@sansheng/contract/exemptions.ts'
import { ShieldQuestion } from 'lucide-react'
import { exact } from '../app/time.ts'
import { useExemptionLabels } from './exemption-labels.ts'
import { Mark } from './mark.tsx'

/** Who asked to exempt a breach and why, and what became of it; it stays beside the breach. */
export function ExemptionNote({ exemption }: { exemption: Exemption }) {
  const t = useExemptionLabels()
  const { state, reason, requestedBy, requestedAt, answeredBy, answeredAt, refusal } = exemption
  const answer = { name: answeredBy?.name ?? '', at: answeredAt ? exact(answeredAt) : '', reason: refusal ?? '' }
  return (
    <section className="ss-note ss-exemption" aria-label={t('exemption')}>
      <ShieldQuestion size={16} aria-hidden="true" />
      <div className="ss-col ss-13" style={{ gap: 2 }}>
        <p>
          {state === 'granted' && <Mark tone="paused">{t('exempted')}</Mark>}{' '}
          {t('requested', { name: requestedBy?.name ?? '', at: exact(requestedAt) })}
          {state === 'waiting' && ` · ${t('waits')}`}
        </p>
        <q className="ss-song">{reason ?? t('erased')}</q>
        {state === 'granted' && (
          <>
            <p>{t('granted', answer)}</p>
            <p className="ss-12 ss-3">{t('stays')}</p>
          </>
        )}
        {state === 'refused' && <p>{t('refused', answer)}</p>}
        {state === 'withdrawn' && <p>{t('withdrawn')}</p>}
      </div>
    </section>
  )
}
