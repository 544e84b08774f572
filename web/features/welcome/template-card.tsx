import { kinds } from '@sansheng/rulebook/vocabulary'
import { Building2, Check, Droplets, FileText, MessagesSquare, Phone, ScrollText, Signal, Store } from 'lucide-react'
import { type Kind, KindIcon } from '../../ui/kind-tag.tsx'
import { figureOf, type RuleView } from '../../ui/rule-figure.ts'
import { kindWord } from '../../ui/vocabulary-labels.ts'
import type { WelcomeLabels } from './labels.ts'
import { promiseOf, type Template } from './plan.ts'

const icons: Record<string, typeof Droplets> = {
  'general-hotline': Phone,
  'water-hotline': Droplets,
  'property-service': Building2,
  'mall-desk': Store,
  'telecom-hall': Signal,
  'online-wechat': MessagesSquare,
}

/** A standard that ships, with its promise, its first terms and how many rules it has. */
export function TemplateCard({
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
          <span key={kind} className="ss-row" title={kindWord(kind)}>
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
      return rule ? [{ title, figure: figureOf(rule, title)! }] : []
    })
    .slice(0, 4)
}

/** The card of the organisation's own handbook. */
export function OwnCard({ on, number, onChoose, t }: { on: boolean; number: number; onChoose: () => void; t: WelcomeLabels }) {
  return (
    <button type="button" role="radio" aria-checked={on} className={`ss-bare ss-card${on ? ' ss-on' : ''}`} onClick={onChoose}>
      <span className="ss-row">
        <span className="ss-card-icon">
          <FileText size={22} strokeWidth={1.5} aria-hidden="true" />
        </span>
        <b className="ss-grow">{t('own')}</b>
        <span className="ss-card-mark">{on && <Check size={14} strokeWidth={3} aria-hidden="true" />}</span>
      </span>
      <span className="ss-13 ss-2">{t('ownText')}</span>
      <span className="ss-row">
        <span className="ss-grow" />
        <span className="ss-kbd">{number}</span>
      </span>
    </button>
  )
}

/** How many rules there are of each kind, in the order of the kinds. */
export function countsOf(rules: RuleView[]): [Kind, number][] {
  const counts = new Map<Kind, number>()
  for (const r of rules) counts.set(r.kind, (counts.get(r.kind) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
}
const order = Object.keys(kinds) as Kind[]
