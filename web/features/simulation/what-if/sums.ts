/** What a run found, in order and in words. */
import type { RuleOutcome, WhatIfRun } from '@sansheng/contract/what-if.ts'
import { spanWords } from '../../../app/time.ts'
import type { WhatIfLabels } from './labels.ts'

type Counts = NonNullable<RuleOutcome['before']>

/** Share that was kept: of clocks, or of what a gate was asked; null when nothing is decided. */
export function rateOf({ met, late, passed, hit }: Counts): number | null {
  const good = met + passed
  const all = good + late + hit
  return all === 0 ? null : good / all
}

/** Rules with a difference first, by how many are concerned; the others in the order of the text. */
export function sorted(rules: WhatIfRun['rules']): { different: RuleOutcome[]; same: RuleOutcome[] } {
  const weight = (r: RuleOutcome) => r.changed + r.cost.longer.count + r.cost.shorter.count
  const different = rules.filter(r => weight(r) > 0).sort((a, b) => weight(b) - weight(a))
  return { different, same: rules.filter(r => weight(r) === 0 && hasFigures(r)) }
}
const hasFigures = ({ before, after }: RuleOutcome): boolean => [before, after].some(c => c && Object.values(c).some(n => n > 0))

export const count = (n: number): string => n.toLocaleString('zh-CN')

/** What it costs those who wait; the first line is the one that counts most. */
export function costWords({ cost }: RuleOutcome, t: WhatIfLabels): { text: string; worse: boolean }[] {
  const lines: { text: string; worse: boolean }[] = []
  const shift = (key: 'longer' | 'shorter' | 'forgiven' | 'blamed', worse: boolean) => {
    const { count: n, averageMs } = cost[key]
    if (n > 0) lines.push({ text: t(key, { count: count(n), time: spanWords(averageMs) }), worse })
  }
  const times = (word: 'gained' | 'lost' | 'moreStopped' | 'freed' | 'elsewhere', n: number, worse: boolean) => {
    if (n > 0) lines.push({ text: t(word, { count: count(n) }), worse })
  }
  shift('longer', true)
  shift('shorter', false)
  shift('forgiven', true)
  shift('blamed', false)
  times('gained', cost.gained, false)
  times('lost', cost.lost, true)
  times('moreStopped', cost.stopped, false)
  times('freed', cost.freed, false)
  times('elsewhere', cost.elsewhere, false)
  return lines
}

const columns = ['met', 'late', 'running', 'void', 'passed', 'hit', 'stopped'] as const
/** The figures of which there are any, before and after. */
export function figureRows({
  before,
  after,
}: RuleOutcome): { key: (typeof columns)[number]; before: number | null; after: number | null }[] {
  return columns
    .map(key => ({ key, before: before?.[key] ?? null, after: after?.[key] ?? null }))
    .filter(row => (row.before ?? 0) + (row.after ?? 0) > 0)
}
