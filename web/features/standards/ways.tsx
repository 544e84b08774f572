import { Link } from '@tanstack/react-router'
import { ChartNoAxesColumn, FileInput, Printer } from 'lucide-react'
import { useSession } from '../../app/session.tsx'
import { useComplianceLabels } from './compliance/labels.ts'
import { useImportLabels } from './import/labels.ts'
import { useHandbookLabels } from './print/labels.ts'

/** From the standard to how it is kept, onto paper, and from the paper of the organisation. */
export function Ways({ version, current }: { version: string; current: boolean }) {
  const c = useComplianceLabels()
  const h = useHandbookLabels()
  const i = useImportLabels()
  const { can } = useSession()
  return (
    <>
      {current && (
        <Link to="/standard/compliance" className="ss-outline-row">
          <span className="ss-row">
            <ChartNoAxesColumn size={14} aria-hidden="true" /> {c('title')}
          </span>
        </Link>
      )}
      <Link to="/standard/print" search={current ? {} : { version }} className="ss-outline-row">
        <span className="ss-row">
          <Printer size={14} aria-hidden="true" /> {h('print')}
        </span>
      </Link>
      {current && can('standards:write') && (
        <Link to="/standard/import" className="ss-outline-row">
          <span className="ss-row">
            <FileInput size={14} aria-hidden="true" /> {i('open')}
          </span>
        </Link>
      )}
    </>
  )
}

/** From a clause to its row, with the drawer open. */
export function WayToFigures({ rule }: { rule: string }) {
  const c = useComplianceLabels()
  return (
    <Link to="/standard/compliance" search={{ rule }} className="ss-row ss-13">
      <ChartNoAxesColumn size={15} aria-hidden="true" /> {c('perPeriod')}
    </Link>
  )
}
