import type { ClockView } from '@sansheng/contract/clocks.ts'
import { type Notice, notices } from '@sansheng/contract/notices.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { App, Button, Popconfirm, Segmented } from 'antd'
import { Megaphone, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { exact, useNow } from '../../app/time.ts'
import { ClauseLink } from '../../ui/clause-link.tsx'
import { ClockBadge } from '../../ui/clock-badge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import './notices.css'
import { useNoticeLabels } from './labels.ts'
import { ReceiveNotice } from './receive.tsx'

type State = 'published' | 'draft' | 'ended' | 'all'
const empties = { published: 'emptyPublished', draft: 'emptyDraft', ended: 'emptyEnded', all: 'emptyAll' } as const

export function Notices() {
  const t = useNoticeLabels()
  const { siteId, can } = useSession()
  const [state, setState] = useState<State>('all')
  const [limit, setLimit] = useState(50)
  const [receiving, setReceiving] = useState(false)
  const params = { siteId }
  const list = useCall(notices.list, { params, query: { ...(state === 'all' ? {} : { state }), limit } }, { keep: true })
  const clocks = useCall(standards.listClocks, { params, query: { limit: 200 } }, { enabled: can('standards:read'), keep: true })
  // a notice is a case of its own, so its clock carries its id
  const byNotice = new Map((clocks.data?.items ?? []).map(({ clock }) => [clock.caseId, clock]))
  const may = can('notices:publish')
  return (
    <div className="ss-page ss-notices">
      <header className="ss-row ss-wrap">
        <h1 className="ss-title">{t('title')}</h1>
        <span className="ss-grow" />
        {may && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setReceiving(true)}>
            {t('receive')}
          </Button>
        )}
      </header>
      <p className="ss-13 ss-2">{may ? t('lead') : `${t('lead')}${t('mayNot')}`}</p>
      <Segmented
        className="ss-notice-states"
        aria-label={t('state')}
        value={state}
        onChange={value => setState(value as State)}
        options={(['all', 'published', 'draft', 'ended'] as const).map(value => ({ value, label: t(value) }))}
      />
      <Shown of={list}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty text={t(empties[state])} icon={<Megaphone size={28} strokeWidth={1.5} />} />
          ) : (
            <>
              <ul className="ss-col">
                {items.map(notice => (
                  <NoticeRow key={notice.id} notice={notice} clock={byNotice.get(notice.id) ?? null} may={may} />
                ))}
              </ul>
              {next && limit < 200 && (
                <Button className="ss-notice-more" loading={list.isFetching} onClick={() => setLimit(limit + 50)}>
                  {t('nextPage')}
                </Button>
              )}
            </>
          )
        }
      </Shown>
      <ReceiveNotice open={receiving} onClose={() => setReceiving(false)} />
    </div>
  )
}

const placesShown = 8

function NoticeRow({ notice, clock, may }: { notice: Notice; clock: ClockView | null; may: boolean }) {
  const t = useNoticeLabels()
  const now = useNow()
  const { siteId } = useSession()
  const { message } = App.useApp()
  const [publish, end] = [useSend(notices.publish), useSend(notices.end)]
  const input = { params: { siteId, id: notice.id } }
  const onError = (error: Error) => void message.error(error.message)
  const where = [...notice.areas, ...notice.places]
  const begun = Date.parse(notice.startsAt) <= now
  const overrun = notice.state === 'published' && notice.endsAt !== null && Date.parse(notice.endsAt) < now
  return (
    <li className={`ss-sheet ss-notice ss-notice-${notice.state}`}>
      <div className="ss-row ss-wrap">
        <span className="ss-13 ss-notice-kind">{t(notice.kind)}</span>
        <b className="ss-notice-title">{notice.title}</b>
        <span className="ss-13 ss-2">{t(notice.planned ? 'planned' : 'unplanned')}</span>
        <span className="ss-grow" />
        {clock && (
          <span className="ss-row">
            <span className="ss-12 ss-2">{clock.clause.title}</span>
            <ClockBadge clock={clock} />
            <ClauseLink clause={clock.clause} />
          </span>
        )}
        <span className="ss-13 ss-notice-state">{t(notice.state === 'published' && !begun ? 'upcoming' : notice.state)}</span>
      </div>
      {notice.reason && <p className="ss-song ss-notice-reason">{notice.reason}</p>}
      <p className="ss-num ss-notice-when">
        {notice.endsAt
          ? t('span', { from: exact(notice.startsAt), to: exact(notice.endsAt) })
          : t('open', { from: exact(notice.startsAt) })}
        {overrun && <span className="ss-notice-late"> {t('overrun')}</span>}
      </p>
      <ul className="ss-row ss-wrap ss-notice-places">
        {where.slice(0, placesShown).map(place => (
          <li key={place}>{place}</li>
        ))}
        {where.length > placesShown && <li className="ss-3">{t('more', { count: where.length })}</li>}
      </ul>
      <div className="ss-row ss-wrap">
        <span className="ss-12 ss-3">
          {t('number', { number: notice.number })}
          {' · '}
          {t('from', { source: notice.source })}
          {' · '}
          {t('receivedAt', { at: exact(notice.receivedAt) })}
          {notice.publishedAt && (
            <>
              {' · '}
              {notice.publisher
                ? t('publishedAt', { at: exact(notice.publishedAt), name: notice.publisher.name })
                : t('publishedBySystem', { at: exact(notice.publishedAt) })}
            </>
          )}
        </span>
        <span className="ss-grow" />
        <span className="ss-13" role="img" aria-label={t('contactsLabel', { count: notice.contacts })}>
          {t('contacts', { count: notice.contacts })}
        </span>
        {may && notice.state === 'draft' && (
          <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(input, { onError })}>
            {t('publish')}
          </Button>
        )}
        {may && notice.state === 'published' && (
          <Popconfirm
            title={t('endAsk')}
            okText={t('end')}
            cancelText={t('keep')}
            onConfirm={() => end.mutateAsync(input).catch(onError)}
          >
            <Button loading={end.isPending}>{t('end')}</Button>
          </Popconfirm>
        )}
      </div>
    </li>
  )
}
