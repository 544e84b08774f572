import { compliance } from '@sansheng/contract/compliance.ts'
import { notices } from '@sansheng/contract/notices.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { tickets } from '@sansheng/contract/tickets.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import { WifiOff } from 'lucide-react'
import { useCall } from '../../app/call.ts'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useLiveState } from '../../app/live.ts'
import { useSession } from '../../app/session.tsx'
import { instantOf } from '../../app/site-time.ts'
import { dayOf, timeOf, useNow, weekdayOf } from '../../app/time.ts'
import { dateName } from '../../app/time-labels.ts'
import { Rings } from '../../shell/shell.tsx'
import { SignedIn } from '../../shell/signed-in.tsx'
import './board.css'
import { FuseList } from './fuse-list.tsx'
import { useBoardLabels } from './labels.ts'
import { Announced, InHands, MetToday, OpenNow, Today } from './panels.tsx'

/** What hangs on the wall: always dark, without a hand on it. */
export function Board() {
  return (
    <div className="ss-board" data-theme="dark">
      <SignedIn>
        <Wall />
      </SignedIn>
    </div>
  )
}

/** Live events bring most changes; this asks anyway, for clocks that nobody touched. */
const again = 60_000
const nothingMeasured = { data: { items: [] }, error: null, isPending: false, refetch: () => undefined }

function Wall() {
  const t = useBoardLabels()
  const { siteId, site } = useSession()
  const zone = site?.zone ?? 'Asia/Shanghai'
  const now = useNow()
  const today = instantOf(`${dayOf(now, zone)}T00:00`, zone)!
  const params = { siteId }
  const each = { refetchInterval: again, keep: true } as const
  const coming = useCall(standards.listClocks, { params, query: { breached: false, limit: 200 } }, each)
  const breached = useCall(standards.listClocks, { params, query: { breached: true, newest: true, limit: 200 } }, each)
  const counts = useCall(tickets.counts, { params }, each)
  const announced = useCall(notices.list, { params, query: { limit: 100 } }, each)
  const measured = Boolean(site?.standard)
  const figures = useCall(compliance.figures, { params, query: { from: today } }, { ...each, enabled: measured })
  const navigate = useNavigate()
  useHotkeys({ Escape: () => void navigate({ to: '/' }) })
  const fuses = [...(coming.data?.items ?? []), ...(breached.data?.items ?? [])]
  const more = [coming, breached].some(read => read.data !== undefined && read.data.next !== null)
  return (
    <>
      <header className="ss-board-head">
        <Link to="/" className="ss-board-leave" aria-label={t('leave')} title={t('leave')}>
          <Rings size={52} />
        </Link>
        <div className="ss-grow">
          <h1>{site?.name ?? t('board')}</h1>
          <p className="ss-2">
            {site?.standard ? t('standard', { title: site.standard.title, version: site.standard.version }) : t('noStandard')}
            {site?.standard?.trial && <span className="ss-board-trial">{t('trial')}</span>}
          </p>
        </div>
        <Offline />
        <BigClock now={now} zone={zone} />
      </header>
      <main className="ss-board-grid">
        <div className="ss-board-col">
          <OpenNow read={counts} />
          <Today read={counts} />
          <InHands fuses={fuses} now={now} />
        </div>
        <div className="ss-board-col">
          <FuseList read={coming.data === undefined ? coming : breached} fuses={fuses} more={more} now={now} />
          <Announced read={announced} now={now} />
        </div>
        <div className="ss-board-col">
          <MetToday read={measured ? figures : nothingMeasured} />
        </div>
      </main>
    </>
  )
}

function BigClock({ now, zone }: { now: number; zone: string }) {
  const seconds = timeOf(now, { seconds: true, zone }).slice(5)
  return (
    <time className="ss-board-clock" dateTime={new Date(now).toISOString()}>
      <span className="ss-num ss-board-time">
        {timeOf(now, { zone })}
        <small>{seconds}</small>
      </span>
      <span className="ss-2">
        {dateName(dayOf(now, zone))}
        <br />
        {weekdayOf(now, zone)}
      </span>
    </time>
  )
}

function Offline() {
  const t = useBoardLabels()
  if (useLiveState() === 'online') return null
  return (
    <p className="ss-board-offline" role="status">
      <WifiOff size={20} /> {t('offline')}
    </p>
  )
}
