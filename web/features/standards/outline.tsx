import type { Standard } from '@sansheng/contract/standards.ts'
import { Link } from '@tanstack/react-router'
import { CalendarDays, Check, ChevronDown, GitCompare, Pencil, ScrollText } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { joined, listed } from '../../app/punctuation.ts'
import { exact } from '../../app/time.ts'
import { type Kind, KindIcon } from '../../ui/kind-tag.tsx'
import { percent } from '../../ui/rate.ts'
import { kindWord } from '../../ui/vocabulary-labels.ts'
import type { StandardLabels } from './labels.ts'
import { type Chapter, chapterRate, type FiguresById, kindCounts } from './read.ts'
import type { StandardSearch } from './search.ts'

export type VersionRow = Pick<Standard, 'id' | 'number' | 'publishedAt' | 'publishedBy' | 'current' | 'trial'> & {
  approvedBy?: { name: string }[]
}

/** Chapters with their rate, kinds with their counts, versions. */
export function Outline({
  standard,
  chapters,
  byId,
  versions,
  draft,
  kind,
  onKind,
  search,
  tools,
  t,
}: {
  standard: Standard
  chapters: Chapter[]
  byId: FiguresById | null
  versions: VersionRow[]
  draft: { savedAt: string; name: string } | null
  kind: Kind | null
  onKind: (kind: Kind | null) => void
  search: StandardSearch
  tools?: ReactNode
  t: StandardLabels
}) {
  const [open, setOpen] = useState(false)
  const own = versions.find(v => v.id === standard.id)
  const { rule: _r, verdict: _v, ...rest } = search
  return (
    <nav className={`ss-outline${open ? ' ss-open' : ''}`} aria-label={t('outline')}>
      <div className="ss-outline-head">
        <h1>
          <ScrollText size={16} strokeWidth={1.75} aria-hidden="true" /> <span>{standard.title}</span>
        </h1>
        <p className="ss-12 ss-3">
          {t('versionSince', { number: standard.number, at: exact(standard.publishedAt) })}
          {own?.approvedBy?.length ? ` · ${t('approvedBy', { names: listed(own.approvedBy.map(p => p.name)) })}` : ''}
        </p>
        <button type="button" className="ss-bare ss-outline-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('contents')} <ChevronDown size={16} aria-hidden="true" />
        </button>
      </div>
      <div className="ss-outline-lists">
        <h2>{t('chapters')}</h2>
        <ul>
          {chapters.map(c => {
            const rate = byId && chapterRate(c, byId)
            return (
              <li key={c.clause.anchor}>
                <Link
                  to="/standard"
                  search={rest}
                  hash={c.clause.anchor}
                  className="ss-outline-row"
                  onClick={() => {
                    setOpen(false)
                    document.getElementById(c.clause.anchor)?.scrollIntoView({ block: 'start' })
                  }}
                >
                  <span className="ss-el">
                    {c.clause.number} {c.clause.title}
                  </span>
                  {rate !== null && rate !== undefined && <span className="ss-num">{percent(rate)}</span>}
                </Link>
              </li>
            )
          })}
        </ul>
        <h2>{t('kinds')}</h2>
        <ul>
          {kindCounts(standard.clauses).map(([k, count]) => (
            <li key={k}>
              <button
                type="button"
                className={`ss-bare ss-outline-row${kind === k ? ' ss-on' : ''}`}
                aria-pressed={kind === k}
                title={t('filterKind', { kind: kindWord(k) })}
                onClick={() => onKind(kind === k ? null : k)}
              >
                <span className="ss-row">
                  <KindIcon kind={k} /> {kindWord(k)}
                </span>
                <span className="ss-num">{count}</span>
              </button>
            </li>
          ))}
        </ul>
        <h2>{t('versions')}</h2>
        <ul>
          {draft && (
            <li>
              <Link
                to="/standard"
                search={{ edit: true }}
                className="ss-outline-row"
                title={t('draftBy', { name: draft.name, at: exact(draft.savedAt) })}
              >
                {t('draftRow')}
                <Pencil size={14} aria-hidden="true" />
              </Link>
            </li>
          )}
          {versions.map(v => (
            <li key={v.id}>
              <Link
                to="/standard"
                search={v.current ? {} : { version: v.id }}
                className={`ss-outline-row${v.id === standard.id ? ' ss-on' : ''}`}
                aria-current={v.id === standard.id ? 'true' : undefined}
                title={whoseVersion(v, t)}
              >
                <span>
                  {t('versionRow', { number: v.number })}
                  {v.trial && <i className="ss-12 ss-3"> {t('trial')}</i>}
                </span>
                {v.current ? (
                  <span className="ss-row ss-12">
                    {t('inForce')} <Check size={14} aria-hidden="true" />
                  </span>
                ) : (
                  <span className="ss-num">{exact(v.publishedAt).slice(0, 10).replace(/ .*/, '')}</span>
                )}
              </Link>
            </li>
          ))}
        </ul>
        {(versions.length > 1 || draft) && (
          <Link to="/standard/compare" className="ss-outline-row">
            <span className="ss-row">
              <GitCompare size={14} aria-hidden="true" /> {t('compare')}
            </span>
          </Link>
        )}
        <div className="ss-outline-tools">{tools}</div>
      </div>
    </nav>
  )
}

export function CalendarButton({ onClick, t }: { onClick: () => void; t: StandardLabels }) {
  return (
    <button type="button" className="ss-bare ss-outline-row" onClick={onClick}>
      <span className="ss-row">
        <CalendarDays size={14} aria-hidden="true" /> {t('calendars')}
      </span>
    </button>
  )
}

/** Who published it, and who consented. */
function whoseVersion({ publishedBy, approvedBy }: VersionRow, t: StandardLabels): string {
  const consents = approvedBy?.length ? t('approvedBy', { names: listed(approvedBy.map(p => p.name)) }) : ''
  return joined([publishedBy ? t('published', { name: publishedBy.name }) : '', consents].filter(Boolean))
}
