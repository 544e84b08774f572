import { Button } from 'antd'
import { ArrowLeft, ArrowRight, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { WelcomeLabels } from './labels.ts'
import { type Made, namedBy, type Plan, peopleGaps, peopleProblem, type Template } from './plan.ts'
import { PlanAddresses } from './plan-addresses.tsx'
import { PlanDepartments } from './plan-departments.tsx'
import { PlanPersons } from './plan-persons.tsx'

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
  const named = template ? namedBy(plan, template) : []
  const gaps = peopleGaps(plan)
  const problem = peopleProblem(plan, { name: t('name'), staffNumber: t('staffNumber'), roles: t('roles') })
  const next = () => {
    setAttempted(true)
    if (problem) return
    onChange({ ...plan, departments: plan.departments.filter(d => d.name.trim() !== '') })
    onNext()
  }
  return (
    <main className="ss-wizard-main ss-wizard-wide">
      <h1>{t('peopleTitle')}</h1>
      <p className="ss-2">
        {t(plan.size === 'few' && named.length > 0 ? 'peopleTextFew' : named.length > 0 ? 'peopleText' : 'peopleTextUnnamed')}
      </p>
      <PlanDepartments plan={plan} made={made} named={named} onChange={onChange} t={t} />
      <PlanPersons plan={plan} made={made} onChange={onChange} t={t} />
      <PlanAddresses
        text={plan.addresses}
        locked={made.addresses.length > 0}
        onChange={addresses => onChange({ ...plan, addresses })}
        t={t}
      />
      {gaps.length > 0 && (
        <ul className="ss-plan-gaps" role="status">
          {gaps.map(({ key, params }) => (
            <li key={key} className="ss-plan-warn">
              <TriangleAlert size={16} aria-hidden="true" /> {t(key, params)}
            </li>
          ))}
        </ul>
      )}
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
