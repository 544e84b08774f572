import { Link, type LinkProps } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useNavigation } from '../../app/feature-context.tsx'
import { useLabel } from '../../app/i18n.ts'
import { useHandbookLabels } from './print/labels.ts'

/** Beside the standard: the screens that other features offer for the version in force, and printing. */
export function StandardLinks({ version, current }: { version: string; current: boolean }) {
  const t = useHandbookLabels()
  const label = useLabel()
  const entries = useNavigation('standard')
  return (
    <>
      {current &&
        entries.map(entry => (
          <Link key={entry.to} to={entry.to as LinkProps['to']} className="ss-outline-row">
            <span className="ss-row">
              <entry.icon size={14} aria-hidden="true" /> {label(entry.label)}
            </span>
          </Link>
        ))}
      <Link to="/standard/print" search={current ? {} : { version }} className="ss-outline-row">
        <span className="ss-row">
          <Printer size={14} aria-hidden="true" /> {t('print')}
        </span>
      </Link>
    </>
  )
}
