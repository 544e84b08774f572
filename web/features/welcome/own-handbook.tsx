import type { Problem } from '@sansheng/rulebook/document'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { shownLanguage } from '../../app/language.ts'
import { HandbookDrop } from '../../ui/handbook/drop.tsx'
import { useHandbookLabels } from '../../ui/handbook/labels.ts'
import { HandbookWalk } from '../../ui/handbook/walk.tsx'
import type { WelcomeLabels } from './labels.ts'
import { ownTemplate, type Plan } from './plan.ts'

type Own = NonNullable<Plan['own']>

/** The handbook of the organisation: hand it in, then walk through what was read in it. */
export function OwnHandbook({ own, onChange }: { own: Own | null; onChange: (own: Own | null) => void }) {
  const t = useHandbookLabels()
  const place = useRef<HTMLElement>(null)
  const name = own?.name
  // it stands below the cards, often below the screen
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file moves the eye once more
  useEffect(() => {
    place.current?.focus({ preventScroll: true })
    place.current?.scrollIntoView?.({ block: 'start' })
  }, [name])
  if (!own)
    return (
      <section ref={place} tabIndex={-1} aria-label={t('drop')}>
        <HandbookDrop t={t} onRead={(proposed, name) => onChange({ name, proposed, decisions: {} })} />
      </section>
    )
  const { proposed, decisions } = own
  return (
    <section ref={place} tabIndex={-1} aria-label={proposed.title} className="ss-wizard-own">
      <div className="ss-row ss-wrap">
        <h2 className="ss-grow">{proposed.title}</h2>
        <span className="ss-13 ss-2">{t('found', { clauses: proposed.clauses, count: proposed.proposals.length })}</span>
        <Button size="small" onClick={() => onChange(null)}>
          {t('another')}
        </Button>
      </div>
      <HandbookWalk proposed={proposed} decisions={decisions} onDecide={next => onChange({ ...own, decisions: next })} t={t} />
    </section>
  )
}

/** What of the own handbook will run from the first day, and what still waits for a word. */
export function OwnSum({ own, problems, t }: { own: Own; problems: Problem[]; t: WelcomeLabels }) {
  const accepted = Object.values(own.decisions).filter(d => d.do !== 'prose').length
  const waiting = own.proposed.proposals.length - Object.keys(own.decisions).length
  return (
    <div>
      <h2>{ownTemplate(own).title}</h2>
      <p className="ss-13 ss-2">{t('ownSum', { accepted, waiting })}</p>
      {problems.length > 0 && (
        <div role="alert" className="ss-note ss-note-warn">
          <div>
            <p>{t('ownProblems', { count: problems.length })}</p>
            {problems.slice(0, 3).map(p => (
              <p key={`${p.line}:${p.column}:${p.code}`}>{p.message[shownLanguage()]}</p>
            ))}
          </div>
        </div>
      )}
      {own.proposed.warnings.map(warning => (
        <p key={warning} className="ss-note ss-note-warn">
          {warning}
        </p>
      ))}
    </div>
  )
}
