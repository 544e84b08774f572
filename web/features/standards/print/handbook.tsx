import { publication } from '@sansheng/contract/publication.ts'
import { type Standard, standards } from '@sansheng/contract/standards.ts'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { ArrowLeft, Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCall } from '../../../app/call.ts'
import { useSession } from '../../../app/session.tsx'
import { SignedIn } from '../../../shell/signed-in.tsx'
import { FaultNote, Loading } from '../../../ui/states.tsx'
import { CalendarPages } from './calendar-pages.tsx'
import { ClausePages } from './clause-pages.tsx'
import { Contents, HowToRead, TitlePage } from './front-pages.tsx'
import './handbook.css'
import { type HandbookLabels, useHandbookLabels } from './labels.ts'

/** The standard as a book on A4: title, contents, clauses with their rules in words, calendars, what it takes over from others. */
export function HandbookScreen() {
  return (
    <SignedIn>
      <Handbook />
    </SignedIn>
  )
}

export function Handbook() {
  const t = useHandbookLabels()
  const { siteId } = useSession()
  const { version } = useSearch({ strict: false })
  const params = { siteId }
  const current = useCall(standards.get, { params }, { enabled: siteId > 0 && !version })
  const old = useCall(
    standards.getVersion,
    { params: { siteId, id: version ?? '' } },
    { enabled: siteId > 0 && version !== undefined },
  )
  const read = version ? old : current
  if (read.error && !read.data) return <FaultNote fault={read.error} onRetry={() => read.refetch()} />
  if (!read.data) return <Loading />
  return <Book standard={read.data} t={t} />
}

function Book({ standard, t }: { standard: Standard; t: HandbookLabels }) {
  const { siteId } = useSession()
  const params = { siteId }
  const around = useCall(standards.getHandbook, { params: { siteId, id: standard.id } })
  const submitted = useCall(publication.list, { params })
  const set = useFontsReady()
  const error = around.error ?? submitted.error
  if (error && !(around.data && submitted.data)) return <FaultNote fault={error} onRetry={() => void around.refetch()} />
  if (!around.data || !submitted.data) return <Loading />
  const { organisation, site, calendars, zone } = around.data
  const consent = submitted.data.items.find(p => p.version?.id === standard.id) ?? null
  // the heading of the whole document is the title page
  const own = standard.clauses.filter(c => c.from === null && !(c.level === 1 && c.prose === '' && c.rules.length === 0))
  const inherited = standard.clauses.filter(c => c.from !== null)
  const header = t('header', { site, title: standard.title, number: standard.number })
  return (
    <div className="ss-handbook-desk">
      <style>{pageRules(t, header)}</style>
      <nav className="ss-row ss-wrap ss-no-print ss-handbook-bar">
        <Link to="/standard" search={standard.current ? {} : { version: standard.id }} className="ss-row">
          <ArrowLeft size={16} aria-hidden="true" /> {t('back')}
        </Link>
        <span className="ss-grow ss-12 ss-3">{t('hint')}</span>
        <Button type="primary" icon={<Printer size={15} />} disabled={!set} onClick={() => print()}>
          {t('print')}
        </Button>
      </nav>
      <article className="ss-handbook" data-ready={set || undefined} lang="zh-CN">
        {/* what stands in the margins calls for no face by itself: these words fetch it */}
        <p className="ss-hb-faces" aria-hidden="true">
          {header} {t('footerPage')} {t('footerOf')} {t('footerEnd')} 0123456789
        </p>
        <TitlePage standard={standard} organisation={organisation} site={site} zone={zone} consent={consent} t={t} />
        <HowToRead clauses={standard.clauses} t={t} />
        <Contents own={own} inherited={inherited.length > 0} calendars={calendars.length > 0} t={t} />
        <ClausePages clauses={own} t={t} />
        <CalendarPages calendars={calendars} t={t} />
        {inherited.length > 0 && (
          <section id="hb-inherited" className="ss-hb-chapter">
            <h2>{t('inherited')}</h2>
            <p className="ss-hb-intro">{t('inheritedIntro')}</p>
            {[...new Set(inherited.map(c => c.from!))].map(title => (
              <section key={title}>
                <h3 className="ss-hb-from">{t('inheritedFrom', { title })}</h3>
                <ClausePages clauses={inherited.filter(c => c.from === title)} t={t} />
              </section>
            ))}
          </section>
        )}
        <p className="ss-hb-end">{t('end')}</p>
      </article>
    </div>
  )
}

/** Paper cannot be drawn again: it waits for its faces. */
function useFontsReady(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let here = true
    void (document.fonts?.ready ?? Promise.resolve()).then(() => here && setReady(true))
    return () => {
      here = false
    }
  }, [])
  return ready
}

const quoted = (text: string): string => `"${text.replace(/["\\\n\r]/g, c => (c === '"' || c === '\\' ? `\\${c}` : ' '))}"`

/** Header and footer stand in the margins of the sheet; the title page has none. */
function pageRules(t: HandbookLabels, header: string): string {
  const face = 'font: 9pt var(--ss-song), serif; color: #555;'
  return `@page { size: A4; margin: 22mm 20mm 20mm;
    @top-left { content: ${quoted(header)}; ${face} border-bottom: 0.4pt solid #999; width: 100%; padding-bottom: 2mm; vertical-align: bottom; margin-bottom: 4mm }
    @bottom-center { content: ${quoted(t('footerPage'))} counter(page) ${quoted(t('footerOf'))} counter(pages) ${quoted(t('footerEnd'))}; ${face} }
  }
  @page :first { @top-left { content: none; border: 0 } @bottom-center { content: none } }`
}
