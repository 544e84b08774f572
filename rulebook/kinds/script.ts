import type { Locale } from '../vocabulary/index.ts'
import { withBlanks } from './acts.ts'
import { listed } from './limit.ts'
import type { Script, ScriptStep } from './rule-sheets.ts'
import { get, type KindSchema } from './schema.ts'

/** What is said in a situation, step by step. */
export const script: KindSchema = {
  kind: 'script',
  keys: {
    on: { type: 'events', help: { zh: '遇到哪个事件时用', en: 'the event at which it is used' } },
    steps: {
      type: 'steps',
      required: true,
      help: { zh: '一行一步：说、等、重复、分支、结束', en: 'one step a line: say, wait, repeat, branch, end' },
    },
  },
  build: (values, common, { report, entries }): Script | null => {
    const steps = get(values, 'steps', 'steps')!
    const dead = steps.findIndex((_, i) => i > 0 && steps[i - 1]!.do === 'end' && !isTarget(i + 1, steps))
    if (dead >= 0) {
      const lines = [entries.steps!.value, ...entries.steps!.items].filter(({ text }) => text !== '')
      report.error(lines[dead]!, 'never-reached', {
        zh: '这一步永远轮不到：上一步已经结束',
        en: 'this step is never reached: the one above ends the script',
      })
      return null
    }
    const empty = steps.findIndex((step, i) => step.do === 'repeat' && !steps.slice(step.from - 1, i).some(stops))
    if (empty >= 0) {
      const lines = [entries.steps!.value, ...entries.steps!.items].filter(({ text }) => text !== '')
      report.error(lines[empty]!, 'repeat-empty', {
        zh: '重复的这一段里没有要说、要等或要问的',
        en: 'nothing is said, waited for or asked in what is repeated',
      })
      return null
    }
    return { ...common, kind: 'script', on: get(values, 'on', 'events') ?? [], steps }
  },
  sentence: (values, vocabulary) => {
    const steps = get(values, 'steps', 'steps')!
    const on = get(values, 'on', 'events')
    const first = steps.find(step => step.do === 'say')
    const text = (locale: Locale) => (first?.do === 'say' ? withBlanks(first.text, locale) : '')
    return {
      zh: `${on ? `${listed(on, 'zh', vocabulary)}时` : ''}照 ${steps.length} 步说：${text('zh')}`,
      en: `${on ? `${listed(on, 'en', vocabulary)}: ` : ''}${steps.length} steps, beginning with: ${text('en')}`,
    }
  },
}

/** Steps at which a person has something to do. */
function stops(step: ScriptStep): boolean {
  return step.do === 'say' || step.do === 'wait' || (step.do === 'branch' && step.when === null)
}

function isTarget(number: number, steps: Script['steps']): boolean {
  return steps.some(step => step.do === 'branch' && step.to === number)
}
