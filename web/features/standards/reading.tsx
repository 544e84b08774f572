import type { Standard } from '@sansheng/contract/standards.ts'
import { getRouteApi, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { Slot } from '../../app/feature-context.tsx'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import type { Kind } from '../../ui/kind-tag.tsx'
import { Empty, FaultNote } from '../../ui/states.tsx'
import { Banners } from './banners.tsx'
import { Calendars } from './calendars.tsx'
import { ClausePane } from './clause-pane.tsx'
import { StandardDocument } from './document.tsx'
import { DocumentHead } from './document-head.tsx'
import type { StandardLabels } from './labels.ts'
import { CalendarButton, Outline } from './outline.tsx'
import { calendarsIn, chaptersOf } from './read.ts'
import { useReadingData } from './reading-data.ts'
import { StandardLinks } from './standard-links.tsx'

const here = getRouteApi('/shell/standard')

/** A standard as it is read: the outline, the words with their figures, and the clause that is chosen. */
export function Reading({ standard, t }: { standard: Standard; t: StandardLabels }) {
  const { siteId, can } = useSession()
  const search = here.useSearch()
  const navigate = useNavigate()
  const anchor = decodeURIComponent(useLocation().hash)
  const period = search.period ?? '30d'
  const { zone, from, figures, byId, monthById, versions, saved } = useReadingData(standard, period)
  const [kind, setKind] = useState<Kind | null>(null)
  const [calendars, setCalendars] = useState(false)
  const chapters = useMemo(() => chaptersOf(standard.clauses), [standard.clauses])
  const shown = useMemo(() => standard.clauses.filter(c => !kind || c.rules.some(r => r.kind === kind)), [standard.clauses, kind])
  const chosen = standard.clauses.find(c => c.anchor === anchor && c.rules.length > 0)
  useInView(anchor, byId !== null || !standard.current)
  const edit = () => void navigate({ to: '/standard', search: { edit: true } })
  const step = useStep(standard, anchor)
  useHotkeys({ j: () => step(1), k: () => step(-1), ...(can('standards:write') ? { e: edit } : {}) })
  return (
    <div className={`ss-standard${chosen ? ' ss-with-pane' : ''}`}>
      <Outline
        standard={standard}
        chapters={chapters}
        byId={byId}
        versions={versions}
        draft={saved}
        kind={kind}
        onKind={setKind}
        search={search}
        tools={
          <>
            <StandardLinks version={standard.id} current={standard.current} />
            <CalendarButton onClick={() => setCalendars(true)} t={t} />
            <Slot name="publication-history" props={{ siteId }} />
          </>
        }
        t={t}
      />
      <section className="ss-sheet ss-doc" aria-label={standard.title}>
        <DocumentHead
          standard={standard}
          contacts={figures.data?.contacts ?? null}
          period={period}
          search={search}
          anchor={anchor}
          onEdit={edit}
          t={t}
        >
          <Banners standard={standard} draft={saved} t={t} onCalendars={() => setCalendars(true)} />
          {figures.error && <FaultNote fault={figures.error} inline onRetry={() => figures.refetch()} />}
        </DocumentHead>
        {shown.length === 0 ? (
          <Empty text={t('noClauseOfKind')} />
        ) : (
          <StandardDocument
            chapters={kind ? onlyShown(chapters, new Set(shown.map(c => c.anchor))) : chapters}
            chosen={anchor}
            beside={{ byId: standard.current ? byId : null, month: monthById, zone, trial: standard.trial }}
            search={search}
            t={t}
          />
        )}
      </section>
      {chosen ? (
        <ClausePane clause={chosen} byId={standard.current ? byId : null} from={from} search={search} t={t} />
      ) : (
        <NothingChosen t={t} />
      )}
      {calendars && <Calendars used={calendarsIn(standard.source)} onClose={() => setCalendars(false)} t={t} />}
    </div>
  )
}

function NothingChosen({ t }: { t: StandardLabels }) {
  return (
    <aside className="ss-pane ss-pane-none ss-3">
      <p>{t('choose')}</p>
      <p>
        <span className="ss-kbd">J</span> <span className="ss-kbd">K</span>
      </p>
    </aside>
  )
}

/** Goes to the next or the previous clause that has a rule. */
function useStep(standard: Standard, anchor: string): (by: 1 | -1) => void {
  const { rule: _r, verdict: _v, ...rest } = here.useSearch()
  const navigate = useNavigate()
  const runnable = standard.clauses.filter(c => c.rules.length > 0)
  return by => {
    const at = runnable.findIndex(c => c.anchor === anchor)
    const next = runnable[at < 0 ? 0 : Math.max(0, Math.min(runnable.length - 1, at + by))]
    if (next) void navigate({ to: '/standard', search: rest, hash: next.anchor, resetScroll: false })
  }
}

/** Brings the chosen clause into view; once more when the figures come, because they make the rows taller. */
function useInView(anchor: string, settled: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `settled` is only a signal
  useEffect(() => bringIntoView(anchor), [anchor, settled])
}

/** A clause that can be seen stays where it is. */
function bringIntoView(anchor: string): void {
  const row = anchor ? document.getElementById(anchor) : null
  const box = row?.closest('.ss-doc-body')?.getBoundingClientRect()
  if (!row || !box) return
  const { top, bottom } = row.getBoundingClientRect()
  if (top < Math.max(0, box.top) || bottom > Math.min(innerHeight, box.bottom)) row.scrollIntoView?.({ block: 'center' })
}

function onlyShown(chapters: ReturnType<typeof chaptersOf>, anchors: Set<string>) {
  return chapters
    .map(c => ({ ...c, clauses: c.clauses.filter(x => anchors.has(x.anchor)) }))
    .filter(c => c.clauses.length > 0 || anchors.has(c.clause.anchor))
}
