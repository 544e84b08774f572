import { Button } from 'antd'
import { CircleX, TriangleAlert } from 'lucide-react'
import type { Problem } from './editing/problem-marks.ts'
import type { SourceHandle } from './editing/source-editor.tsx'
import type { StandardLabels } from './labels.ts'
import type { useCheck } from './use-check.ts'

/** What the checker finds, in the order of the text; a click leads there, another takes the suggestion. */
export function Problems({
  check,
  onJump,
  onApply,
  t,
}: {
  check: ReturnType<typeof useCheck>
  onJump: SourceHandle['jump']
  onApply: (problem: Problem) => void
  t: StandardLabels
}) {
  const problems = check.result?.problems ?? []
  const errors = problems.filter(p => p.severity === 'error').length
  const head =
    check.result === null
      ? check.fault
        ? t('checkFailed', { why: check.fault.message })
        : t('checking')
      : errors > 0
        ? t('errors', { count: errors })
        : !check.result.publishable
          ? t('notPublishable')
          : problems.length > 0
            ? t('warnings', { count: problems.length })
            : t('noProblems')
  return (
    <>
      <h2 className="ss-h">
        {t('problems')}
        {check.checking && check.result && <span className="ss-12 ss-3">{t('checking')}</span>}
      </h2>
      <p role="status" className={`ss-13 ${errors > 0 ? 'ss-say-error' : 'ss-2'}`}>
        {head}
      </p>
      {check.fault && check.result && <p className="ss-12 ss-3">{t('checkedHere', { why: check.fault.message })}</p>}
      <ol className="ss-problems">
        {problems.map(p => (
          <li key={`${p.line}:${p.column}:${p.code}:${p.message}`} className={`ss-problem ss-line-${p.severity}`}>
            <button type="button" className="ss-bare" onClick={() => onJump(p)}>
              {p.severity === 'error' ? (
                <CircleX size={15} aria-label={t('error')} />
              ) : (
                <TriangleAlert size={15} aria-label={t('warning')} />
              )}
              <span>
                <span className="ss-num ss-12">{t('at', { line: p.line, column: p.column })}</span>
                <br />
                {p.message}
              </span>
            </button>
            {p.suggestion !== null && (
              <Button size="small" onClick={() => onApply(p)}>
                {t('apply', { word: p.suggestion })} <span className="ss-kbd">Tab</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Unrecorded rules={check.result?.unrecorded ?? []} onJump={onJump} t={t} />
    </>
  )
}

/** Rules that will not run, each with what would record what it needs; a click leads to the rule. */
function Unrecorded({
  rules,
  onJump,
  t,
}: {
  rules: { ruleId: string; line: number; why: string }[]
  onJump: SourceHandle['jump']
  t: StandardLabels
}) {
  if (rules.length === 0) return null
  return (
    <details className="ss-13 ss-unrecorded">
      <summary>{t('unrecorded', { count: rules.length })}</summary>
      <p className="ss-12 ss-3">{t('unrecordedHelp')}</p>
      <ol className="ss-problems">
        {rules.map(({ ruleId, line, why }) => (
          <li key={ruleId} className="ss-problem">
            <button type="button" className="ss-bare" onClick={() => onJump({ line, column: 1, length: 0 })}>
              <span>
                <span className="ss-num ss-12">{t('at', { line, column: 1 })}</span> <code>{ruleId}</code>
                <br />
                {why}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}
