import type { ApprovalAnswer, ApprovalStep as Step } from '@sansheng/contract/approvals.ts'
import { Check, CircleDashed, Hourglass, X } from 'lucide-react'
import { exact } from '../app/time.ts'
import './approval-steps.css'
import { listed } from '../app/punctuation.ts'
import { type ApprovalStepLabels, useApprovalStepLabels } from './approval-step-labels.ts'
import { ClauseLink } from './clause-link.tsx'
import { counted } from './counted.ts'
import { roleWord } from './vocabulary-labels.ts'

const marks = { later: CircleDashed, waiting: Hourglass, given: Check, refused: X }
const states = { later: 'stepLater', waiting: 'stepWaiting', given: 'stepGiven', refused: 'stepRefused' } as const

/** 班长或主任; 班长和主任 where both are needed. */
export const rolesWords = ({ roles, mode }: Pick<Step, 'roles' | 'mode'>, t: ApprovalStepLabels): string =>
  roles.map(roleWord).join(t(mode))

/** Whose turn it is. */
export const waitingFor = (steps: readonly Step[], t: ApprovalStepLabels): string =>
  listed(steps.filter(step => step.state === 'waiting').map(step => rolesWords(step, t)))

/** The steps of an approval: who is asked, by when, and what was said. */
export function ApprovalSteps({ steps, answers }: { steps: readonly Step[]; answers: readonly ApprovalAnswer[] }) {
  const t = useApprovalStepLabels()
  return (
    <ol className="ss-steps" aria-label={t('steps')}>
      {counted(steps).map(({ n, it: step }) => {
        const Sign = marks[step.state]
        const own = answers.filter(s => step.by.some(p => p.id === s.person.id))
        return (
          <li key={n} className={`ss-step-${step.state}`}>
            <Sign size={16} aria-hidden="true" />
            <div className="ss-col" style={{ gap: 0 }}>
              <span className="ss-row ss-wrap">
                <b>{rolesWords(step, t)}</b>
                <ClauseLink clause={step.clause} />
                <span className="ss-12">{t(states[step.state])}</span>
                {step.dueAt && step.state === 'waiting' && (
                  <span className={`ss-12 ${step.late ? 'ss-late' : 'ss-3'}`}>
                    {t(step.late ? 'lateBy' : 'dueBy', { at: exact(step.dueAt) })}
                  </span>
                )}
              </span>
              {own.map(s => (
                <span key={s.person.id} className="ss-12 ss-2">
                  {t('answered', { name: s.person.name, at: exact(s.at) })} {s.byAsking && t('bySubmitting')}
                  {s.reason && <q>{s.reason}</q>}
                </span>
              ))}
              {(step.state === 'waiting' || step.state === 'later') && (
                <span className={`ss-12 ${step.holders.length === 0 ? 'ss-late' : 'ss-3'}`}>
                  {step.holders.length === 0 ? t('nobody') : listed(step.holders.map(p => p.name))}
                </span>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
