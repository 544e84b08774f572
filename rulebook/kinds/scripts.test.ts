import { describe, expect, it } from 'vitest'
import { rulebookOf } from '../testing/index.ts'
import type { Facts } from '../vocabulary/index.ts'
import type { Script } from './rule-sheets.ts'
import { beginScript, fillBlanks, nextStep, type ScriptState, stepOf } from './scripts.ts'

const script = (...steps: string[]) =>
  rulebookOf(`规则: 话术\n编号: 甲\n步骤:\n${steps.map(step => `- ${step}`).join('\n')}`).rules[0] as Script

/** What is shown from the beginning to the end when every wait is waited for and questions are answered in turn. */
function walk(
  rule: Script,
  answers: ('yes' | 'no')[] = [],
  facts: Facts = {},
): { shown: string[]; state: ScriptState; ms: number } {
  const shown: string[] = []
  let now = 0
  let state = beginScript(rule, facts, now)
  for (let step = stepOf(rule, state); step && shown.length < 100; step = stepOf(rule, state)) {
    shown.push(step.do === 'say' ? step.text : step.do === 'wait' ? `${step.duration.amount} ${step.duration.unit}` : '？')
    now = state.readyAt ?? now
    state = nextStep(rule, state, { facts, now, ...(step.do === 'branch' ? { answer: answers.shift() ?? 'no' } : {}) })
  }
  return { shown, state, ms: now }
}

describe('scripts', () => {
  it('R182: a greeting of the season is said in its season only, and talk with the word in it is no condition', () => {
    const rule = script("说 新年好！ 当 时间.节日 == '元旦'", '说 您好，当 您方便时请讲', '结束')
    expect(walk(rule, [], { time: { festival: 'new-year' } }).shown).toEqual(['新年好！', '您好，当 您方便时请讲'])
    expect(walk(rule).shown).toEqual(['您好，当 您方便时请讲'])
  })

  it('R023: three prompts about three seconds apart, then the close and the release', () => {
    const rule = script(
      '说 您好，请讲',
      '等 3 秒',
      '分支 听到声音 → 结束 已接通',
      '重复 3 遍 从 1',
      '说 听不到您的声音，请稍后再拨',
      '结束 无声',
    )
    const { shown, state, ms } = walk(rule)
    expect(shown.filter(text => text === '您好，请讲')).toHaveLength(3)
    expect(shown.at(-1)).toBe('听不到您的声音，请稍后再拨')
    expect([state.ended, ms]).toEqual([{ reason: '无声' }, 9000])
    expect(walk(rule, ['no', 'yes']).state.ended).toEqual({ reason: '已接通' })
    expect(walk(rule, ['no', 'yes']).shown).toEqual(['您好，请讲', '3 s', '？', '您好，请讲', '3 s', '？'])
  })

  it('R024: twice five seconds, then another telephone, five seconds, and the release', () => {
    const { shown, ms } = walk(
      script('说 请问您能听到吗', '等 5 秒', '重复 2 遍 从 1', '说 请换一部电话', '等 5 秒', '结束 无声'),
    )
    expect(shown).toEqual(['请问您能听到吗', '5 s', '请问您能听到吗', '5 s', '请换一部电话', '5 s'])
    expect(ms).toBe(15_000)
  })

  it('R025: louder first; only if that does not help another telephone', () => {
    const rule = script('说 请您大声一点', '分支 听清了 → 结束 已听清', '说 请换一部电话', '等 5 秒', '结束 声音太小')
    expect(walk(rule, ['yes'])).toMatchObject({ shown: ['请您大声一点', '？'], state: { ended: { reason: '已听清' } } })
    expect(walk(rule)).toMatchObject({ ms: 5000, state: { ended: { reason: '声音太小' } } })
  })

  it('R026: one sentence, five seconds, and the release', () => {
    expect(walk(script('说 杂音太大，请换一部电话打来', '等 5 秒', '结束 杂音'))).toMatchObject({
      shown: ['杂音太大，请换一部电话打来', '5 s'],
      state: { ended: { reason: '杂音' } },
    })
  })

  it('R028: nobody gets past a wait that still runs, nor past a question without an answer', () => {
    const rule = script('等 5 秒', '分支 有声音 → 4', '结束 无声', '说 请讲')
    const begun = beginScript(rule, {}, 1000)
    expect(begun.readyAt).toBe(6000)
    expect(nextStep(rule, begun, { facts: {}, now: 5999 })).toBe(begun)
    const asked = nextStep(rule, begun, { facts: {}, now: 6000 })
    expect(stepOf(rule, asked)).toMatchObject({ do: 'branch' })
    expect(nextStep(rule, asked, { facts: {}, now: 6001 })).toBe(asked)
    const done = nextStep(rule, asked, { facts: {}, now: 6001, answer: 'no' })
    expect(done.ended).toEqual({ reason: '无声' })
    expect(nextStep(rule, done, { facts: {}, now: 7000, answer: 'yes' })).toBe(done)
  })

  it('R040: goes by facts without asking, and ends after its last step', () => {
    const rule = script('分支 当 来电.无声 → 3', '说 您好', '说 请讲', '分支 当 来电.转接次数 > 3 → 结束 转接过多')
    expect(walk(rule).shown).toEqual(['您好', '请讲'])
    expect(walk(rule, [], { call: { silent: true } }).shown).toEqual(['请讲'])
    expect(walk(rule).state.ended).toEqual({ reason: null })
    expect(walk(rule, [], { call: { transfers: 4 } }).state.ended).toEqual({ reason: '转接过多' })
  })

  it('repeats within repeats', () => {
    expect(walk(script('说 甲', '说 乙', '重复 2 遍 从 2', '重复 2 遍 从 1')).shown.join('')).toBe('甲乙乙甲乙乙')
  })

  it('R022, R042: fills its blanks with what is known and leaves the others', () => {
    const [step] = script('说 您好，{单位}{工号}号为您服务，{称呼}').steps
    const text = step?.do === 'say' ? step.text : ''
    expect(fillBlanks(text, { organisation: '供水热线', number: '1024' })).toBe('您好，供水热线1024号为您服务，{address}')
  })
})
