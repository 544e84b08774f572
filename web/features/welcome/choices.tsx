import { Select } from 'antd'
import type { WelcomeLabels } from './labels.ts'
import type { Template } from './plan.ts'

/** Where standards disagree: one alternative is taken already, another one can be. */
export function Choices({
  options,
  taken,
  onTake,
  t,
}: {
  options: Template['options']
  /** Those taken otherwise than the standard proposes. */
  taken: Record<string, string>
  onTake: (taken: Record<string, string>) => void
  t: WelcomeLabels
}) {
  if (options.length === 0) return null
  return (
    <details className="ss-choices">
      <summary>
        <b>{t('choices', { count: options.length })}</b>
      </summary>
      <p className="ss-12 ss-3">{t('choicesText')}</p>
      <ul>
        {options.map(({ name, chosen, alternatives }) => {
          const value = taken[name] ?? chosen
          return (
            <li key={name}>
              <b className="ss-13">{name}</b>
              <Select
                size="small"
                aria-label={t('choice', { name })}
                value={value}
                onChange={next => onTake({ ...taken, [name]: next })}
                options={alternatives.map(a => ({ value: a.name, label: a.name }))}
              />
              <p className="ss-12 ss-2">{alternatives.find(a => a.name === value)?.words}</p>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
