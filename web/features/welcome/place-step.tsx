import { people } from '@sansheng/contract/people.ts'
import { facts } from '@sansheng/rulebook/vocabulary'
import { Button, Input, InputNumber, Radio } from 'antd'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { siteKindWord } from '../../ui/vocabulary-labels.ts'
import { hoursProblem } from './hours.ts'
import { HoursField } from './hours-field.tsx'
import type { WelcomeLabels } from './labels.ts'
import type { Plan, SiteKind, Size } from './plan.ts'

const siteKinds = Object.keys(facts.site.fields.kind.values) as Parameters<typeof siteKindWord>[0][]

export function PlaceStep({
  plan,
  locked,
  onChange,
  onNext,
  t,
}: {
  plan: Plan
  /** The site stands already; its name and code cannot be taken back here. */
  locked: boolean
  onChange: (plan: Plan) => void
  onNext: () => void
  t: WelcomeLabels
}) {
  const { me } = useSession()
  const [attempted, setAttempted] = useState(false)
  const units = useCall(people.listUnits, {}, { staleTime: 60_000 })
  const wrong = {
    unit: plan.unit.trim() === '' ? t('required', { what: t('unit') }) : null,
    site: plan.site.trim() === '' ? t('required', { what: t('site') }) : null,
    code: /^[A-Z0-9]{2,8}$/.test(plan.code) ? null : t('codeHint'),
    hours: hoursProblem(plan.hours),
  }
  const submit = () => {
    setAttempted(true)
    if (wrong.unit || wrong.site || wrong.code || wrong.hours) return
    onChange({ ...plan, unitId: units.data?.items.find(u => u.name === plan.unit.trim())?.id ?? null })
    onNext()
  }
  const field = (name: 'unit' | 'site' | 'code', hint: string, maxLength: number) => (
    <div className="ss-field">
      <label htmlFor={`welcome-${name}`}>{t(name)}</label>
      <Input
        id={`welcome-${name}`}
        size="large"
        value={plan[name]}
        maxLength={maxLength}
        list={name === 'unit' ? 'welcome-units' : undefined}
        disabled={locked}
        status={attempted && wrong[name] ? 'error' : ''}
        aria-invalid={attempted && wrong[name] !== null}
        aria-describedby={`welcome-${name}-hint`}
        placeholder={name === 'code' ? 'LZ' : hint}
        onChange={e => onChange({ ...plan, [name]: name === 'code' ? e.target.value.toUpperCase() : e.target.value })}
      />
      <span id={`welcome-${name}-hint`} className={`ss-12 ${attempted && wrong[name] ? 'ss-wrong' : 'ss-3'}`}>
        {(attempted && wrong[name]) || (name === 'code' ? hint : '')}
      </span>
    </div>
  )
  return (
    <main className="ss-wizard-main">
      <h1>{t('placeTitle')}</h1>
      <p className="ss-2">{t('placeText')}</p>
      <p className="ss-note">{t('signedInAs', { number: me.person.staffNumber, name: me.person.name })}</p>
      {/* Browsers without this property are old ones: nothing is known of them. */}
      {window.isSecureContext === false && <p className="ss-note ss-note-warn">{t('insecure')}</p>}
      <form
        className="ss-wizard-form"
        onSubmit={e => {
          e.preventDefault()
          submit()
        }}
      >
        {field('unit', t('unitExample'), 80)}
        <datalist id="welcome-units">
          {units.data?.items.map(u => (
            <option key={u.id} value={u.name} />
          ))}
        </datalist>
        {field('site', t('siteExample'), 80)}
        {field('code', t('codeHint'), 8)}
        <div className="ss-field">
          <span id="welcome-kind">{t('kind')}</span>
          <Radio.Group
            aria-labelledby="welcome-kind"
            value={plan.kind}
            disabled={locked}
            onChange={e => onChange({ ...plan, kind: e.target.value as SiteKind, standard: null })}
            options={siteKinds.map(value => ({ value, label: siteKindWord(value) }))}
          />
        </div>
        <div className="ss-field">
          <span id="welcome-size">{t('size')}</span>
          <Radio.Group
            aria-labelledby="welcome-size"
            value={plan.size}
            onChange={e => onChange({ ...plan, size: e.target.value as Size, standard: null, departments: [], persons: [] })}
            options={[
              { value: 'few', label: t('sizeFew') },
              { value: 'departments', label: t('sizeDepartments') },
            ]}
            disabled={locked}
          />
          {plan.size === 'few' && (
            <span className="ss-row">
              <InputNumber
                aria-label={t('headcountLabel')}
                min={1}
                max={9}
                value={plan.headcount}
                disabled={locked}
                onChange={headcount => headcount && onChange({ ...plan, headcount, persons: [] })}
              />
              {t('headcount')}
            </span>
          )}
        </div>
        <HoursField hours={plan.hours} locked={locked} onChange={hours => onChange({ ...plan, hours })} t={t} />
        <div className="ss-wizard-foot">
          <span className="ss-grow" />
          <Button type="primary" size="large" htmlType="submit">
            {t('next')} <ArrowRight size={16} aria-hidden="true" /> <span className="ss-kbd">Enter</span>
          </Button>
        </div>
      </form>
    </main>
  )
}
