import { type MySession, people } from '@sansheng/contract/people.ts'
import { Button, Tag } from 'antd'
import { useCall, useSend } from '../../app/call.ts'
import { labelled } from '../../app/punctuation.ts'
import { exact } from '../../app/time.ts'
import { FaultNote, Shown } from '../../ui/states.tsx'
import type { SessionLabels } from './labels.ts'

/** Where whoever looks is signed in; all but this device can be signed out here. */
export function MySessions({ t }: { t: SessionLabels }) {
  const list = useCall(people.listMySessions, {})
  const end = useSend(people.endMySession)
  return (
    <section className="ss-sheet" style={{ padding: 24 }}>
      <h2 className="ss-h" style={{ marginBottom: 16 }}>
        {t('devices')}
      </h2>
      <Shown of={list}>
        {({ items }) => (
          <ul className="ss-col" style={{ listStyle: 'none', margin: 0, padding: 0, gap: 12 }}>
            {items.map(session => (
              <li key={session.id} className="ss-row ss-wrap">
                <span className="ss-grow">
                  <b>{nameOf(session, t)}</b> {session.current && <Tag>{t('thisDevice')}</Tag>}
                  <br />
                  <span className="ss-12 ss-3">
                    {t('lastSeen', { at: exact(session.lastSeenAt) })} · {t('openedAt', { at: exact(session.openedAt) })}
                  </span>
                </span>
                {!session.current && (
                  <Button
                    loading={end.isPending && end.variables?.params.id === session.id}
                    aria-label={labelled(t('endSession'), nameOf(session, t))}
                    onClick={() => end.mutate({ params: { id: session.id } })}
                  >
                    {t('endSession')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {end.error && <FaultNote fault={end.error} inline />}
    </section>
  )
}

function nameOf({ client, device }: MySession, t: SessionLabels): string {
  if (client === 'field') return [t('fieldDevice'), device].filter(Boolean).join(' · ')
  return device ?? t(client === 'api' ? 'program' : 'unknownDevice')
}
