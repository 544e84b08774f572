import { Link } from '@tanstack/react-router'
import { KindTag } from '../../ui/kind-tag.tsx'
import type { ClauseView } from '../../ui/rule-figure.ts'
import { ClauseMargin } from './clause-figures.tsx'
import type { StandardLabels } from './labels.ts'
import { Prose } from './prose.tsx'
import { type Chapter, type FiguresById, figuresOf } from './read.ts'
import type { StandardSearch } from './search.ts'

export type Beside = { byId: FiguresById | null; month: FiguresById | null; zone: string; trial: boolean }

/** The whole standard as it is read, with the figures of each clause in the margin. */
export function StandardDocument({
  chapters,
  chosen,
  beside,
  search,
  t,
}: {
  chapters: Chapter[]
  chosen: string
  beside: Beside
  search: StandardSearch
  t: StandardLabels
}) {
  const row = (clause: ClauseView) => (
    <ClauseRow key={clause.anchor} clause={clause} on={clause.anchor === chosen} beside={beside} search={search} t={t} />
  )
  return (
    <div className="ss-doc-body">
      {chapters.map(({ clause: chapter, clauses }) => (
        <section key={chapter.anchor} aria-labelledby={chapter.anchor}>
          {chapter.rules.length > 0 ? (
            row(chapter)
          ) : (
            <>
              <h2 id={chapter.anchor} className="ss-song ss-chapter" tabIndex={-1}>
                {chapter.number} {chapter.title}
              </h2>
              {chapter.prose !== '' && (
                <div className="ss-clause-text ss-chapter-text">
                  <Prose markdown={chapter.prose} />
                </div>
              )}
            </>
          )}
          {clauses.map(c =>
            c.prose === '' && c.rules.length === 0 ? (
              <h3 key={c.anchor} id={c.anchor} className="ss-song ss-section">
                {c.number} {c.title}
              </h3>
            ) : (
              row(c)
            ),
          )}
        </section>
      ))}
    </div>
  )
}

function ClauseRow({
  clause,
  on,
  beside,
  search,
  t,
}: {
  clause: ClauseView
  on: boolean
  beside: Beside
  search: StandardSearch
  t: StandardLabels
}) {
  const kinds = [...new Set(clause.rules.map(r => r.kind))]
  const runs = clause.rules.length > 0
  const { rule: _rule, verdict: _verdict, ...rest } = search
  return (
    <article id={clause.anchor} className={`ss-clause${on ? ' ss-on' : ''}${runs ? ' ss-runs' : ''}`}>
      <div>
        <h3>
          <span className="ss-num ss-clause-no">{clause.number}</span>
          {runs ? (
            <Link to="/standard" search={rest} hash={clause.anchor} resetScroll={false} aria-current={on ? 'true' : undefined}>
              {clause.title}
            </Link>
          ) : (
            clause.title
          )}
          {kinds.map(kind => (
            <KindTag key={kind} kind={kind} />
          ))}
        </h3>
        <div className="ss-clause-text">
          <Prose markdown={clause.prose} />
        </div>
      </div>
      {runs && (
        <div className="ss-margin">
          <ClauseMargin
            clause={clause}
            figures={beside.byId && figuresOf(clause, beside.byId)}
            month={beside.month && figuresOf(clause, beside.month)}
            zone={beside.zone}
            trial={beside.trial}
            t={t}
          />
        </div>
      )}
    </article>
  )
}
