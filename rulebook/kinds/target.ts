import { targetPeriods } from '../document/index.ts'
import { nameOf, type Vocabulary } from '../vocabulary/index.ts'
import type { Goal, Target } from './rule-sheets.ts'
import { get, type KindSchema, types } from './schema.ts'

const signs = { '>=': '不低于', '<=': '不超过', '>': '高于', '<': '低于' } as const

function goalText(goal: Goal | 'open', vocabulary: Vocabulary): string {
  if (goal === 'open') return '（目标待定）'
  return `${signs[goal.sign]} ${String(types.goal.print(goal, 'zh', vocabulary))
    .slice(goal.sign.length)
    .trim()}`
}

/** What a whole period has to reach: a ratio, a mean or a percentile of other rules. */
export const target: KindSchema = {
  kind: 'target',
  keys: {
    measure: { type: 'measureOf', required: true, help: { zh: '达标率、平均、百分位 90', en: 'ratio, mean, percentile 90' } },
    of: { type: 'ids', required: true, help: { zh: '量哪几条规则', en: 'the rules that are measured' } },
    goal: { type: 'goal', required: true, help: { zh: '>= 98%、<= 15 天', en: '>= 98%, <= 15 d' } },
    per: { type: 'targetPeriod', required: true, help: { zh: '日、周、月、季、年', en: 'day, week, month, quarter, year' } },
  },
  build: (values, common, { report, entries }): Target | null => {
    const measure = get(values, 'measure', 'measureOf')!
    const goal = get(values, 'goal', 'goal')!
    const ratio = measure.by === 'ratio'
    if (goal !== 'open' && ratio !== 'ppm' in goal) {
      report.error(
        entries.goal!.value,
        'goal-of-measure',
        ratio
          ? { zh: '达标率的目标要写百分数', en: 'the goal of a ratio is a share' }
          : { zh: '平均和百分位的目标要写时长', en: 'the goal of a mean or percentile is a duration' },
        ratio ? '>= 98%' : null,
      )
      return null
    }
    return {
      ...common,
      kind: 'target',
      measure,
      of: get(values, 'of', 'ids')!,
      goal: goal === 'open' ? null : goal,
      per: get(values, 'per', 'targetPeriod')!,
      open: goal === 'open',
    }
  },
  sentence: (values, vocabulary) => {
    const [measure, of, goal, per] = [
      get(values, 'measure', 'measureOf')!,
      get(values, 'of', 'ids')!,
      get(values, 'goal', 'goal')!,
      get(values, 'per', 'targetPeriod')!,
    ]
    return {
      zh: `每${nameOf(targetPeriods, per, 'zh')}「${of.join('、')}」的${types.measureOf.print(measure, 'zh', vocabulary)}${goalText(goal, vocabulary)}`,
      en: `${types.measureOf.print(measure, 'en', vocabulary)} of ${of.join(', ')} ${types.goal.print(goal, 'en', vocabulary)} per ${per}`,
    }
  },
}
