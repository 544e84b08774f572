import { type Notification, notifications } from '@sansheng/contract/notifications.ts'
import { Link } from '@tanstack/react-router'
import { Badge, Button, Popover } from 'antd'
import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { useShellLabels } from '../../app/labels.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { Empty, Shown } from '../../ui/states.tsx'

/** What these speak of stands on the screen of the standard. */
const ofStandard = new Set<string>(['approve', 'approved', 'refused'])

export function Bell() {
  const t = useShellLabels()
  const { siteId } = useSession()
  const [open, setOpen] = useState(false)
  const list = useCall(notifications.list, { params: { siteId }, query: { limit: 30 } })
  const read = useSend(notifications.read)
  const unread = list.data?.unread ?? 0
  const content = (
    <div className="ss-bell">
      <Shown of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t('bellEmpty')} />
          ) : (
            <ul>
              {items.map(n => (
                <li key={n.id} className={n.readAt ? 'ss-3' : ''}>
                  <Link
                    {...placeOf(n)}
                    onClick={() => {
                      setOpen(false)
                      if (!n.readAt) read.mutate({ params: { siteId }, body: { ids: [n.id] } })
                    }}
                  >
                    <span className="ss-row">
                      <b className="ss-el ss-grow">{n.title}</b>
                      <span className="ss-num ss-12 ss-3">{exact(n.at)}</span>
                    </span>
                    {n.said && <q className="ss-song ss-13 ss-2 ss-bell-said">{n.said}</q>}
                    <span className="ss-12 ss-3">
                      {n.root?.number} {n.clause && `§${n.clause.number}`}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {unread > 0 && (
        <Button block type="text" onClick={() => read.mutate({ params: { siteId }, body: {} })}>
          {t('markAllRead')}
        </Button>
      )}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={content} title={t('bell')}>
      <button type="button" className="ss-bare ss-bell-button" aria-label={t('bellCount', { count: unread })}>
        <Badge count={unread} size="small">
          <BellRing size={20} color="var(--ss-bar-on)" />
        </Badge>
      </button>
    </Popover>
  )
}

/** Where an entry leads: to what it is about, with its clock where that screen shows clocks, else to the standard or to one's first screen. */
function placeOf({ root, why, clockId }: Notification) {
  const to = root?.path ?? (ofStandard.has(why) ? '/standard' : '/')
  return { to: to as '/', search: (clockId ? { clock: clockId } : {}) as Record<string, never> }
}
