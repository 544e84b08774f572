import { simulation } from '@sansheng/contract/simulation.ts'
import type { TrialAlarm, TrialReport } from '@sansheng/contract/trial.ts'
import { exact, full } from '../../../app/time.ts'
import { Pages } from '../../../ui/pages.tsx'
import { SubjectLink } from '../../../ui/subject-link.tsx'
import type { TrialLabels } from './labels.ts'
import { stepWords } from './step-labels.ts'

type AlarmsProps = { siteId: number; role: TrialReport['alarms'][number]['role']; from: string; to: string; t: TrialLabels }

/** Which cases would have alarmed a role, newest first. */
export function Alarms({ siteId, role, from, to, t }: AlarmsProps) {
  return (
    <Pages
      className="ss-trial-alarms"
      route={simulation.listAlarms}
      params={{ siteId }}
      query={{ role, from, to, limit: 20 }}
      line={alarm => <AlarmLine alarm={alarm} t={t} />}
      empty={t('noAlarms')}
    />
  )
}

function AlarmLine({ alarm, t }: { alarm: TrialAlarm; t: TrialLabels }) {
  return (
    <li className="ss-row ss-wrap">
      <time className="ss-num" dateTime={alarm.at} title={full(alarm.at)}>
        {exact(alarm.at)}
      </time>
      <span>
        {t(`why.${alarm.why}`)}，{stepWords(alarm, t)}
      </span>
      <SubjectLink root={alarm.root} clockId={alarm.clockId} className="ss-el ss-grow" none={t('noTicket')} />
    </li>
  )
}
