import { Timer } from 'lucide-react'
import type { CallFault } from '../../app/call.ts'
import { FuseRow } from '../../ui/fuse-row.tsx'
import { burning, type Fuse, tally } from './board-facts.ts'
import { useBoardLabels } from './labels.ts'
import { Panel } from './panel.tsx'

type Read = { data: unknown; error: CallFault | null; refetch(): unknown }
const shown = 10
const overdueShown = 5

export function FuseList({ read, fuses, more, now }: { read: Read; fuses: Fuse[]; more: boolean; now: number }) {
  const t = useBoardLabels()
  const counts = tally(fuses, now)
  const rows = burning(fuses, now, shown, overdueShown)
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
      {rows.length === 0 ? (
        <p className="ss-3">{t('noClocks')}</p>
      ) : (
        <ul className="ss-fuses">
          {rows.map(fuse => (
            <FuseRow key={fuse.clock.id} clock={fuse.clock} title={fuse.root.title ?? fuse.root.number} who={fuse.who} />
          ))}
        </ul>
      )}
      {more && <p className="ss-3">{t('moreClocks', { count: fuses.length })}</p>}
    </Panel>
  )
}
