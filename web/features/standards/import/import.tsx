import { publication } from '@sansheng/contract/publication.ts'
import { settleProposals } from '@sansheng/rulebook/document'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useCall } from '../../../app/call.ts'
import { useSession } from '../../../app/session.tsx'
import { HandbookDrop } from '../../../ui/handbook/drop.tsx'
import { useHandbookLabels } from '../../../ui/handbook/labels.ts'
import { HandbookWalk } from '../../../ui/handbook/walk.tsx'
import { Empty, FaultNote, Loading } from '../../../ui/states.tsx'
import { type BegunImport, begunImport, begunText } from '../keep.ts'
import '../standard.css'
import { useImportLabels } from './labels.ts'

/** A handbook becomes the draft of the site: read, walked through, and then opened in the editor. */
export function ImportScreen() {
  const { siteId, can } = useSession()
  const t = useImportLabels()
  const h = useHandbookLabels()
  const navigate = useNavigate()
  const draft = useCall(publication.getDraft, { params: { siteId } }, { enabled: can('standards:write') })
  const [begun, setBegun] = useState<BegunImport | null>(() => begunImport.read(siteId))
  useEffect(() => (begun ? begunImport.keep(siteId, begun) : begunImport.forget(siteId)), [begun, siteId])
  if (!can('standards:write')) return <Empty text={t('mayNot')} />
  if (draft.error && !draft.data) return <FaultNote fault={draft.error} onRetry={() => draft.refetch()} />
  if (!draft.data) return <Loading />
  const { version, savedAt, savedBy } = draft.data
  const done = ({ proposed, decisions }: BegunImport) => {
    begunText.keep(siteId, { source: settleProposals(proposed.source, decisions), version })
    begunImport.forget(siteId)
    void navigate({ to: '/standard', search: { edit: true } })
  }
  return (
    <section className="ss-sheet ss-import">
      <header className="ss-row ss-wrap">
        <h1 className="ss-h ss-grow">{begun ? begun.proposed.title : t('title')}</h1>
        {begun && (
          <>
            <span className="ss-13 ss-2">
              {h('found', { clauses: begun.proposed.clauses, count: begun.proposed.proposals.length })}
            </span>
            <Button onClick={() => setBegun(null)}>{h('another')}</Button>
            <Button type="primary" onClick={() => done(begun)}>
              {t('toDraft')}
            </Button>
          </>
        )}
      </header>
      {savedAt && <p className="ss-note ss-note-warn">{t('replaces', { name: savedBy?.name ?? '' })}</p>}
      {begun?.proposed.warnings.map(warning => (
        <p key={warning} className="ss-note ss-note-warn">
          {warning}
        </p>
      ))}
      {begun ? (
        <HandbookWalk
          proposed={begun.proposed}
          decisions={begun.decisions}
          onDecide={decisions => setBegun({ ...begun, decisions })}
          t={h}
        />
      ) : (
        <>
          <p className="ss-2">{t('text')}</p>
          <HandbookDrop t={h} onRead={proposed => setBegun({ proposed, decisions: {} })} />
        </>
      )}
    </section>
  )
}
