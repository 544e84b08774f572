import { Timer } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CallFault } from '../../app/call.ts'
import { exact } from '../../app/time.ts'
import { FuseRow } from '../../ui/fuse-row.tsx'
import { burning, type Fuse, tally } from './board-facts.ts'
import { useBoardLabels } from './labels.ts'
import { Panel } from './panel.tsx'

type Read = { data: unknown; error: CallFault | null; refetch(): unknown }
/** Heights on the wall, in pixels: a row, and all that stands above and below the rows. */
const row = { height: 66, around: 472, most: 9, least: 4 }
/** Rows that the wall has room for, so that what is cut off is counted; a narrow screen scrolls. */
function useRoom(): number {
  const [height, setHeight] = useState(innerHeight)
  useEffect(() => {
    const measure = () => setHeight(innerHeight)
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  if (innerWidth < 1024) return row.most
  return Math.max(row.least, Math.min(row.most, Math.floor((height - row.around) / row.height)))
}

/** What can still be kept above, what is breached below: neither takes the room of the other, and what has no room is counted. */
export function FuseList({ read, fuses, more, now }: { read: Read; fuses: Fuse[]; more: boolean; now: number }) {
  const t = useBoardLabels()
  const counts = tally(fuses, now)
  const { coming, breached } = burning(fuses, now)
  const shown = useRoom()
  // while others are coming, those that are breached take less than half of the room
  const room = Math.max(Math.floor(shown * 0.45), shown - coming.length)
  const late = breached.slice(0, room)
  const next = coming.slice(0, shown - late.length)
  return (
    <Panel
      className="ss-board-fuses"
      icon={Timer}
      title={t('soonest')}
      hint={t('byTime')}
      read={read}
      aside={
        <span className="ss-board-tally">
          {(['over', 'soon', 'running', 'paused'] as const).map(
            name =>
              (counts[name] > 0 || name === 'over') && (
                <span key={name} className={`ss-tally-${name}`}>
                  {t(name)} <b className="ss-num">{counts[name]}</b>
                </span>
              ),
          )}
        </span>
      }
    >
      {fuses.length === 0 && <p className="ss-3">{t('noClocks')}</p>}
      <Fuses title={t('coming')} fuses={next} hidden={coming.length - next.length} />
      <Fuses title={t('breached')} fuses={late} hidden={breached.length - late.length} />
      {more && <p className="ss-3">{t('moreClocks', { count: fuses.length })}</p>}
    </Panel>
  )
}

function Fuses({ title, fuses, hidden }: { title: string; fuses: Fuse[]; hidden: number }) {
  const t = useBoardLabels()
  if (fuses.length === 0) return null
  // a contact of which nothing is known yet is known by when it came in
  const titleOf = ({ root, clock }: Fuse) =>
    root.title ?? root.number ?? (root.kind === 'contact' ? t('contactAt', { at: exact(clock.startedAt) }) : null)
  return (
    <section className="ss-fuse-group" aria-label={title}>
      <h3 className="ss-3">
        {title}
        <span className="ss-grow" />
        {hidden > 0 && <span className="ss-num">{t('notShown', { count: hidden })}</span>}
      </h3>
      <ul className="ss-fuses">
        {fuses.map(fuse => (
          <FuseRow key={fuse.clock.id} clock={fuse.clock} title={titleOf(fuse)} who={fuse.who} />
        ))}
      </ul>
    </section>
  )
}
