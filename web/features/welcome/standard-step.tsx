import { Button, Switch } from 'antd'
import { ArrowLeft, FlaskConical } from 'lucide-react'
import { useMemo } from 'react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { KindIcon } from '../../ui/kind-tag.tsx'
import { kindWord } from '../../ui/vocabulary-labels.ts'
import { Choices } from './choices.tsx'
import type { WelcomeLabels } from './labels.ts'
import { OwnHandbook, OwnSum } from './own-handbook.tsx'
import { OWN, ownProblems, type Plan, type Template, withStandard } from './plan.ts'
import { countsOf, OwnCard, TemplateCard } from './template-card.tsx'
import { TemplateContents } from './template-contents.tsx'

/** The standards that ship, each with its promise; beside the cards what the chosen one starts. */
export function StandardStep({
  plan,
  templates,
  onChange,
  onBack,
  onNext,
  t,
}: {
  plan: Plan
  templates: Template[]
  onChange: (plan: Plan) => void
  onBack: () => void
  onNext: () => void
  t: WelcomeLabels
}) {
  const own = plan.standard === OWN
  const chosen = templates.find(s => s.name === plan.standard)
  const problems = useMemo(() => (plan.own ? ownProblems(plan.own) : []), [plan.own])
  const ready = own ? plan.own !== null && problems.length === 0 : chosen !== undefined
  const takeOwn = () => !own && onChange({ ...plan, standard: OWN, choices: {}, departments: plan.own ? plan.departments : [] })
  const choose = (s: Template) => s !== chosen && onChange(withStandard(plan, s, chosen))
  useHotkeys({
    ...Object.fromEntries(templates.slice(0, 9).map((s, i) => [`${i + 1}`, () => choose(s)])),
    [`${templates.length + 1}`]: takeOwn,
    'Ctrl+Enter': ready ? onNext : undefined,
  })
  return (
    <>
      <main className="ss-wizard-main">
        <h1>{t('standardTitle')}</h1>
        <p className="ss-2">{t('standardText')}</p>
        <div className="ss-cards" role="radiogroup" aria-label={t('step.standard')}>
          {templates.map((s, i) => (
            <TemplateCard key={s.name} template={s} number={i + 1} on={s === chosen} onChoose={() => choose(s)} t={t} />
          ))}
          <OwnCard on={own} number={templates.length + 1} onChoose={takeOwn} t={t} />
        </div>
        {own && <OwnHandbook own={plan.own} onChange={next => onChange({ ...plan, own: next })} />}
        <p className="ss-12 ss-3 ss-row ss-wrap">
          {countsOf(templates.flatMap(s => s.clauses.flatMap(c => c.rules))).map(([kind]) => (
            <span key={kind} className="ss-row">
              <KindIcon kind={kind} /> {kindWord(kind)}
            </span>
          ))}
          <span>{t('legend')}</span>
        </p>
        <div className="ss-wizard-foot">
          <Button type="text" icon={<ArrowLeft size={16} />} onClick={onBack}>
            {t('back')}
          </Button>
        </div>
      </main>
      <aside className="ss-wizard-side" aria-label={t('runs')}>
        <div className="ss-wizard-side-body">
          {chosen && <TemplateContents key={chosen.name} template={chosen} t={t} />}
          {chosen && (
            <Choices options={chosen.options} taken={plan.choices} onTake={choices => onChange({ ...plan, choices })} t={t} />
          )}
          {own && (plan.own ? <OwnSum own={plan.own} problems={problems} t={t} /> : <p className="ss-3">{t('ownFirst')}</p>)}
          {!chosen && !own && <p className="ss-3">{t('chooseFirst')}</p>}
          <div className="ss-trial">
            <FlaskConical size={20} aria-hidden="true" />
            <div className="ss-grow">
              <b>{t('trial')}</b>
              <p className="ss-12">{t('trialText')}</p>
            </div>
            <Switch checked={plan.trial} aria-label={t('trial')} onChange={trial => onChange({ ...plan, trial })} />
          </div>
        </div>
        <footer>
          <Button type="primary" size="large" block disabled={!ready} onClick={onNext}>
            {t('useThis')} <span className="ss-kbd">Ctrl Enter</span>
          </Button>
        </footer>
      </aside>
    </>
  )
}
