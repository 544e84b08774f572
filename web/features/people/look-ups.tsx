import { customers, type LookUp } from '@sansheng/contract/customers.ts'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { useActorName } from '../../ui/actor-name.ts'
import { counted } from '../../ui/counted.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import type { PeopleLabels } from './labels.ts'

/** For the auditor: who looked up which telephone number, and who saw a whole one. */
export function LookUps({ t }: { t: PeopleLabels }) {
  const { siteId } = useSession()
  const list = useCall(customers.listLookUps, { params: { siteId }, query: { limit: 200 } })
  const nameOf = useActorName()
  return (
    <section aria-label={t('lookUps')}>
      <p className="ss-13 ss-3">{t('lookUpsHint')}</p>
      <Shown of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t('noExceptions')} />
          ) : (
            <ul className="ss-sheet ss-people-exceptions">
              {counted(items).map(({ n, it: item }) => (
                <li key={n} className="ss-row ss-wrap">
                  <span className="ss-grow">{sentenceOf(item, item.by ? nameOf(item.by) : t('onTheMachine'), t)}</span>
                  <span className="ss-num ss-12 ss-3">{exact(item.at)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  )
}

function sentenceOf({ what, number, found, reason }: LookUp, by: string, t: PeopleLabels): string {
  const words = { by, number: number ?? '—', count: found ?? 0, reason: reason ?? '—' }
  return t(what === 'lookUp' ? 'lookedUp' : 'revealed', words)
}
