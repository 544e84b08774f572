import { Checkbox, Input } from 'antd'
import { type Hours, hoursProblem, weekdays } from './hours.ts'
import type { WelcomeLabels } from './labels.ts'

/** Days and hours at which the site is open; working days of the rules are counted by them. */
export function HoursField({
  hours,
  locked,
  onChange,
  t,
}: {
  hours: Hours
  locked: boolean
  onChange: (hours: Hours) => void
  t: WelcomeLabels
}) {
  const problem = hoursProblem(hours)
  return (
    <div className="ss-field">
      <span id="welcome-days">{t('hours')}</span>
      <Checkbox.Group
        aria-labelledby="welcome-days"
        value={hours.days}
        disabled={locked}
        onChange={days => onChange({ ...hours, days: weekdays.filter(day => days.includes(day)) })}
        options={weekdays.map(value => ({ value, label: t(value) }))}
      />
      <Input
        aria-label={t('hoursOfDay')}
        value={hours.spans}
        maxLength={80}
        disabled={locked}
        status={problem ? 'error' : ''}
        aria-invalid={problem !== null}
        aria-describedby="welcome-hours-hint"
        onChange={e => onChange({ ...hours, spans: e.target.value })}
      />
      <span id="welcome-hours-hint" className={`ss-12 ${problem ? 'ss-wrong' : 'ss-3'}`}>
        {problem ? t(problem === 'never' ? 'hoursNever' : 'hoursUnread') : t('hoursHint')}
      </span>
      <Checkbox checked={hours.holidays} disabled={locked} onChange={e => onChange({ ...hours, holidays: e.target.checked })}>
        {t('holidays')}
      </Checkbox>
    </div>
  )
}
