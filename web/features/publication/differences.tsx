import type { AcceptedDifference } from '@sansheng/contract/publication.ts'
import type { Difference } from '@sansheng/contract/standards.ts'
import { Input } from 'antd'
import type { PublicationLabels } from './labels.ts'

/** Asks for a reason for each rule that says something else than its words; the answers by rule. */
export function DifferenceReasons({
  differences,
  reasons,
  onChange,
  t,
}: {
  differences: readonly Difference[]
  reasons: Readonly<Record<string, string>>
  onChange: (reasons: Record<string, string>) => void
  t: PublicationLabels
}) {
  const rules = [...new Set(differences.map(d => d.ruleId))]
  return (
    <fieldset className="ss-col ss-differences">
      <legend className="ss-13">
        <b>{t('differs', { count: rules.length })}</b>
      </legend>
      {rules.map(ruleId => (
        <div key={ruleId} className="ss-col" style={{ gap: 4 }}>
          {differences
            .filter(d => d.ruleId === ruleId)
            .map(d => (
              <Said key={`${d.line}:${d.what}:${d.message}`} difference={d} t={t} />
            ))}
          <label htmlFor={`reason-${ruleId}`} className="ss-13 ss-2">
            {t('differsWhy', { rule: ruleId })}
          </label>
          <Input
            id={`reason-${ruleId}`}
            value={reasons[ruleId] ?? ''}
            maxLength={500}
            onChange={e => onChange({ ...reasons, [ruleId]: e.target.value })}
          />
        </div>
      ))}
    </fieldset>
  )
}

/** Differences that were accepted, each with its reason; nothing where there are none. */
export function AcceptedDifferences({ differences, t }: { differences: readonly AcceptedDifference[]; t: PublicationLabels }) {
  if (differences.length === 0) return null
  return (
    <div className="ss-note ss-note-warn">
      <div className="ss-grow">
        <p>{t('differs', { count: new Set(differences.map(d => d.ruleId)).size })}</p>
        <ul>
          {differences.map(d => (
            <li key={`${d.ruleId}:${d.line}:${d.what}:${d.message}`}>
              <Said difference={d} t={t} />
              <p className="ss-13">{t('differsReason', { reason: d.reason })}</p>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Said({ difference: { line, sentence, message }, t }: { difference: Difference; t: PublicationLabels }) {
  return (
    <p className="ss-13">
      {t('atLine', { line })} <q className="ss-song">{sentence}</q>
      <br />
      {message}
    </p>
  )
}
