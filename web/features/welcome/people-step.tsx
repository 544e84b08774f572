import { Button, Input, Select } from 'antd'
import { ArrowLeft, ArrowRight, Plus, Trash2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Mark } from '../../ui/mark.tsx'
import { assignableRoles, roleWord } from '../../ui/role-labels.ts'
import { departmentsOf } from '../../ui/rule-figure.ts'
import type { WelcomeLabels } from './labels.ts'
import { type Made, type PersonPlan, type Plan, peopleProblem, type Template } from './plan.ts'

const roleOptions = assignableRoles.map(value => ({ value, label: roleWord(value) }))

/** Departments as the routing table names them, and the first people. */
export function PeopleStep({
  plan,
  made,
  template,
  onChange,
  onBack,
  onNext,
  t,
}: {
  plan: Plan
  made: Made
  template: Template | undefined
  onChange: (plan: Plan) => void
  onBack: () => void
  onNext: () => void
  t: WelcomeLabels
}) {
  const [attempted, setAttempted] = useState(false)
  const named = template ? departmentsOf(template.clauses) : []
  const names = plan.departments.map(d => d.name.trim()).filter(Boolean)
  const missing = named.filter(n => !names.includes(n))
  const problem = peopleProblem(plan, { name: t('name'), staffNumber: t('staffNumber'), roles: t('roles') })
  const nextKey = (list: { key: number }[]) => Math.max(-1, ...list.map(x => x.key)) + 1
  const rename = (key: number, name: string) => {
    const before = plan.departments.find(d => d.key === key)?.name
    onChange({
      ...plan,
      departments: plan.departments.map(d => (d.key === key ? { ...d, name } : d)),
      persons: plan.persons.map(p => (p.department === before ? { ...p, department: name } : p)),
    })
  }
  const change = (key: number, part: Partial<PersonPlan>) =>
    onChange({ ...plan, persons: plan.persons.map(p => (p.key === key ? { ...p, ...part } : p)) })
  const next = () => {
    setAttempted(true)
    if (problem) return
    onChange({ ...plan, departments: plan.departments.filter(d => d.name.trim() !== '') })
    onNext()
  }
  return (
    <main className="ss-wizard-main ss-wizard-wide">
      <h1>{t('peopleTitle')}</h1>
      <p className="ss-2">{t(named.length > 0 ? 'peopleText' : 'peopleTextUnnamed')}</p>
      <section aria-label={t('departments')} className="ss-col">
        <h2 className="ss-h">{t('departments')}</h2>
        <ul className="ss-plan-departments">
          {plan.departments.map((d, i) => (
            <li key={d.key}>
              <Input
                aria-label={t('department')}
                value={d.name}
                maxLength={60}
                autoFocus={d.name === '' && i === plan.departments.length - 1}
                disabled={made.departments[d.name] !== undefined}
                suffix={named.includes(d.name.trim()) ? <Mark tone="accent">{t('named')}</Mark> : <span />}
                title={named.includes(d.name.trim()) ? '' : t('notNamed')}
                onChange={e => rename(d.key, e.target.value)}
              />
              <Button
                type="text"
                icon={<Trash2 size={16} />}
                aria-label={t('remove', { name: d.name })}
                disabled={made.departments[d.name] !== undefined}
                onClick={() =>
                  onChange({
                    ...plan,
                    departments: plan.departments.filter(x => x.key !== d.key),
                    persons: plan.persons.map(p => (p.department === d.name ? { ...p, department: null } : p)),
                  })
                }
              />
            </li>
          ))}
          <li>
            <Button
              icon={<Plus size={15} />}
              onClick={() =>
                onChange({ ...plan, departments: [...plan.departments, { key: nextKey(plan.departments), name: '' }] })
              }
            >
              {t('addDepartment')}
            </Button>
          </li>
        </ul>
        {missing.length > 0 && (
          <p className="ss-plan-warn" role="status">
            <TriangleAlert size={16} aria-hidden="true" /> {t('missingNamed', { names: missing.join('、') })}
          </p>
        )}
      </section>
      <section aria-label={t('persons')} className="ss-col">
        <h2 className="ss-h">{t('persons')}</h2>
        <p className="ss-13 ss-2">{t('personsText')}</p>
        {plan.persons.length === 0 && <p className="ss-3">{t('noPersons')}</p>}
        <ul className="ss-plan-persons">
          {plan.persons.map((p, i) => {
            const locked = made.persons[p.staffNumber] !== undefined
            return (
              <li key={p.key} aria-label={t('person', { number: i + 1 })}>
                <Input
                  aria-label={t('name')}
                  placeholder={t('name')}
                  value={p.name}
                  maxLength={60}
                  disabled={locked}
                  autoFocus={p.name === '' && i === plan.persons.length - 1}
                  onChange={e => change(p.key, { name: e.target.value })}
                />
                <Input
                  aria-label={t('staffNumber')}
                  placeholder={t('staffNumber')}
                  value={p.staffNumber}
                  maxLength={32}
                  disabled={locked}
                  onChange={e => change(p.key, { staffNumber: e.target.value.trim() })}
                />
                <Select
                  mode="multiple"
                  aria-label={t('roles')}
                  placeholder={t('roles')}
                  value={p.roles}
                  disabled={locked}
                  options={roleOptions}
                  onChange={roles => change(p.key, { roles })}
                />
                <Select
                  aria-label={t('inDepartment')}
                  value={p.department ?? ''}
                  disabled={locked}
                  options={[{ value: '', label: t('noDepartment') }, ...names.map(value => ({ value, label: value }))]}
                  onChange={value => change(p.key, { department: value || null })}
                />
                <Button
                  type="text"
                  icon={<Trash2 size={16} />}
                  aria-label={t('removePerson', { number: i + 1 })}
                  disabled={locked}
                  onClick={() => onChange({ ...plan, persons: plan.persons.filter(x => x.key !== p.key) })}
                />
              </li>
            )
          })}
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
      {attempted && problem && (
        <p className="ss-wrong" role="alert">
          {t(problem.key, problem.params)}
        </p>
      )}
      <div className="ss-wizard-foot">
        <Button type="text" icon={<ArrowLeft size={16} />} onClick={onBack}>
          {t('back')}
        </Button>
        <span className="ss-grow" />
        <Button type="primary" size="large" onClick={next}>
          {t('next')} <ArrowRight size={16} aria-hidden="true" />
        </Button>
      </div>
    </main>
  )
}
