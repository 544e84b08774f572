import { type Person, people } from '@sansheng/contract/people.ts'
import { Input, Select, Switch } from 'antd'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { GrantFields } from './grant-fields.tsx'
import type { PeopleLabels } from './labels.ts'
import type { PersonValues } from './person-form.ts'

/** The fields of a person; `person` is null for a new one. */
export function PersonFields({
  person,
  values,
  onChange,
  t,
}: {
  person: Person | null
  values: PersonValues
  onChange: (part: Partial<PersonValues>) => void
  t: PeopleLabels
}) {
  const { siteId } = useSession()
  const departments = useCall(people.listDepartments, { params: { siteId } }, { enabled: person === null })
  return (
    <>
      <label htmlFor="person-name">{t('name')}</label>
      <Input
        id="person-name"
        value={values.name}
        maxLength={60}
        autoFocus={person === null}
        onChange={e => onChange({ name: e.target.value })}
      />
      <label htmlFor="person-number">{t('staffNumber')}</label>
      <Input
        id="person-number"
        value={values.staffNumber}
        disabled={person !== null}
        maxLength={32}
        onChange={e => onChange({ staffNumber: e.target.value.trim() })}
      />
      <label htmlFor="person-phone">{t('phone')}</label>
      <div>
        <Input
          id="person-phone"
          value={values.phone}
          maxLength={40}
          inputMode="tel"
          onChange={e => onChange({ phone: e.target.value })}
        />
        {person?.phoneMasked && <span className="ss-12 ss-3">{t('phoneHint', { phone: person.phoneMasked })}</span>}
      </div>
      <span>{t('grants')}</span>
      <GrantFields grants={values.grants} onChange={grants => onChange({ grants })} t={t} />
      {person === null && (
        <>
          <label htmlFor="person-departments">{t('inDepartments')}</label>
          <Select
            id="person-departments"
            mode="multiple"
            value={values.departmentIds}
            loading={departments.isPending}
            options={departments.data?.items.map(d => ({ value: d.id, label: d.name })) ?? []}
            optionFilterProp="label"
            onChange={departmentIds => onChange({ departmentIds })}
          />
        </>
      )}
      <label htmlFor="person-probation">{t('probation')}</label>
      <div className="ss-row">
        <Switch id="person-probation" checked={values.probation} onChange={probation => onChange({ probation })} />
        <span className="ss-12 ss-3">{t('probationHint')}</span>
      </div>
      {person && (
        <>
          <label htmlFor="person-active">{t('active')}</label>
          <div className="ss-row">
            <Switch id="person-active" checked={values.active} onChange={active => onChange({ active })} />
            <span className="ss-12 ss-3">{t('activeHint')}</span>
          </div>
        </>
      )}
    </>
  )
}
