import { simulation } from '@sansheng/contract/simulation.ts'
import type { Standard } from '@sansheng/contract/standards.ts'
import type { TrialReport } from '@sansheng/contract/trial.ts'
import { formal } from '@sansheng/rulebook/document'
import { Link } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../app/call.ts'
import { Slot } from '../../../app/feature-context.tsx'
import { dayOf } from '../../../app/time.ts'
import { counted } from '../../../ui/counted.ts'
import { Empty, Shown } from '../../../ui/states.tsx'
import { roleWord } from '../../../ui/vocabulary-labels.ts'
import { Alarms } from './alarms.tsx'
import type { TrialLabels } from './labels.ts'
import { stepWords } from './step-labels.ts'
import './trial.css'
import { joined, labelled } from '../../../app/punctuation.ts'

/** What would have been stopped and who would have been alarmed, and the way to the real thing. */
export function TrialReportBox({
  siteId,
  standard,
  onClose,
  t,
}: {
  siteId: number
  standard: Standard
  onClose: () => void
  t: TrialLabels
}) {
  const read = useCall(simulation.trialReport, { params: { siteId } })
  const [text, setText] = useState<{ source: string; trial: boolean } | null>(null)
  if (text)
    return (
      <Slot
        name="publication-box"
        props={{ siteId, ...text, number: standard.number + 1, onClose: () => setText(null), onDone: onClose }}
      />
    )
  return (
    <Modal
      open
      width={820}
      title={t('title')}
      onCancel={onClose}
      footer={
        // the text as it was published, with the one difference that it is no trial any more
        <Slot
          name="publish-button"
          props={{ siteId, label: t('formal'), onClick: () => setText({ source: formal(standard.source), trial: false }) }}
        />
      }
    >
      <Shown of={read}>
        {report => (
          <div className="ss-col ss-trial">
            <p className="ss-13 ss-2">
              {t(report.whole ? 'whole' : 'some', {
                number: report.standard.number,
                count: report.rules.length,
                from: dayOf(report.from),
                to: dayOf(report.to),
              })}
            </p>
            <Stopped report={report} onLeave={onClose} t={t} />
            <Alarmed siteId={siteId} report={report} t={t} />
            {!report.whole && report.rules.length > 1 && (
              <div className="ss-row ss-wrap">
                {report.rules.map(rule => (
                  <Slot
                    key={rule.ruleId}
                    name="publish-button"
                    props={{
                      siteId,
                      label: t('formalRule', { title: `${rule.clause.number} ${rule.clause.title}`.trim() }),
                      kind: 'small',
                      // a standard that is on trial as a whole stays so when one rule is taken
                      onClick: () => setText({ source: formal(standard.source, rule.ruleId), trial: standard.trial }),
                    }}
                  />
                ))}
              </div>
            )}
            <details className="ss-12 ss-2">
              <summary>{t('how')}</summary>
              <ul className="ss-trial-how">
                <li>{t('howStopped')}</li>
                <li>{t('howAlarms')}</li>
              </ul>
            </details>
          </div>
        )}
      </Shown>
    </Modal>
  )
}

function Stopped({ report, onLeave, t }: { report: TrialReport; onLeave: () => void; t: TrialLabels }) {
  return (
    <section className="ss-col" aria-label={t('stoppedTitle')}>
      <h3 className="ss-h">{t('stoppedTitle')}</h3>
      {report.stopped.length === 0 ? (
        <Empty text={t('stoppedNone')} />
      ) : (
        <ul className="ss-trial-list">
          {report.stopped.map(rule => (
            <li key={rule.ruleId}>
              <div className="ss-row ss-wrap">
                <b className="ss-grow">
                  <span className="ss-num">{rule.clause.number && `§${rule.clause.number}`}</span> {rule.clause.title}
                </b>
                <span className={rule.would === 'stop' ? 'ss-trial-stop' : 'ss-2'}>
                  {t(rule.would, { count: rule.count.toLocaleString('zh-CN') })}
                </span>
                <Link
                  to="/standard"
                  search={{ rule: rule.ruleId, verdict: 'recorded' }}
                  hash={rule.clause.anchor}
                  onClick={onLeave}
                  className="ss-13"
                  aria-label={labelled(`${rule.clause.number} ${rule.clause.title}`, t('seeSubjects'))}
                >
                  {t('seeSubjects')}
                </Link>
              </div>
              <p className="ss-13 ss-2">{rule.sentence}</p>
              <Days days={rule.days} t={t} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Alarmed({ siteId, report, t }: { siteId: number; report: TrialReport; t: TrialLabels }) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <section className="ss-col" aria-label={t('alarmsTitle')}>
      <h3 className="ss-h">{t('alarmsTitle')}</h3>
      {report.alarms.length === 0 ? (
        <Empty text={t('alarmsNone')} />
      ) : (
        <ul className="ss-trial-list">
          {report.alarms.map(({ role, count, persons, steps }) => (
            <li key={role}>
              <div className="ss-row ss-wrap">
                <b className="ss-grow">{t('role', { role: roleWord(role), count: count.toLocaleString('zh-CN') })}</b>
                <button
                  type="button"
                  className="ss-bare ss-trial-see ss-13"
                  aria-expanded={open === role}
                  aria-label={labelled(roleWord(role), t(open === role ? 'hide' : 'see'))}
                  onClick={() => setOpen(open === role ? null : role)}
                >
                  {t(open === role ? 'hide' : 'see')}
                </button>
              </div>
              <p className="ss-13 ss-2">
                {persons.length === 0
                  ? t('nobody')
                  : joined(persons.map(p => t('person', { name: p.person.name, count: p.count.toLocaleString('zh-CN') })))}
              </p>
              <ul className="ss-12 ss-2">
                {counted(steps).map(({ n, it: step }) => (
                  <li key={n}>
                    {t('step', {
                      title: `${step.clause.number} ${step.clause.title}`.trim(),
                      why: t(`why.${step.why}`),
                      step: stepWords(step, t),
                    })}{' '}
                    <span className="ss-num">{t('times', { count: step.count.toLocaleString('zh-CN') })}</span>
                    <span className="ss-3">{t('inDays', { days: dayWords(step.days, t) })}</span>
                  </li>
                ))}
              </ul>
              {open === role && <Alarms siteId={siteId} role={role} from={report.from} to={report.to} t={t} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Days({ days, t }: { days: Day[]; t: TrialLabels }) {
  return <p className="ss-12 ss-3">{t('days', { days: dayWords(days, t) })}</p>
}

type Day = { day: string; count: number }
const dayWords = (days: Day[], t: TrialLabels): string =>
  joined(days.map(d => t('day', { day: d.day.slice(5), count: d.count.toLocaleString('zh-CN') })))
