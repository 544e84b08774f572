import { publication } from '@sansheng/contract/publication.ts'
import type { Standard } from '@sansheng/contract/standards.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useCall, useSend } from '../../app/call.ts'
import { Slot } from '../../app/feature-context.tsx'
import { useHotkeys } from '../../app/hotkeys.ts'
import { useSession } from '../../app/session.tsx'
import { exact } from '../../app/time.ts'
import { type UnsavedDraft, unsavedDraft } from '../../app/unsaved-draft.ts'
import { departmentsOf } from '../../ui/rule-figure.ts'
import { FaultNote, Loading } from '../../ui/states.tsx'
import { useEditingLabels } from './editing/labels.ts'
import type { Problem } from './editing/problem-marks.ts'
import type { SourceHandle } from './editing/source-editor.tsx'
import { Problems } from './problems.tsx'
import './editor.css'
import type { StandardLabels } from './labels.ts'
import { StaleDraft } from './stale-draft.tsx'
import { useCheck } from './use-check.ts'

/** The editor is a large piece of its own, fetched when somebody writes. */
const SourceEditor = lazy(() => import('./editing/source-editor.tsx').then(m => ({ default: m.SourceEditor })))
const RulePanel = lazy(() => import('./editing/rule-panel.tsx').then(m => ({ default: m.RulePanel })))

/** The draft of the site: the text, and beside it what is wrong with it. */
export function Editor({ current, t }: { current: Standard | null; t: StandardLabels }) {
  const { siteId } = useSession()
  const draft = useCall(publication.getDraft, { params: { siteId } })
  if (draft.error && !draft.data) return <FaultNote fault={draft.error} onRetry={() => draft.refetch()} />
  if (!draft.data) return <Loading />
  return <Desk current={current} draft={draft.data} t={t} />
}

const none: Problem[] = []
type Draft = { source: string; version: number; savedAt: string | null; savedBy: { name: string } | null }

function Desk({ current, draft, t }: { current: Standard | null; draft: Draft; t: StandardLabels }) {
  const { siteId } = useSession()
  const navigate = useNavigate()
  const e = useEditingLabels()
  const { message } = App.useApp()
  const [unsaved] = useState(() => unsavedDraft.read(siteId))
  const restored = unsaved !== null && unsaved.source !== draft.source
  const [text, setText] = useState<UnsavedDraft>(restored ? unsaved : { source: draft.source, version: draft.version })
  const [savedSource, setSavedSource] = useState(draft.source)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const [wasRestored, setWasRestored] = useState(restored && unsaved.version > 0)
  const [publishing, setPublishing] = useState(false)
  const [caret, setCaret] = useState(0)
  const area = useRef<SourceHandle>(null)
  const save = useSend(publication.saveDraft)
  const check = useCheck(siteId, text.source)
  const known = useMemo(
    () => ({
      ...check.known,
      departments: departmentsOf(current?.clauses ?? []),
    }),
    [check.known, current],
  )
  const dirty = text.source !== savedSource
  useEffect(() => {
    if (dirty) unsavedDraft.keep(siteId, text)
    else unsavedDraft.forget(siteId)
  }, [dirty, siteId, text])

  const saveAs = (version: number) =>
    save
      .mutateAsync({ params: { siteId }, body: { source: text.source, version } })
      .then(done => {
        setText(now => ({ ...now, version: done.version }))
        setSavedSource(text.source)
        setSavedAt(done.savedAt)
        setWasRestored(false)
        void message.success(t('saved', { at: exact(done.savedAt, { seconds: true }) }))
      })
      .catch(() => undefined)
  useHotkeys({ 'Ctrl+s': () => void saveAs(text.version) })
  const stale = save.error?.code === 'stale' ? save.error : null
  const state = dirty
    ? t('unsaved')
    : savedAt
      ? t('saved', { at: exact(savedAt) })
      : draft.savedAt
        ? t('savedAt', { name: draft.savedBy?.name ?? '', at: exact(draft.savedAt) })
        : t('neverSaved')

  return (
    <div className="ss-editor">
      <section className="ss-sheet ss-editor-text" aria-label={t('text')}>
        <header className="ss-row ss-wrap">
          <h1 className="ss-h ss-grow">{t('editing')}</h1>
          <span className={`ss-12 ${dirty ? 'ss-unsaved' : 'ss-3'}`} role="status">
            {state}
          </span>
          {current && (
            <Link to="/standard/compare" search={{ from: current.id, to: 'draft' }} disabled={draft.savedAt === null && !savedAt}>
              {e('compare')}
            </Link>
          )}
          <Button onClick={() => void navigate({ to: '/standard' })}>{t('leave')}</Button>
        </header>
        {wasRestored && (
          <p className="ss-note">
            <span>{t('restored')}</span>
            <Button
              size="small"
              onClick={() => {
                setText({ source: draft.source, version: draft.version })
                setSavedSource(draft.source)
                setWasRestored(false)
              }}
            >
              {t('discard')}
            </Button>
          </p>
        )}
        <Suspense fallback={<Loading />}>
          <SourceEditor
            handle={area}
            value={text.source}
            onChange={source => setText(now => ({ ...now, source }))}
            problems={check.result?.problems ?? none}
            label={t('text')}
            hint={e('hint')}
            known={known}
            onCaret={setCaret}
          />
        </Suspense>
        <p className="ss-12 ss-3 ss-editor-keys">{e('keys')}</p>
      </section>
      <aside className="ss-sheet ss-editor-side" aria-label={t('problems')}>
        {stale ? (
          <StaleDraft
            fault={stale}
            onKeep={version => void saveAs(version)}
            onTake={theirs => {
              setText(theirs)
              setSavedSource(theirs.source)
              save.reset()
            }}
            t={t}
          />
        ) : (
          save.error && <FaultNote fault={save.error} inline />
        )}
        <Problems check={check} onJump={p => area.current?.jump(p)} onApply={p => area.current?.apply(p)} t={t} />
        <Suspense fallback={<Loading />}>
          <RulePanel
            source={text.source}
            caret={caret}
            problems={check.result?.problems ?? none}
            known={known}
            onReplace={(...piece) => area.current?.replace(...piece)}
          />
        </Suspense>
        <footer className="ss-row ss-wrap">
          <span className="ss-grow" />
          <Button
            loading={save.isPending}
            disabled={!dirty && savedSource === text.source && draft.savedAt !== null}
            onClick={() => void saveAs(text.version)}
          >
            {t('saveDraft')} <span className="ss-kbd">Ctrl S</span>
          </Button>
          <Slot
            name="what-if-button"
            props={{ siteId, source: text.source, disabled: check.checking || check.result?.ok !== true }}
          />
          <Slot
            name="publish-button"
            props={{
              siteId,
              disabled: check.checking || !check.result?.publishable,
              mayNot: <span className="ss-12 ss-3">{t('cannotPublish')}</span>,
              onClick: () => setPublishing(true),
            }}
          />
        </footer>
      </aside>
      {publishing && (
        <Slot
          name="publication-box"
          props={{
            siteId,
            source: text.source,
            number: (current?.number ?? 0) + 1,
            trial: current?.trial ?? false,
            draftVersion: text.version,
            onClose: () => setPublishing(false),
            onDone: () => {
              unsavedDraft.forget(siteId)
              void navigate({ to: '/standard' })
            },
          }}
        />
      )}
    </div>
  )
}
