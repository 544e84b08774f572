import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { ArrowLeft, Check, CircleX, LoaderCircle } from 'lucide-react'
import { useRef, useState } from 'react'
import { type CallFault, isFault } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import { type FirstPassword, FirstPasswords } from '../../ui/first-password.tsx'
import { FaultNote } from '../../ui/states.tsx'
import { found } from './found.ts'
import type { WelcomeLabels } from './labels.ts'
import { isMade, type Made, type Plan, type Step, stepsOf, type Template } from './plan.ts'
import { unfinishedSetup } from './unfinished-setup.ts'

/** Everything is made here, one after the other; what was refused can be put right and goes on from there. */
export function DoneStep({
  plan,
  made,
  passwords,
  template,
  onMade,
  onPassword,
  onBack,
  onDone,
  t,
}: {
  plan: Plan
  made: Made
  /** Those that were shown in this window; they live nowhere else. */
  passwords: FirstPassword[]
  template: Template | undefined
  onMade: (made: Made) => void
  onPassword: (first: FirstPassword) => void
  onBack: () => void
  onDone: (siteId: number | null) => void
  t: WelcomeLabels
}) {
  const [doing, setDoing] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<CallFault | null>(null)
  const keys = useRef(new Map<string, string>())
  const title = template?.title ?? ''
  const run = async () => {
    if (!template) return
    setBusy(true)
    setFault(null)
    try {
      const all = await found(plan, template.source, made, keys.current, {
        made: onMade,
        step: step => setDoing(JSON.stringify(step)),
        password: onPassword,
      })
      unfinishedSetup.forget()
      onDone(all.siteId)
    } catch (error) {
      if (!isFault(error)) throw error
      // an answered refusal is put right by another request; only a try without an answer keeps its key
      if (error.status !== 0 && error.status !== 503) keys.current.clear()
      setFault(error)
    } finally {
      setBusy(false)
    }
  }
  const unseen = plan.persons.filter(p => made.persons[p.staffNumber] && !passwords.some(x => x.staffNumber === p.staffNumber))
  return (
    <main className="ss-wizard-main ss-wizard-wide">
      <h1>{t('doneTitle')}</h1>
      <p className="ss-2">{t('doneText')}</p>
      <p className="ss-row ss-wrap ss-plan-sum">
        <b>{t('sum', { unit: plan.unit, site: plan.site, code: plan.code })}</b>
        <span className="ss-song">{t('sumStandard', { title })}</span>
        {plan.trial && <span>{t('sumTrial')}</span>}
        <span>{t('sumDepartments', { count: plan.departments.length })}</span>
        <span>{t('sumPersons', { count: plan.persons.length })}</span>
      </p>
      <ol className="ss-plan-steps">
        {stepsOf(plan).map(step => {
          const name = JSON.stringify(step)
          const state = isMade(step, made)
            ? 'done'
            : fault && doing === name
              ? 'failed'
              : busy && doing === name
                ? 'doing'
                : 'waiting'
          return (
            <li key={name} className={`ss-plan-${state}`}>
              {state === 'done' && <Check size={16} aria-label={t('done')} />}
              {state === 'failed' && <CircleX size={16} aria-label={t('failed')} />}
              {state === 'doing' && <LoaderCircle size={16} aria-label={t('doing')} />}
              {state === 'waiting' && <i className="ss-plan-dot" role="img" aria-label={t('waiting')} />}
              {wordsOf(step, plan, title, t)}
            </li>
          )
        })}
      </ol>
      {fault && <FaultNote fault={fault} inline />}
      {passwords.length > 0 && <FirstPasswords list={passwords} />}
      {made.published && unseen.length > 0 && (
        <p className="ss-plan-warn">{t('lostPasswords', { names: listed(unseen.map(p => p.name)) })}</p>
      )}
      {made.published && (
        <p role="status" className="ss-plan-opened">
          {t(plan.trial ? 'openedTrial' : 'opened', { title })}
        </p>
      )}
      <div className="ss-wizard-foot">
        {made.published ? (
          <>
            <Link to="/desk" className="ant-btn ant-btn-primary ant-btn-lg ss-link-button">
              {t('toDesk')}
            </Link>
            <Link to="/standard">{t('toStandard')}</Link>
            <Link to="/people">{t('toPeople')}</Link>
          </>
        ) : (
          <>
            <Button type="text" icon={<ArrowLeft size={16} />} disabled={busy} onClick={onBack}>
              {t('back')}
            </Button>
            <span className="ss-grow" />
            <Button type="primary" size="large" loading={busy} disabled={!template} onClick={() => void run()}>
              {t(fault ? 'goOn' : 'start')}
            </Button>
          </>
        )}
      </div>
    </main>
  )
}

function wordsOf(step: Step, plan: Plan, title: string, t: WelcomeLabels): string {
  switch (step.do) {
    case 'site':
      return t('do.site', { name: plan.site })
    case 'department':
      return t('do.department', { name: step.name })
    case 'person':
      return t('do.person', { name: `${step.person.name} ${step.person.staffNumber}` })
    case 'head':
      return t('do.head', { name: step.department, head: step.person.name })
    case 'addresses':
      return t('do.addresses', { count: step.count })
    case 'hours':
      return t('do.hours')
    case 'publish':
      return t('do.publish', { title })
  }
}
