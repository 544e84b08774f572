import { Button } from 'antd'
import { KindTag } from '../../../ui/kind-tag.tsx'
import type { ClauseChange, KeyChange, RuleChange } from './changes.ts'
import type { VersionLabels } from './labels.ts'

/** Clause by clause, in the order of the document: what came, what went, and each figure before and after. */
export function ChangeList({
  changes,
  front,
  onShow,
  t,
}: {
  changes: ClauseChange[]
  front: KeyChange[]
  onShow: (line: number) => void
  t: VersionLabels
}) {
  return (
    <ol className="ss-changes">
      {front.length > 0 && (
        <li>
          <h3 className="ss-change-head">
            <b>{t('front')}</b>
          </h3>
          <Keys keys={front} t={t} />
        </li>
      )}
      {changes.map(change => (
        <li key={`${change.what}:${change.clause.anchor}`}>
          <h3 className="ss-change-head">
            <span className={`ss-change-what ss-${change.what}`}>{t(change.what)}</span>
            <span className="ss-song ss-grow">{nameOf(change.clause)}</span>
            {change.what !== 'removed' && change.clause.from === null && (
              <Button
                size="small"
                type="text"
                aria-label={t('show', { clause: nameOf(change.clause), line: change.clause.line })}
                onClick={() => onShow(change.clause.line)}
              >
                {t('line', { line: change.clause.line })}
              </Button>
            )}
          </h3>
          {change.renamed && change.was && (
            <p className="ss-13 ss-2">
              {t('was', { name: '' })}
              <del className="ss-song">{nameOf(change.was)}</del>
            </p>
          )}
          {change.prose && <p className="ss-13 ss-2">{t('prose')}</p>}
          {change.rules.map(rule => (
            <RuleRow key={`${rule.rule.id} ${rule.rule.option?.alternative ?? ''} ${rule.what}`} change={rule} t={t} />
          ))}
        </li>
      ))}
    </ol>
  )
}

const nameOf = (clause: { number: string; title: string }): string => `${clause.number} ${clause.title}`.trim()

function RuleRow({ change, t }: { change: RuleChange; t: VersionLabels }) {
  const { rule } = change
  const words =
    change.what === 'added'
      ? t('ruleAdded', { sentence: rule.sentence })
      : change.what === 'removed'
        ? t('ruleRemoved', { sentence: rule.sentence })
        : change.from
          ? t('ruleMoved', { clause: nameOf(change.from), sentence: rule.sentence })
          : t('ruleChanged', { sentence: rule.sentence })
  return (
    <div className="ss-change-rule">
      <p className="ss-13">
        <KindTag kind={rule.kind} /> {words}
      </p>
      {change.what === 'changed' && change.keys.length > 0 && <Keys keys={change.keys} t={t} />}
    </div>
  )
}

function Keys({ keys, t }: { keys: KeyChange[]; t: VersionLabels }) {
  return (
    <dl className="ss-change-keys">
      {keys.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <del>{before ?? t('none')}</del> <span aria-hidden="true">→</span>
            <span className="ss-unseen">{t('becomes')}</span> <ins>{after ?? t('none')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
