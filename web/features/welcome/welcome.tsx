import { handbooks } from '@sansheng/contract/handbooks.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Check, Server } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { SignedIn } from '../../shell/signed-in.tsx'
import type { FirstPassword } from '../../ui/first-password.tsx'
import { Empty, FaultNote, Loading } from '../../ui/states.tsx'
import { DoneStep } from './done-step.tsx'
import { PeopleStep } from './people-step.tsx'
import { PlaceStep } from './place-step.tsx'
import { type Made, type Plan, standardOf, started } from './plan.ts'
import { StandardStep } from './standard-step.tsx'
import { unfinishedSetup } from './unfinished-setup.ts'
import './welcome.css'
import { useWelcomeLabels } from './labels.ts'

export function Welcome() {
  return (
    <SignedIn>
      <Wizard />
    </SignedIn>
  )
}

const steps = ['place', 'standard', 'people', 'done'] as const

/** From nothing to a site that works under a standard; what is typed stays until it is done. */
function Wizard() {
  const t = useWelcomeLabels()
  const { me, setSite } = useSession()
  const client = useQueryClient()
  const [{ at, plan, made }, setSetup] = useState(unfinishedSetup.read)
  const [passwords, setPasswords] = useState<FirstPassword[]>([])
  const templates = useCall(handbooks.listTemplates, {}, { staleTime: Number.POSITIVE_INFINITY })
  useEffect(() => {
    if (!made.published) unfinishedSetup.keep({ at, plan, made })
  }, [at, plan, made])
  const setPlan = (next: Plan) => setSetup(now => ({ ...now, plan: next }))
  const setMade = (next: Made) => setSetup(now => ({ ...now, made: next }))
  const go = (to: number) => {
    setSetup(now => ({ ...now, at: to }))
    window.scrollTo?.(0, 0)
  }
  const template = useMemo(() => standardOf(plan, templates.data?.items ?? []), [plan, templates.data])
  // the standard of the kind of service is chosen already when the cards are shown
  const goToStandard = () => {
    setSetup(now => ({ ...now, plan: started(now.plan, templates.data?.items ?? []) }))
    go(1)
  }
  if (!me.permissions.includes('people:manage')) return <Empty text={t('notAllowed')} />
  return (
    <div className="ss-wizard">
      <aside className="ss-wizard-rail">
        <div className="ss-row">
          <img src="/rings.svg" width={32} height={32} alt="" />
          <b className="ss-wizard-name">{t('product')}</b>
          <span className="ss-12 ss-3">{t(me.sites.length > 0 && made.siteId === null ? 'another' : 'first')}</span>
        </div>
        <ol aria-label={t('steps')}>
          {steps.map((step, i) => (
            <li key={step} className={i < at ? 'ss-past' : i === at ? 'ss-on' : ''} aria-current={i === at ? 'step' : undefined}>
              <span className="ss-wizard-dot ss-num">{i < at ? <Check size={16} aria-label={t('stepDone')} /> : i + 1}</span>
              <div>
                <b>{t(`step.${step}`)}</b>
                <p className="ss-12 ss-3 ss-el">{answerOf(step, plan, template?.title) ?? t(`step.${step}.hint`)}</p>
              </div>
            </li>
          ))}
        </ol>
        <p className="ss-12 ss-3 ss-row ss-wizard-self">
          <Server size={14} aria-hidden="true" /> {t('selfHosted')}
        </p>
      </aside>
      {at === 0 && <PlaceStep plan={plan} locked={made.siteId !== null} onChange={setPlan} onNext={goToStandard} t={t} />}
      {at > 0 && templates.error && <FaultNote fault={templates.error} onRetry={() => templates.refetch()} />}
      {at > 0 && templates.isPending && <Loading />}
      {at === 1 && templates.data && (
        <StandardStep
          plan={plan}
          templates={templates.data.items}
          onChange={setPlan}
          onBack={() => go(0)}
          onNext={() => go(2)}
          t={t}
        />
      )}
      {at === 2 && templates.data && (
        <PeopleStep
          plan={plan}
          made={made}
          template={template}
          onChange={setPlan}
          onBack={() => go(1)}
          onNext={() => go(3)}
          t={t}
        />
      )}
      {at === 3 && templates.data && (
        <DoneStep
          plan={plan}
          made={made}
          template={template}
          onMade={setMade}
          passwords={passwords}
          onPassword={first => setPasswords(now => [...now, first])}
          onBack={() => go(2)}
          onDone={siteId => {
            if (siteId !== null) setSite(siteId)
            void client.invalidateQueries()
          }}
          t={t}
        />
      )}
    </div>
  )
}

function answerOf(step: (typeof steps)[number], plan: Plan, title: string | undefined): string | null {
  if (step === 'place') return plan.site.trim() || null
  if (step === 'standard') return title ?? null
  return null
}
