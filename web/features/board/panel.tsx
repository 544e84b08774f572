import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CallFault } from '../../app/call.ts'
import { FaultNote, Loading } from '../../ui/states.tsx'

type PanelProps = {
  className: string
  icon: LucideIcon
  title: string
  hint?: string
  aside?: ReactNode
  /** Absent where the panel counts what another one has read. */
  read?: { data: unknown; error: CallFault | null; refetch(): unknown }
  children: ReactNode
}
/** One part of the wall; while its figures are not there it says so and shows none. */
export function Panel({ className, icon: Icon, title, hint, aside, read, children }: PanelProps) {
  return (
    <section className={`ss-panel ${className}`} aria-label={title}>
      <h2>
        <Icon size={20} strokeWidth={1.75} /> {title}
        {hint && <span className="ss-3 ss-panel-hint">{hint}</span>}
        <span className="ss-grow" />
        {aside}
      </h2>
      {read && read.data === undefined ? (
        read.error ? (
          <FaultNote fault={read.error} inline onRetry={() => void read.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        children
      )}
    </section>
  )
}
