import { productVocabulary } from '@sansheng/contract/recorded.ts'
import { kinds } from '@sansheng/rulebook/vocabulary'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Known } from './choice.ts'
import { RulePanel } from './rule-panel.tsx'
import { plain, skeletonOf } from './skeletons.ts'

const known: Known = {
  vocabulary: productVocabulary,
  calendars: ['cn-office'],
  rules: [{ id: 'notify', sentence: '三十分钟内通知' }],
  departments: ['维修一所'],
  standards: ['general-hotline'],
  options: [{ name: '三声', alternative: '按秒数', words: '十五秒以内接起' }],
}
const rule = '# 谁来通知\n规则: 时限\n编号: notify\n起: 工单.登记\n止: 工单.通知\n限: 30 分钟'
const sourceOf = (text: string) => `---\nstandard: s\n---\n## 4.1 三十分钟内通知\n\n\`\`\`规则\n${text}\n\`\`\`\n\n## 5 回访\n`
let current = ''

function Bench({ start, caret }: { start: string; caret: number }) {
  const [source, setSource] = useState(start)
  current = source
  return (
    <RulePanel
      source={source}
      caret={caret}
      problems={[]}
      known={known}
      onReplace={(from, to, words) => setSource(s => s.slice(0, from) + words + s.slice(to))}
    />
  )
}
const draw = (text: string, at = '规则:') => {
  const source = sourceOf(text)
  render(<Bench start={source} caret={source.indexOf(at)} />)
}

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
afterEach(cleanup)

describe('the rule under the caret as a form', () => {
  it('writes a field into its line and leaves the comment alone', async () => {
    draw(rule)
    const field = screen.getByLabelText(/^限/)
    expect((field as HTMLTextAreaElement).value).toBe('30 分钟')
    await userEvent.clear(field)
    await userEvent.type(field, '20 分钟 ')
    expect(current).toBe(sourceOf(rule.replace('30 分钟', '20 分钟')))
    expect((field as HTMLTextAreaElement).value).toBe('20 分钟 ')
  })

  it('says what it is for where the caret is in no rule', () => {
    draw(rule, '## 5')
    expect(screen.getByText(/把光标放进一个规则块/)).toBeTruthy()
  })

  it.each(Object.entries(kinds))('opens a rule of the kind %s', (kind, { zh }) => {
    draw(plain(skeletonOf(kind as keyof typeof kinds, 'own')))
    expect(screen.getByText(`这是「${zh}」规则能写的项。没有列出来的注释和别的行，都原样留着。`)).toBeTruthy()
    expect((screen.getByLabelText(/^编号/) as HTMLInputElement).value).toBe('own')
  })

  it('adds a rule under the clause of the caret, chosen in words, once what it needs is there', async () => {
    draw(rule)
    await userEvent.click(screen.getByRole('button', { name: '加一条规则' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('在「4.1 三十分钟内通知」下加一条规则')).toBeTruthy()
    await userEvent.click(within(dialog).getByRole('button', { name: /一个次序/ }))
    const add = within(dialog).getByRole('button', { name: '写进正文' }) as HTMLButtonElement
    await userEvent.clear(within(dialog).getByLabelText(/^编号/))
    expect(add.disabled).toBe(true)
    expect(within(dialog).getByText('还缺：编号')).toBeTruthy()
    await userEvent.type(within(dialog).getByLabelText(/^编号/), 'queue')
    await userEvent.type(within(dialog).getByLabelText(/^先后/), '先来先到')
    await userEvent.click(add)
    expect(current).toContain(
      `限: 30 分钟\n\`\`\`\n\n\`\`\`规则\n规则: 次序\n编号: queue\n先后:\n- 先来先到\n\`\`\`\n\n## 5 回访`,
    )
  })
})
