import type { TrialReport } from '@sansheng/contract/trial.ts'
import { termWords } from '../../../ui/term-labels.ts'
import type { TrialLabels } from './labels.ts'

type Step = Pick<TrialReport['alarms'][number]['steps'][number], 'why' | 'step'>

/** When a step would have come: at a share of the term, when it was due, or so long after. */
export function stepWords({ why, step }: Step, t: TrialLabels): string {
  if (step === '100%') return t('at.breach')
  if (step.endsWith('%')) return t(why === 'warn' ? 'at.warn' : 'at.over', { share: step })
  return t('after', { term: termWords(step.replace(/^\+\s*/, '')) })
}
