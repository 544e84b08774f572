import { compliance } from '@sansheng/contract/compliance.ts'
import { publication } from '@sansheng/contract/publication.ts'
import { type Standard, standards } from '@sansheng/contract/standards.ts'
import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { History, Pencil, TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { Slot } from '../../app/feature-context.tsx'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { exact, serverNow } from '../../app/time.ts'
import type { Kind } from '../../ui/kind-tag.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Empty, FaultNote, Loading } from '../../ui/states.tsx'
import { Calendars, MissingHolidays } from './calendars.tsx'
import { type PeriodName, periods } from './choices.ts'
import { ClausePane } from './clause-pane.tsx'
import { StandardDocument } from './document.tsx'
import { Editor } from './editor.tsx'
import { NoStandard } from './no-standard.tsx'
import { CalendarButton, Outline } from './outline.tsx'
import { startOf } from './period.ts'
import { calendarsIn, chaptersOf, type FiguresById } from './read.ts'
import './standard.css'
import { type StandardLabels, useStandardLabels } from './labels.ts'
import { StandardLinks } from './standard-links.tsx'

const here = getRouteApi('/shell/standard')

/** The living standard: the written words with what became of them. */
export function StandardScreen() {
  const t = useStandardLabels()
  const { siteId, can } = useSession()
  const search = here.useSearch()
  const current = useCall(standards.get, { params: { siteId } }, { enabled: siteId > 0 })
  const old = useCall(
    standards.getVersion,
    { params: { siteId, id: search.version ?? '' } },
    { enabled: search.version !== undefined && search.version !== current.data?.id },
  )
  if (search.edit && can('standards:write')) return <Editor key={siteId} current={current.data ?? null} t={t} />
  if (current.error?.code === 'standard.none') return <NoStandard t={t} />
  const read = search.version && search.version !== current.data?.id ? old : current
  if (read.error && !read.data) return <FaultNote fault={read.error} onRetry={() => read.refetch()} />
  if (!read.data) return <Loading />
  return <Reading key={siteId} standard={read.data} t={t} />
}

function Reading({ standard, t }: { standard: Standard; t: StandardLabels }) {
  const { siteId, site, can } = useSession()
  const search = here.useSearch()
  const navigate = useNavigate()
  const anchor = decodeURIComponent(useLocation().hash)
  const zone = site?.zone ?? 'Asia/Shanghai'
  const period = search.period ?? '30d'
  const from = startOf(period, serverNow(), zone)
  const params = { siteId }
  const figures = useCall(compliance.figures, { params, query: { from } }, { enabled: standard.current, keep: true })
  const month = useCall(
    compliance.figures,
    { params, query: { from: startOf('30d', serverNow(), zone) } },
    { enabled: standard.current },
  )
  const versions = useCall(standards.listVersions, { params })
  const draft = useCall(publication.getDraft, { params }, { enabled: can('standards:write') })
  const [kind, setKind] = useState<Kind | null>(null)
  const [calendars, setCalendars] = useState(false)
  const byId = useById(figures.data)
  const monthById = useById(month.data)

  const shown = useMemo(() => standard.clauses.filter(c => !kind || c.rules.some(r => r.kind === kind)), [standard.clauses, kind])
  const chapters = useMemo(() => chaptersOf(standard.clauses), [standard.clauses])
  const chosen = standard.clauses.find(c => c.anchor === anchor && c.rules.length > 0)
  const settled = byId !== null || !standard.current
  // the figures make the rows taller when they come, so the place is looked for once more
  // biome-ignore lint/correctness/useExhaustiveDependencies: `settled` is only a signal
  useEffect(() => bringIntoView(anchor), [anchor, settled])
  const runnable = standard.clauses.filter(c => c.rules.length > 0)
  const step = (by: number) => {
    const at = runnable.findIndex(c => c.anchor === anchor)
    const next = runnable[at < 0 ? 0 : Math.max(0, Math.min(runnable.length - 1, at + by))]
    const { rule: _r, verdict: _v, ...rest } = search
    if (next) void navigate({ to: '/standard', search: rest, hash: next.anchor, resetScroll: false })
  }
  const edit = () => void navigate({ to: '/standard', search: { edit: true } })
  useHotkeys({ j: () => step(1), k: () => step(-1), ...(can('standards:write') ? { e: edit } : {}) })
  const saved = draft.data?.savedAt ? { savedAt: draft.data.savedAt, name: draft.data.savedBy?.name ?? '' } : null

  return (
    <div className={`ss-standard${chosen ? ' ss-with-pane' : ''}`}>
      <Outline
        standard={standard}
        chapters={chapters}
        byId={byId}
        versions={versions.data?.items ?? []}
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
        <header className="ss-doc-head">
          <div className="ss-row ss-wrap">
            <p className="ss-song ss-doc-title ss-grow">{standard.title}</p>
            {standard.current && figures.data && (
              <span className="ss-12 ss-3">{t('contacts', { count: figures.data.contacts.toLocaleString('zh-CN') })}</span>
            )}
            {standard.current && (
              <Segmented
                size="small"
                aria-label={t('period')}
                value={period}
                onChange={p =>
                  void navigate({ to: '/standard', search: { ...search, period: p }, hash: anchor, resetScroll: false })
                }
                options={(Object.keys(periods) as PeriodName[]).map(p => ({ value: p, label: t(p) }))}
              />
            )}
            {can('standards:write') && (
              <Button icon={<Pencil size={15} />} onClick={edit}>
                {t('edit')} <span className="ss-kbd">E</span>
              </Button>
            )}
          </div>
          {standard.current && <Slot name="waiting-publication" props={{ siteId }} />}
          <Banners standard={standard} draft={saved} t={t} onCalendars={() => setCalendars(true)} />
          {figures.error && <FaultNote fault={figures.error} inline onRetry={() => figures.refetch()} />}
        </header>
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
        <aside className="ss-pane ss-pane-none ss-3">
          <p>{t('choose')}</p>
          <p>
            <span className="ss-kbd">J</span> <span className="ss-kbd">K</span>
          </p>
        </aside>
      )}
      {calendars && <Calendars used={calendarsIn(standard.source)} onClose={() => setCalendars(false)} t={t} />}
    </div>
  )
}

/** A clause that can be seen stays where it is. */
function bringIntoView(anchor: string): void {
  const row = anchor ? document.getElementById(anchor) : null
  const box = row?.closest('.ss-doc-body')?.getBoundingClientRect()
  if (!row || !box) return
  const { top, bottom } = row.getBoundingClientRect()
  if (top < Math.max(0, box.top) || bottom > Math.min(innerHeight, box.bottom)) row.scrollIntoView?.({ block: 'center' })
}

function useById(figures: { items: { ruleId: string }[] } | undefined): FiguresById | null {
  return useMemo(() => (figures ? new Map(figures.items.map(f => [f.ruleId, f])) : null) as FiguresById | null, [figures])
}

function onlyShown(chapters: ReturnType<typeof chaptersOf>, anchors: Set<string>) {
  return chapters
    .map(c => ({ ...c, clauses: c.clauses.filter(x => anchors.has(x.anchor)) }))
    .filter(c => c.clauses.length > 0 || anchors.has(c.clause.anchor))
}

function Banners({
  standard,
  draft,
  onCalendars,
  t,
}: {
  standard: Standard
  draft: { savedAt: string; name: string } | null
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
