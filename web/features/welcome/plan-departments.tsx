import { Button, Input } from 'antd'
import { Plus, Trash2, TriangleAlert } from 'lucide-react'
import { quoted } from '../../app/punctuation.ts'
import { Mark } from '../../ui/mark.tsx'
import type { WelcomeLabels } from './labels.ts'
import { type Made, nextKey, type Plan } from './plan.ts'

/** The departments to be made; `named` are those that rules of the chosen standard route to. */
export function PlanDepartments({
  plan,
  made,
  named,
  onChange,
  t,
}: {
  plan: Plan
  made: Made
  named: readonly string[]
  onChange: (plan: Plan) => void
  t: WelcomeLabels
}) {
  const names = plan.departments.map(d => d.name.trim())
  const missing = named.filter(n => !names.includes(n))
  const rename = (key: number, name: string) => {
    const before = plan.departments.find(d => d.key === key)?.name
    onChange({
      ...plan,
      departments: plan.departments.map(d => (d.key === key ? { ...d, name } : d)),
      persons: plan.persons.map(p => (p.department === before ? { ...p, department: name } : p)),
    })
  }
  return (
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
          <TriangleAlert size={16} aria-hidden="true" /> {t('missingNamed', { names: quoted(missing) })}
        </p>
      )}
    </section>
  )
}
