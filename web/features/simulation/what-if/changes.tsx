import { simulation } from '@sansheng/contract/simulation.ts'
import { mostChanges, type WhatIfChange } from '@sansheng/contract/what-if.ts'
import { exact } from '../../../app/time.ts'
import { Pages } from '../../../ui/pages.tsx'
import { SubjectLink } from '../../../ui/subject-link.tsx'
import { useVerdictLabels } from '../../../ui/verdict-labels.ts'
import type { WhatIfLabels } from './labels.ts'
import { count } from './sums.ts'

type ChangesProps = { siteId: number; runId: string; ruleId: string; t: WhatIfLabels }

/** Whose verdict would differ. */
export function Changes({ total, siteId, runId, ruleId, t }: ChangesProps & { total: number }) {
  return (
    <>
      <Pages
        className="ss-whatif-changes"
        route={simulation.listChanges}
        params={{ siteId, id: runId, ruleId }}
        query={{ limit: 20 }}
        line={change => <Change change={change} t={t} />}
        empty={t('noChanges')}
        staleTime={Number.POSITIVE_INFINITY}
      />
      {total > mostChanges && <p className="ss-12 ss-3">{t('kept', { count: count(mostChanges) })}</p>}
    </>
  )
}

function Change({ change, t }: { change: WhatIfChange; t: WhatIfLabels }) {
  const verdicts = useVerdictLabels()
  const { before, after, departmentBefore, departmentAfter, dueBefore, dueAfter, root } = change
  const word = (verdict: WhatIfChange['before'], department: string | null) =>
    department ?? (verdict ? verdicts(verdict) : t('none'))
  return (
    <li>
      <SubjectLink root={root} none={t('noTicket')} />
      <span className="ss-12 ss-2">
        {t('change', { before: word(before, departmentBefore), after: word(after, departmentAfter) })}
        {dueBefore &&
          dueAfter &&
          dueBefore !== dueAfter &&
          ` · ${t('due', { before: exact(dueBefore), after: exact(dueAfter) })}`}
      </span>
    </li>
  )
}
