import type { Standard } from '@sansheng/contract/standards.ts'
import { useMemo } from 'react'
import { ChangeList } from './change-list.tsx'
import { changesBetween, frontChanges } from './changes.ts'
import './compare.css'
import type { VersionLabels } from './labels.ts'

type Text = Pick<Standard, 'source' | 'clauses'>

/** How much differs between two texts, and what. */
export function Differences({
  before,
  after,
  onShow,
  t,
}: {
  before: Text
  after: Text
  onShow: (line: number) => void
  t: VersionLabels
}) {
  const changes = useMemo(() => changesBetween(before.clauses, after.clauses), [before.clauses, after.clauses])
  const front = useMemo(() => frontChanges(before.source, after.source), [before.source, after.source])
  const count = changes.length + (front.length > 0 ? 1 : 0)
  return (
    <>
      <p role="status" className="ss-13 ss-2">
        {before.source === after.source ? t('same') : count === 0 ? t('sameRules') : t('count', { count })}
      </p>
      <ChangeList changes={changes} front={front} onShow={onShow} t={t} />
    </>
  )
}
