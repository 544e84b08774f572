import { Button } from 'antd'
import { useState } from 'react'
import { figureOf, type RuleView } from '../../ui/rule-figure.ts'
import { kindWord } from '../../ui/vocabulary-labels.ts'
import type { WelcomeLabels } from './labels.ts'
import type { Template } from './plan.ts'

/** Clauses with their figures, and what a gate does. */
export function TemplateContents({ template, t }: { template: Template; t: WelcomeLabels }) {
  const [all, setAll] = useState(false)
  const rows = template.clauses.flatMap(c => {
    const rule = c.rules[0]
    return rule ? [{ clause: c, figure: figureOf(rule, `${c.title}\n${c.prose}`) ?? gateWord(rule, t) }] : []
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
  if (rule.kind !== 'require') return kindWord(rule.kind)
  const mode = /^\s*(?:方式|mode)\s*[:：]\s*(\S+)/m.exec(rule.source)?.[1]
  return t(mode === '提醒' || mode === 'warn' ? 'remind' : mode === '只记' || mode === 'record' ? 'record' : 'gate')
}
