import { type AccountException, people } from '@sansheng/contract/people.ts'
import { useCall } from '../../app/call.ts'
import { listed } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { roleWord } from '../../ui/vocabulary-labels.ts'
import type { PeopleLabels } from './labels.ts'

/** For the auditor: what one person did alone to accounts, and roles that meet in one hand. */
export function Exceptions({ t }: { t: PeopleLabels }) {
  const { siteId } = useSession()
  const list = useCall(people.listAccountExceptions, { params: { siteId } })
  return (
    <section aria-label={t('exceptions')}>
      <p className="ss-13 ss-3">{t('exceptionsHint')}</p>
      <Shown of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t('noExceptions')} />
          ) : (
            <ul className="ss-sheet ss-people-exceptions">
              {items.map(item => (
                <li key={`${item.what}-${item.person.id}-${item.at}`} className="ss-row ss-wrap">
                  <span className="ss-grow">{sentenceOf(item, t)}</span>
                  <span className="ss-num ss-12 ss-3">{item.at ? exact(item.at) : t('now')}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  )
}

function sentenceOf({ what, person, by, roles }: AccountException, t: PeopleLabels): string {
  const words = {
    by: by?.name ?? t('onTheMachine'),
    name: `${person.name} ${person.staffNumber}`,
    roles: listed(roles.map(roleWord)),
  }
  if (what === 'together') return t('exceptionTogether', words)
  return t(
    ({ password: 'exceptionPassword', 'second-factor': 'exceptionFactor', grants: 'exceptionGrants' } as const)[what],
    words,
  )
}
