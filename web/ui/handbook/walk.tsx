import type { Proposal, Proposed } from '@sansheng/contract/handbooks.ts'
import { Button } from 'antd'
import { Check, FileText, Pencil } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useHotkeys } from '../../app/hotkeys.ts'
import { counted } from '../counted.ts'
import { KindTag } from '../kind-tag.tsx'
import { Mark } from '../mark.tsx'
import { ChangeBlock } from './change-block.tsx'
import { type Decisions, leave, missingFor, nextUndecided, sureOf, without } from './decisions.ts'
import './handbook.css'
import type { HandbookLabels } from './labels.ts'

/** The proposals of a handbook, one after the other: accept, change, or leave as prose. */
export function HandbookWalk({
  proposed,
  decisions,
  onDecide,
  t,
}: {
  proposed: Proposed
  decisions: Decisions
  onDecide: (decisions: Decisions) => void
  t: HandbookLabels
}) {
  const { proposals } = proposed
  const [at, setAt] = useState(() => nextUndecided(proposals, decisions, proposals.length - 1))
  const [changing, setChanging] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' }), [at])
  const here = proposals[at]
  const go = (to: number) => {
    setChanging(false)
    setAt(Math.max(0, Math.min(proposals.length - 1, to)))
  }
  const decide = (next: Decisions) => {
    onDecide(next)
    go(nextUndecided(proposals, next, at))
  }
  const missing = here ? missingFor(here, proposals, decisions) : null
  const accept = () => here && !here.open && !missing && decide({ ...decisions, [here.id]: { do: 'accept' } })
  const asProse = () => here && decide(leave(proposals, decisions, here.id))
  useHotkeys(
    changing ? {} : { a: accept, d: asProse, e: () => !missing && setChanging(true), j: () => go(at + 1), k: () => go(at - 1) },
  )
  if (!here) return <p className="ss-note">{t('nothing')}</p>
  const sure = sureOf(proposals, decisions)
  return (
    <div className="ss-handbook-walk">
      <nav aria-label={t('list')}>
        <p className="ss-row ss-12 ss-3">
          <span className="ss-grow" role="status">
            {t('done', { done: Object.keys(decisions).length, all: proposals.length })}
          </span>
        </p>
        <ol ref={list}>
          {proposals.map((p, i) => (
            <li key={p.id}>
              <button
                type="button"
                className={`ss-bare${i === at ? ' ss-on' : ''}`}
                aria-current={i === at ? 'true' : undefined}
                onClick={() => go(i)}
              >
                <State decision={decisions[p.id]} t={t} />
                <span className="ss-el ss-grow">{[p.clauseNumber, p.clauseTitle || p.sentence].filter(Boolean).join(' ')}</span>
                <b className="ss-num">{p.amount}</b>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section aria-label={t('proposal')} aria-live="polite">
        <p className="ss-12 ss-3">
          {t('from')} {here.clauseNumber && `§${here.clauseNumber}`} {here.clauseTitle}
        </p>
        <blockquote className="ss-song">{here.sentence}</blockquote>
        <p className="ss-row ss-wrap">
          <KindTag kind={here.kind} />
          {!here.sure && <Mark tone="soon">{t('unsure')}</Mark>}
          {here.open && <Mark tone="over">{t('open')}</Mark>}
          <State decision={decisions[here.id]} t={t} words />
        </p>
        <p className="ss-handbook-summary">{here.summary}</p>
        <p className="ss-13 ss-2">
          {t('because')}
          {here.why}
        </p>
        {here.unmeasured && <p className="ss-note ss-note-warn">{t('unmeasured', { why: here.unmeasured })}</p>}
        {here.open && !decisions[here.id] && <p className="ss-note ss-note-warn">{t('openNote')}</p>}
        {missing && (
          <p className="ss-note ss-note-warn">
            {t('leans', { what: missing.summary })}
            <Button type="link" size="small" onClick={() => go(proposals.indexOf(missing))}>
              {t('goThere')}
            </Button>
          </p>
        )}
        {changing ? (
          <ChangeBlock
            key={here.id}
            block={blockOf(here, decisions)}
            onKeep={block => decide({ ...decisions, [here.id]: { do: 'change', block } })}
            onCancel={() => setChanging(false)}
            t={t}
          />
        ) : (
          <>
            <details className="ss-13">
              <summary>{t('block')}</summary>
              <pre>
                {counted(blockOf(here, decisions).split('\n')).map(({ n, it }) => (
                  <span key={n}>{`${it}\n`}</span>
                ))}
              </pre>
            </details>
            <div className="ss-row ss-wrap ss-handbook-acts">
              {missing ? null : decisions[here.id] ? (
                <Button onClick={() => onDecide(without(decisions, here.id))}>{t('undo')}</Button>
              ) : (
                <>
                  <Button type="primary" disabled={here.open} icon={<Check size={16} />} onClick={accept}>
                    {t('accept')} <span className="ss-kbd">A</span>
                  </Button>
                  <Button icon={<Pencil size={15} />} onClick={() => setChanging(true)}>
                    {t('change')} <span className="ss-kbd">E</span>
                  </Button>
                  <Button icon={<FileText size={15} />} onClick={asProse}>
                    {t('leave')} <span className="ss-kbd">D</span>
                  </Button>
                </>
              )}
              <span className="ss-grow" />
              {sure.length > 1 && (
                <Button
                  type="link"
                  onClick={() =>
                    onDecide({ ...decisions, ...Object.fromEntries(sure.map(p => [p.id, { do: 'accept' as const }])) })
                  }
                >
                  {t('acceptSure', { count: sure.length })}
                </Button>
              )}
            </div>
            <p className="ss-12 ss-3 ss-handbook-keys">{t('keys')}</p>
          </>
        )}
      </section>
    </div>
  )
}

function blockOf(proposal: Proposal, decisions: Decisions): string {
  const decision = decisions[proposal.id]
  return decision?.do === 'change' ? decision.block : proposal.block
}

function State({ decision, words = false, t }: { decision: Decisions[string] | undefined; words?: boolean; t: HandbookLabels }) {
  const word = t(!decision ? 'undecided' : decision.do === 'accept' ? 'accepted' : decision.do === 'change' ? 'changed' : 'prose')
  if (words) return decision ? <Mark tone={decision.do === 'prose' ? 'plain' : 'met'}>{word}</Mark> : null
  return (
    <span className={`ss-handbook-state ss-handbook-${decision?.do ?? 'open'}`} role="img" aria-label={word} title={word}>
      {decision && (decision.do === 'prose' ? <FileText size={13} /> : <Check size={13} strokeWidth={3} />)}
    </span>
  )
}
