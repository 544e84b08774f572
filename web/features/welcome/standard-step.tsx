import { kinds } from '@sansheng/rulebook/vocabulary'
import { Button, Switch } from 'antd'
import {
  ArrowLeft,
  Building2,
  Check,
  Droplets,
  FileText,
  FlaskConical,
  MessagesSquare,
  Phone,
  ScrollText,
  Signal,
  Store,
} from 'lucide-react'
import { useMemo, useState } from 'react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { type Kind, KindIcon } from '../../ui/kind-tag.tsx'
import { figureOf, type RuleView } from '../../ui/rule-figure.ts'
import { Choices } from './choices.tsx'
import type { WelcomeLabels } from './labels.ts'
import { OwnHandbook, OwnSum } from './own-handbook.tsx'
import { OWN, ownProblems, type Plan, promiseOf, type Template, withStandard } from './plan.ts'

const icons: Record<string, typeof Droplets> = {
  'general-hotline': Phone,
  'water-hotline': Droplets,
  'property-service': Building2,
  'mall-desk': Store,
  'telecom-hall': Signal,
  'online-wechat': MessagesSquare,
}

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
            <Card key={s.name} template={s} number={i + 1} on={s === chosen} onChoose={() => choose(s)} t={t} />
          ))}
          <button
            type="button"
            role="radio"
            aria-checked={own}
            className={`ss-bare ss-card${own ? ' ss-on' : ''}`}
            onClick={takeOwn}
          >
            <span className="ss-row">
              <span className="ss-card-icon">
                <FileText size={22} strokeWidth={1.5} aria-hidden="true" />
              </span>
              <b className="ss-grow">{t('own')}</b>
              <span className="ss-card-mark">{own && <Check size={14} strokeWidth={3} aria-hidden="true" />}</span>
            </span>
            <span className="ss-13 ss-2">{t('ownText')}</span>
            <span className="ss-row">
              <span className="ss-grow" />
              <span className="ss-kbd">{templates.length + 1}</span>
            </span>
          </button>
        </div>
        {own && <OwnHandbook own={plan.own} onChange={next => onChange({ ...plan, own: next })} />}
        <p className="ss-12 ss-3 ss-row ss-wrap">
          {countsOf(templates.flatMap(s => s.clauses.flatMap(c => c.rules))).map(([kind]) => (
            <span key={kind} className="ss-row">
              <KindIcon kind={kind} /> {kinds[kind].zh}
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
          {chosen && <Contents key={chosen.name} template={chosen} t={t} />}
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

/** Clauses with their figures, and what a gate does. */
function Contents({ template, t }: { template: Template; t: WelcomeLabels }) {
  const [all, setAll] = useState(false)
  const rows = template.clauses.flatMap(c => {
    const rule = c.rules[0]
    return rule ? [{ clause: c, figure: figureOf(rule) ?? gateWord(rule, t) }] : []
  })
  const shown = all ? rows : rows.slice(0, 11)
  const chapters = new Set(template.clauses.filter(c => c.rules.length > 0).map(c => c.number.split('.')[0])).size
  return (
    <div>
      <div className="ss-row">
        <h2 className="ss-grow">{template.title}</h2>
        <span className="ss-12 ss-3">{t('chaptersClauses', { chapters, clauses: rows.length })}</span>
      </div>
      <p className="ss-13 ss-2">{t('runs')}</p>
      <ul className="ss-contents">
        {shown.map(({ clause, figure }) => (
          <li key={clause.anchor}>
            <span className="ss-num">§{clause.number}</span>
            <span className="ss-el" title={clause.title}>
              {clause.title}
            </span>
            <b>{figure}</b>
          </li>
        ))}
      </ul>
      {rows.length > 11 && (
        <Button type="link" onClick={() => setAll(!all)}>
          {all ? t('fewer') : `${t('restOf', { count: rows.length - 11 })} · ${t('all')}`}
        </Button>
      )}
    </div>
  )
}

function gateWord(rule: RuleView, t: WelcomeLabels): string {
  if (rule.kind !== 'require') return kinds[rule.kind].zh
  const mode = /^\s*(?:方式|mode)\s*[:：]\s*(\S+)/m.exec(rule.source)?.[1]
  return t(mode === '提醒' || mode === 'warn' ? 'remind' : mode === '只记' || mode === 'record' ? 'record' : 'gate')
}

function Card({
  template,
  number,
  on,
  onChoose,
  t,
}: {
  template: Template
  number: number
  on: boolean
  onChoose: () => void
  t: WelcomeLabels
}) {
  const Icon = icons[template.name] ?? ScrollText
  const rules = template.clauses.flatMap(c => c.rules)
  return (
    <button type="button" role="radio" aria-checked={on} className={`ss-bare ss-card${on ? ' ss-on' : ''}`} onClick={onChoose}>
      <span className="ss-row">
        <span className="ss-card-icon">
          <Icon size={22} strokeWidth={1.5} aria-hidden="true" />
        </span>
        <b className="ss-grow">{template.title}</b>
        <span className="ss-card-mark">{on && <Check size={14} strokeWidth={3} aria-hidden="true" />}</span>
      </span>
      <span className="ss-song ss-card-promise">“{promiseOf(template)}”</span>
      <span className="ss-row ss-wrap">
        {chipsOf(template, t).map(chip => (
          <span key={chip.title} className="ss-chip">
            {chip.title} <b>{chip.figure}</b>
          </span>
        ))}
      </span>
      <span className="ss-row ss-wrap ss-card-counts">
        {countsOf(rules).map(([kind, count]) => (
          <span key={kind} className="ss-row" title={kinds[kind].zh}>
            <KindIcon kind={kind} /> <span className="ss-num">{count}</span>
          </span>
        ))}
        <span className="ss-grow" />
        <span className="ss-kbd">{number}</span>
      </span>
    </button>
  )
}

/** Three terms that customers ask for first: taking it down, telling the department, calling back. */
function chipsOf(template: Template, t: WelcomeLabels): { title: string; figure: string }[] {
  const wanted: [RegExp, string][] = [
    [/^(register)/, t('chip.register')],
    [/^(notify|relay|accept)/, t('chip.notify')],
    [/^follow-up/, t('chip.followUp')],
    [/^call-back$/, t('chip.callBack')],
  ]
  const rules = template.clauses.flatMap(c => c.rules)
  return wanted
    .flatMap(([id, title]) => {
      const rule = rules.find(r => id.test(r.id) && figureOf(r) !== null)
      return rule ? [{ title, figure: figureOf(rule)! }] : []
    })
    .slice(0, 4)
}

function countsOf(rules: RuleView[]): [Kind, number][] {
  const counts = new Map<Kind, number>()
  for (const r of rules) counts.set(r.kind, (counts.get(r.kind) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
}
const order = Object.keys(kinds) as Kind[]
