import { publication } from '@sansheng/contract/publication.ts'
import { settleProposals } from '@sansheng/rulebook/document'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useCall } from '../../app/call.ts'
import { useSession } from '../../app/session.tsx'
import { unsavedDraft } from '../../app/unsaved-draft.ts'
import { HandbookDrop } from '../../ui/handbook/drop.tsx'
import { useHandbookLabels } from '../../ui/handbook/labels.ts'
import { HandbookWalk } from '../../ui/handbook/walk.tsx'
import { Empty, FaultNote, Loading } from '../../ui/states.tsx'
import './import.css'
import { useImportLabels } from './labels.ts'
import { type UnfinishedImport, unfinishedImport } from './unfinished-import.ts'

/** A handbook becomes the draft of the site: read, walked through, and then opened in the editor. */
export function ImportScreen() {
  const { siteId, can } = useSession()
  const t = useImportLabels()
  const h = useHandbookLabels()
  const navigate = useNavigate()
  const draft = useCall(publication.getDraft, { params: { siteId } }, { enabled: can('standards:write') })
  const [handbook, setHandbook] = useState<UnfinishedImport | null>(() => unfinishedImport.read(siteId))
  useEffect(() => (handbook ? unfinishedImport.keep(siteId, handbook) : unfinishedImport.forget(siteId)), [handbook, siteId])
  if (!can('standards:write')) return <Empty text={t('mayNot')} />
  if (draft.error && !draft.data) return <FaultNote fault={draft.error} onRetry={() => draft.refetch()} />
  if (!draft.data) return <Loading />
  const { version, savedAt, savedBy } = draft.data
  const done = ({ proposed, decisions }: UnfinishedImport) => {
    unsavedDraft.keep(siteId, { source: settleProposals(proposed.source, decisions), version })
    unfinishedImport.forget(siteId)
    void navigate({ to: '/standard', search: { edit: true } })
  }
  return (
    <section className="ss-sheet ss-import">
      <header className="ss-row ss-wrap">
        <h1 className="ss-h ss-grow">{handbook ? handbook.proposed.title : t('title')}</h1>
        {handbook && (
          <>
            <span className="ss-13 ss-2">
              {h('found', { clauses: handbook.proposed.clauses, count: handbook.proposed.proposals.length })}
            </span>
            <Button onClick={() => setHandbook(null)}>{h('another')}</Button>
            <Button type="primary" onClick={() => done(handbook)}>
              {t('toDraft')}
            </Button>
          </>
        )}
      </header>
      {savedAt && <p className="ss-note ss-note-warn">{t('replaces', { name: savedBy?.name ?? '' })}</p>}
      {handbook?.proposed.warnings.map(warning => (
        <p key={warning} className="ss-note ss-note-warn">
          {warning}
        </p>
      ))}
      {handbook ? (
        <HandbookWalk
          proposed={handbook.proposed}
          decisions={handbook.decisions}
          onDecide={decisions => setHandbook({ ...handbook, decisions })}
          t={h}
        />
      ) : (
        <>
          <p className="ss-2">{t('text')}</p>
          <HandbookDrop t={h} onRead={proposed => setHandbook({ proposed, decisions: {} })} />
        </>
      )}
    </section>
  )
}
