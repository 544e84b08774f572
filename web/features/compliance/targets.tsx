import type { TargetRow } from '@sansheng/contract/compliance.ts'
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import { spanWords } from '../../app/time.ts'
import { percent } from '../../ui/rate.ts'
import type { ComplianceLabels } from './labels.ts'

/** How many periods of a target stand side by side; the newest last. */
const shown = 6

/** What the standard wants of whole periods, and whether it was reached. */
export function Targets({ targets, t }: { targets: readonly TargetRow[]; t: ComplianceLabels }) {
  if (targets.length === 0) return null
  return (
    <section className="ss-sheet ss-targets" aria-label={t('targets')}>
      <h2 className="ss-h">{t('targets')}</h2>
      <ul>
        {targets.map(target => (
          <li key={target.ruleId}>
            <p>
              <span className="ss-num ss-3">{target.clause.number}</span> {target.sentence}
            </p>
            {target.unmeasured ? (
              <p className="ss-12 ss-3">{t('unmeasured')}</p>
            ) : (
              <ul className="ss-target-periods">
                {target.periods.slice(-shown).map(p => (
                  <li key={p.from} className={p.reached === false ? 'ss-missed' : ''}>
                    <span className="ss-12 ss-3">
                      {p.day}
                      {p.open && ` ${t('openPeriod')}`}
                    </span>
                    <span className="ss-row">
                      <Mark reached={p.reached} />
                      <b className="ss-num">{writtenValue(target, p.value) ?? '—'}</b>
                    </span>
                    <span className="ss-12 ss-3">
                      {p.value === null
                        ? t('notYet')
                        : p.before
                          ? t('before')
                          : p.reached === null
                            ? t('noGoal')
                            : t(p.reached ? 'reached' : 'missed')}
                      {p.n > 0 && ` · ${t('ofCount', { count: p.n.toLocaleString('zh-CN') })}`}
                    </span>
                    {p.earlier > 0 && (
                      <span className="ss-12 ss-3">{t('earlierCount', { count: p.earlier.toLocaleString('zh-CN') })}</span>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const writtenValue = ({ measure }: TargetRow, value: number | null): string | null =>
  value === null ? null : measure === 'ratio' ? `${percent(value)}%` : spanWords(value)

function Mark({ reached }: { reached: boolean | null }) {
  const Icon = reached === null ? CircleDashed : reached ? CircleCheck : CircleX
  return <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
}
