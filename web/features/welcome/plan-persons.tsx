import { Button, Input, Select } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { assignableRoles } from '../../ui/role-labels.ts'
import { roleWord } from '../../ui/vocabulary-labels.ts'
import type { WelcomeLabels } from './labels.ts'
import { type Made, nextKey, type PersonPlan, type Plan } from './plan.ts'

/** The first people, each with roles and a department of the plan. */
export function PlanPersons({
  plan,
  made,
  onChange,
  t,
}: {
  plan: Plan
  made: Made
  onChange: (plan: Plan) => void
  t: WelcomeLabels
}) {
  const departments = plan.departments.map(d => d.name.trim()).filter(Boolean)
  const firstNameless = plan.persons.findIndex(p => p.name === '')
  return (
    <section aria-label={t('persons')} className="ss-col">
      <h2 className="ss-h">{t('persons')}</h2>
      <p className="ss-13 ss-2">{t('personsText')}</p>
      {plan.persons.length === 0 && <p className="ss-3">{t('noPersons')}</p>}
      <ul className="ss-plan-persons">
        {plan.persons.map((person, i) => (
          <PersonRow
            key={person.key}
            person={person}
            number={i + 1}
            departments={departments}
            locked={made.persons[person.staffNumber] !== undefined}
            autoFocus={i === firstNameless}
            onChange={part =>
              onChange({ ...plan, persons: plan.persons.map(p => (p.key === person.key ? { ...p, ...part } : p)) })
            }
            onRemove={() => onChange({ ...plan, persons: plan.persons.filter(p => p.key !== person.key) })}
            t={t}
          />
        ))}
      </ul>
      <div>
        <Button
          icon={<Plus size={15} />}
          onClick={() =>
            onChange({
              ...plan,
              persons: [
                ...plan.persons,
                { key: nextKey(plan.persons), name: '', staffNumber: '', roles: ['agent'], department: null },
              ],
            })
          }
        >
          {t('addPerson')}
        </Button>
      </div>
    </section>
  )
}

/** `locked`: the person has been made already. */
function PersonRow({
  person,
  number,
  departments,
  locked,
  autoFocus,
  onChange,
  onRemove,
  t,
}: {
  person: PersonPlan
  number: number
  departments: readonly string[]
  locked: boolean
  autoFocus: boolean
  onChange: (part: Partial<PersonPlan>) => void
  onRemove: () => void
  t: WelcomeLabels
}) {
  return (
    <li aria-label={t('person', { number })}>
      <Input
        aria-label={t('name')}
        placeholder={t('name')}
        value={person.name}
        maxLength={60}
        disabled={locked}
        autoFocus={autoFocus && person.name === ''}
        onChange={e => onChange({ name: e.target.value })}
      />
      <Input
        aria-label={t('staffNumber')}
        placeholder={t('staffNumber')}
        value={person.staffNumber}
        maxLength={32}
        disabled={locked}
        onChange={e => onChange({ staffNumber: e.target.value.trim() })}
      />
      <Select
        mode="multiple"
        aria-label={t('roles')}
        placeholder={t('roles')}
        value={person.roles}
        disabled={locked}
        options={assignableRoles.map(value => ({ value, label: roleWord(value) }))}
        onChange={roles => onChange({ roles })}
      />
      <Select
        aria-label={t('inDepartment')}
        value={person.department ?? ''}
        disabled={locked}
        options={[{ value: '', label: t('noDepartment') }, ...departments.map(value => ({ value, label: value }))]}
        onChange={value => onChange({ department: value || null })}
      />
      <Button
        type="text"
        icon={<Trash2 size={16} />}
        aria-label={t('removePerson', { number })}
        disabled={locked}
        onClick={onRemove}
      />
    </li>
  )
}
