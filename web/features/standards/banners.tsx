import type { Standard } from '@sansheng/contract/standards.ts'
import { Link } from '@tanstack/react-router'
import { History, TriangleAlert } from 'lucide-react'
import { Slot } from '../../app/feature-context.tsx'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { Mark } from '../../ui/mark.tsx'
import { MissingHolidays } from './calendars.tsx'
import type { StandardLabels } from './labels.ts'
import { calendarsIn } from './read.ts'

export type SavedDraft = { savedAt: string; name: string }

/** What whoever reads the standard has to know first: on trial, an old version, a draft, missing holidays, warnings. */
export function Banners({
  standard,
  draft,
  onCalendars,
  t,
}: {
  standard: Standard
  draft: SavedDraft | null
  onCalendars: () => void
  t: StandardLabels
}) {
  const { siteId } = useSession()
  return (
    <>
      <Slot name="trial-note" props={{ siteId, standard, whole: t('trialNote') }} />
      {!standard.current && (
        <p className="ss-note">
          <History size={16} aria-hidden="true" />
          <span>
            {t('oldVersion', { number: standard.number, at: exact(standard.publishedAt) })}
            {standard.note && ` ${t('versionNote', { note: standard.note })}`}
          </span>
          <Link to="/standard">{t('backToCurrent')}</Link>
        </p>
      )}
      <Slot name="version-differences" props={{ siteId, versionId: standard.id }} />
      {draft && standard.current && (
        <p className="ss-note ss-note-warn">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>{t('draftNote', { name: draft.name, at: exact(draft.savedAt) })}</span>
          <Link to="/standard" search={{ edit: true }}>
            {t('openDraft')}
          </Link>
        </p>
      )}
      {standard.current && <MissingHolidays used={calendarsIn(standard.source)} onOpen={onCalendars} t={t} />}
      {standard.current && standard.problems.length > 0 && (
        <Mark tone="soon">{t('warnings', { count: standard.problems.length })}</Mark>
      )}
    </>
  )
}
