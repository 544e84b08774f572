import { compliance, type Figures, type Subject } from '@sansheng/contract/compliance.ts'
import { useNavigate } from '@tanstack/react-router'
import { Radio } from 'antd'
import { useSession } from '../../app/session.tsx'
import { exact, full, spanWords } from '../../app/time.ts'
import { Pages } from '../../ui/pages.tsx'
import type { RuleView } from '../../ui/rule-figure.ts'
import { SubjectLink } from '../../ui/subject-link.tsx'
import { useVerdictLabels } from '../../ui/verdict-labels.ts'
import { clockVerdicts, gateVerdicts, type Verdict } from './choices.ts'
import type { StandardLabels } from './labels.ts'
import type { StandardSearch } from './search.ts'

/** The cases behind a figure, by verdict, newest first. */
export function Subjects({
  rule,
  anchor,
  figures,
  from,
  search,
  t,
}: {
  rule: RuleView
  anchor: string
  figures: Figures | null
  from: string
  search: StandardSearch
  t: StandardLabels
}) {
  const navigate = useNavigate()
  const { siteId } = useSession()
  const timed = rule.kind === 'deadline' || rule.kind === 'cadence'
  const choices = Object.keys(timed ? clockVerdicts : gateVerdicts) as Verdict[]
  const verdict = choices.find(v => v === search.verdict)
  const count = (v: Verdict) => (figures ? (v === 'late' ? figures.late + figures.breached : figures[v]) : 0)
  const choose = (next: Verdict | 'all') => {
    const { verdict: _, ...rest } = search
    void navigate({
      to: '/standard',
      search: { ...rest, rule: rule.id, ...(next === 'all' ? {} : { verdict: next }) },
      hash: anchor,
      resetScroll: false,
    })
  }
  return (
    <section aria-label={t('subjects')} className="ss-col">
      <h3 className="ss-h">{t('subjects')}</h3>
      <Radio.Group
        size="small"
        value={verdict ?? 'all'}
        onChange={e => choose(e.target.value as Verdict | 'all')}
        aria-label={t('subjects')}
      >
        <Radio.Button value="all">{t('all')}</Radio.Button>
        {choices.map(v => (
          <Radio.Button key={v} value={v}>
            {t(v, { count: count(v).toLocaleString('zh-CN') })}
          </Radio.Button>
        ))}
      </Radio.Group>
      <Pages
        key={`${rule.id} ${verdict} ${from}`}
        className="ss-subjects"
        route={compliance.listSubjects}
        params={{ siteId, ruleId: rule.id }}
        query={{ from, limit: 30, ...(verdict ? { verdict } : {}) }}
        line={subject => <SubjectLine subject={subject} t={t} />}
        empty={t('noSubjects')}
      />
    </section>
  )
}

function SubjectLine({ subject: s, t }: { subject: Subject; t: StandardLabels }) {
  const verdicts = useVerdictLabels()
  return (
    <li className="ss-subject">
      <time className="ss-num" dateTime={s.at} title={full(s.at)}>
        {exact(s.at)}
      </time>
      <span className={`ss-verdict ss-v-${s.verdict}`}>{verdicts(s.verdict)}</span>
      <SubjectLink root={s.root} clockId={s.clockId} none={t('noTicket')} />
      <span className="ss-12 ss-3 ss-subject-more">
        {s.overMs !== null && s.overMs > 0 && <b>{t('over', { time: spanWords(s.overMs) })}</b>}
        {s.answerable && <span>{t('answerable', { name: s.answerable.name })}</span>}
      </span>
    </li>
  )
}
