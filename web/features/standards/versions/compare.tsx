import { publication } from '@sansheng/contract/publication.ts'
import { standards } from '@sansheng/contract/standards.ts'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { ArrowLeftRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useCall } from '../../../app/call.ts'
import { useSession } from '../../../app/session.tsx'
import { exact } from '../../../app/time.ts'
import { Empty, FaultNote, Loading } from '../../../ui/states.tsx'
import './compare.css'
import { listed } from '../../../app/punctuation.ts'
import { Differences } from './differences.tsx'
import { useVersionLabels, type VersionLabels } from './labels.ts'
import { type Edition, useEdition } from './use-edition.ts'

const here = getRouteApi('/shell/standard/compare')
const MergeText = lazy(() => import('./merge-text.tsx').then(m => ({ default: m.MergeText })))

/** Two versions beside each other, or the draft beside what is in force: what changed, whose it is, and the text itself. */
export function CompareScreen() {
  const t = useVersionLabels()
  const { siteId, can } = useSession()
  const search = here.useSearch()
  const versions = useCall(standards.listVersions, { params: { siteId } }, { enabled: siteId > 0 })
  const draft = useCall(publication.getDraft, { params: { siteId } }, { enabled: can('standards:write') })
  if (versions.error && !versions.data) return <FaultNote fault={versions.error} onRetry={() => versions.refetch()} />
  if (!versions.data || (can('standards:write') && draft.isPending)) return <Loading />
  const ids = versions.data.items.map(v => v.id)
  const hasDraft = Boolean(draft.data?.savedAt)
  const current = versions.data.items.find(v => v.current)?.id ?? ids[0]
  const to = search.to ?? (hasDraft ? 'draft' : current)
  const from = search.from ?? (to === 'draft' ? current : ids[ids.indexOf(to ?? '') + 1])
  if (!to || !from)
    return (
      <div className="ss-compare ss-compare-one">
        <section className="ss-sheet ss-compare-list">
          <header className="ss-row ss-wrap">
            <h1 className="ss-h ss-grow">{t('title')}</h1>
            <Link to="/standard">{t('back')}</Link>
          </header>
          <Empty text={t('one')} />
        </section>
      </div>
    )
  const options = [
    ...(can('standards:write') ? [{ value: 'draft', label: t('draft') }] : []),
    ...versions.data.items.map(v => ({
      value: v.id,
      label: `${t('version', { number: v.number })}${v.current ? ` · ${t('inForce')}` : ''}`,
    })),
  ]
  return <Comparison key={siteId} from={from} to={to} options={options} t={t} />
}

function Comparison({
  from,
  to,
  options,
  t,
}: {
  from: string
  to: string
  options: { value: string; label: string }[]
  t: VersionLabels
}) {
  const navigate = useNavigate()
  const before = useEdition(from)
  const after = useEdition(to)
  const [line, setLine] = useState<{ n: number } | null>(null)
  const go = (search: { from: string; to: string }) => void navigate({ to: '/standard/compare', search, replace: true })
  const fault = before.fault ?? after.fault
  const label = (id: string) => options.find(o => o.value === id)?.label ?? id
  return (
    <div className="ss-compare">
      <section className="ss-sheet ss-compare-list" aria-label={t('changes')}>
        <header className="ss-row ss-wrap">
          <h1 className="ss-h ss-grow">{t('title')}</h1>
          <Link to="/standard">{t('back')}</Link>
        </header>
        <div className="ss-compare-sides">
          <Choice label={t('before')} value={from} options={options} onChoose={id => go({ from: id, to })} />
          <Button
            type="text"
            aria-label={t('swap')}
            title={t('swap')}
            icon={<ArrowLeftRight size={16} />}
            onClick={() => go({ from: to, to: from })}
          />
          <Choice label={t('after')} value={to} options={options} onChoose={id => go({ from, to: id })} />
          {before.edition ? <Whose edition={before.edition} t={t} /> : <span />}
          <span />
          {after.edition ? <Whose edition={after.edition} t={t} /> : <span />}
        </div>
        {fault && <FaultNote fault={fault} inline />}
        {before.edition && after.edition ? (
          <Differences before={before.edition} after={after.edition} onShow={n => setLine({ n })} t={t} />
        ) : (
          !fault && <Loading />
        )}
      </section>
      <section className="ss-sheet ss-compare-text" aria-label={t('text')}>
        <h2 className="ss-h">{t('text')}</h2>
        <p className="ss-12 ss-3">{t('unchanged')}</p>
        {before.edition && after.edition && (
          <Suspense fallback={<Loading />}>
            <MergeText
              before={{ name: t('textOf', { name: label(from) }), source: before.edition.source }}
              after={{ name: t('textOf', { name: label(to) }), source: after.edition.source }}
              line={line}
            />
          </Suspense>
        )}
      </section>
    </div>
  )
}

function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: string
  options: { value: string; label: string }[]
  onChoose: (id: string) => void
}) {
  return <Select aria-label={label} value={value} options={options} onChange={onChoose} prefix={label} />
}

/** Who published or saved it, when, by whose consent, and what he wrote to it. */
function Whose({ edition, t }: { edition: Edition; t: VersionLabels }) {
  const { by, at, approvedBy, note, draft } = edition
  const when = at ? exact(at) : ''
  return (
    <div className="ss-12 ss-2 ss-compare-whose">
      <p>
        {draft
          ? at
            ? t('saved', { name: by ?? '', at: when })
            : t('notSaved')
          : by
            ? t('published', { name: by, at: when })
            : t('publishedSystem', { at: when })}
        {edition.trial && ` · ${t('trial')}`}
      </p>
      {approvedBy.length > 0 && <p>{t('approved', { names: listed(approvedBy) })}</p>}
      {!draft && <p className={note ? '' : 'ss-3'}>{note ? t('note', { note }) : t('noNote')}</p>}
    </div>
  )
}
