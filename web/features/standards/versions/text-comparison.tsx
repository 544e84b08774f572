import { lazy, Suspense, useState } from 'react'
import type { SlotProps } from '../../../app/slots.ts'
import { Loading } from '../../../ui/states.tsx'
import { Differences } from './differences.tsx'
import { useVersionLabels } from './labels.ts'

const MergeText = lazy(() => import('./merge-text.tsx').then(m => ({ default: m.MergeText })))

/** The changed clauses above both texts; choosing a clause scrolls the texts to it. */
export function TextComparison({ before, after }: SlotProps['text-comparison']) {
  const t = useVersionLabels()
  const [line, setLine] = useState<{ n: number } | null>(null)
  return (
    <>
      <Differences before={before} after={after} onShow={n => setLine({ n })} t={t} />
      <Suspense fallback={<Loading />}>
        <MergeText before={before} after={after} line={line} />
      </Suspense>
    </>
  )
}
