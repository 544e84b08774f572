import type { Figures } from '@sansheng/contract/compliance.ts'
import type { Notice } from '@sansheng/contract/notices.ts'
import type { ReplyOf } from '@sansheng/contract/route.ts'
import type { tickets } from '@sansheng/contract/tickets.ts'
import { ClipboardList, FolderOpen, Hand, Megaphone, ScrollText } from 'lucide-react'
import type { CallFault } from '../../app/call.ts'
import { useKindLabels } from '../../app/labels.ts'
import { listed } from '../../app/punctuation.ts'
import { exact, span } from '../../app/time.ts'
import { type Fuse, inHands, percent, telling } from './board-facts.ts'
import { useBoardLabels } from './labels.ts'
import { Panel } from './panel.tsx'

type Read<T> = { data: T | undefined; error: CallFault | null; refetch(): unknown }
type Counts = ReplyOf<typeof tickets.counts>

export function OpenNow({ read }: { read: Read<Counts> }) {
  const t = useBoardLabels()
  const c = read.data
  return (
    <Panel className="ss-board-open" icon={FolderOpen} title={t('openNow')} read={read}>
      {c && (
        <dl className="ss-board-three">
          <div>
            <dd className="ss-num">{c.open}</dd>
            <dt>{t('open')}</dt>
          </div>
          <div className={c.breached > 0 ? 'ss-tally-over' : ''}>
            <dd className="ss-num">{c.breached}</dd>
            <dt>{t('overdue')}</dt>
          </div>
          <div className={c.soon > 0 ? 'ss-tally-soon' : ''}>
            <dd className="ss-num">{c.soon}</dd>
            <dt>{t('soonDue')}</dt>
          </div>
        </dl>
      )}
    </Panel>
  )
}

export function Today({ read }: { read: Read<Counts> }) {
  const t = useBoardLabels()
  const words = useKindLabels()
  const rows = [...(read.data?.today ?? [])].filter(r => r.count > 0).sort((a, b) => b.count - a.count)
  const total = rows.reduce((sum, r) => sum + r.count, 0)
  const most = rows[0]?.count ?? 1
  return (
    <Panel
      className="ss-board-today"
      icon={ClipboardList}
      title={t('today')}
      read={read}
      aside={<b className="ss-num ss-board-total">{read.data ? total : ''}</b>}
    >
      {rows.length === 0 && <p className="ss-3">{t('todayNone')}</p>}
      <ul>
        {rows.map(row => (
          <li key={row.kind} className="ss-board-kind">
            <span>{words(row.kind)}</span>
            <span className="ss-board-bar">
              <i className={row.kind === 'complaint' ? 'ss-complaint' : ''} style={{ width: `${(row.count / most) * 100}%` }} />
            </span>
            <b className="ss-num">{row.count}</b>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function InHands({ fuses, now }: { fuses: Fuse[]; now: number }) {
  const t = useBoardLabels()
  const hands = inHands(fuses, now)
  return (
    <Panel className="ss-board-hands" icon={Hand} title={t('late')}>
      {hands.length === 0 && <p className="ss-3">{t('lateNone')}</p>}
      <ul className="ss-board-list">
        {hands.slice(0, 6).map(hand => (
          <li key={hand.who ?? ''}>
            <span className="ss-grow">
              <b className="ss-el">{hand.who ?? t('nobody')}</b>
              <span className="ss-2 ss-el">{hand.clause}</span>
            </span>
            <span className="ss-board-end">
              <b className="ss-num ss-tally-over">{span(hand.longestMs)}</b>
              <span className="ss-2">{t('lateCount', { count: hand.count })}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function Announced({ read, now }: { read: Read<{ items: Notice[] }>; now: number }) {
  const t = useBoardLabels()
  const all = read.data?.items ?? []
  const published = all.filter(n => n.state === 'published')
  const drafts = all.filter(n => n.state === 'draft').length
  const end = (n: Notice) => {
    if (Date.parse(n.startsAt) > now) return { at: exact(n.startsAt), word: t('upcoming') }
    if (!n.endsAt) return { at: '', word: t('unknownEnd') }
    return { at: exact(n.endsAt), word: t(Date.parse(n.endsAt) < now ? 'overrun' : 'until') }
  }
  return (
    <Panel
      className="ss-board-notices"
      icon={Megaphone}
      title={t('notices')}
      read={read}
      aside={
        <span className="ss-board-tally">
          <span>
            {t('noticesInForce')} <b className="ss-num">{published.length}</b>
          </span>
          {drafts > 0 && (
            <span className="ss-tally-soon">
              {t('noticesDraft')} <b className="ss-num">{drafts}</b>
            </span>
          )}
        </span>
      }
    >
      {published.length === 0 && <p className="ss-3">{t('noticesNone')}</p>}
      <ul className="ss-board-list">
        {published.slice(0, 2).map(n => (
          <li key={n.id}>
            <span className="ss-grow">
              <b className="ss-el">{n.title}</b>
              <span className="ss-2 ss-el">
                {listed([...n.areas, ...n.places])} · {t('contacts', { count: n.contacts })}
              </span>
            </span>
            <span className="ss-board-end">
              {end(n).at && <b className="ss-num">{end(n).at}</b>}
              <span className="ss-2">{end(n).word}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function MetToday({ read }: { read: Read<{ items: Figures[] }> }) {
  const t = useBoardLabels()
  const rows = telling(read.data?.items ?? [], 10)
  return (
    <Panel className="ss-board-kept" icon={ScrollText} title={t('kept')} read={read}>
      {rows.length === 0 && <p className="ss-3">{t('keptNone')}</p>}
      <ul className="ss-board-list ss-board-rates">
        {rows.map(f => (
          <li key={f.ruleId}>
            <span className="ss-grow">
              <b className="ss-el">
                {f.clause.title} <span className="ss-num ss-3">§{f.clause.number}</span>
              </b>
              <span className="ss-2 ss-el">{t('keptOf', { met: f.met, late: f.late + f.breached })}</span>
            </span>
            <b className={`ss-num ss-board-rate${f.late + f.breached > 0 ? ' ss-tally-soon' : ' ss-board-good'}`}>
              {percent(f.rate!)}
              <small>%</small>
            </b>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
